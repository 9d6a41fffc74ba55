import type { Reader } from '#src/platform/db/database.ts'
import type { DownloadLink } from './download-link.ts'
import { hashOfLinkToken } from './download-link-secrets.ts'

const COLUMNS = [
  'id',
  'file_id as fileId',
  'address',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'downloads',
  'last_downloaded_at as lastDownloadedAt',
  'replaced_at as replacedAt',
] as const

/** The link with this token; null where there is none. */
export const linkByToken = async (reader: Reader, token: string): Promise<DownloadLink | null> =>
  (await reader
    .selectFrom('claims.download_links')
    .select(COLUMNS)
    .where('token_hash', '=', hashOfLinkToken(token))
    .executeTakeFirst()) ?? null

/** Every link to a file, the newest first. */
export const linksOfFile = (reader: Reader, fileId: string): Promise<readonly DownloadLink[]> =>
  reader
    .selectFrom('claims.download_links')
    .select(COLUMNS)
    .where('file_id', '=', fileId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
