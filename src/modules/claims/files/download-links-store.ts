import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { DownloadLink } from './download-link.ts'
import { hashOfLinkToken, newLinkToken } from './download-link-secrets.ts'

type NewLink = {
  readonly fileId: string
  readonly address: string
  readonly expiresAt: Temporal.Instant
  readonly now: Temporal.Instant
}

/** A new link of an address to a file. The address's older links to it stop working: answers how many. */
export async function insertLink(tx: Tx, { fileId, address, expiresAt, now }: NewLink) {
  const older = await tx
    .updateTable('claims.download_links')
    .set({ replaced_at: now })
    .where('file_id', '=', fileId)
    .where('address', '=', address)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  const [id, token] = [newId<string>(), newLinkToken()]
  await tx
    .insertInto('claims.download_links')
    .values({
      ...{ id, file_id: fileId, address, token_hash: hashOfLinkToken(token) },
      ...{ created_at: now, expires_at: expiresAt },
    })
    .execute()
  return { id, token, replaced: Number(older.numUpdatedRows) }
}

/** A link, locked until the transaction ends; null when there is none. */
export async function lockLink(tx: Tx, id: string): Promise<DownloadLink | null> {
  const row = await tx
    .selectFrom('claims.download_links')
    .select(['id', 'file_id as fileId', 'address', 'created_at as createdAt', 'expires_at as expiresAt', 'downloads'])
    .select(['last_downloaded_at as lastDownloadedAt', 'replaced_at as replacedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Counts a download of a link that is locked. */
export const countDownload = async (tx: Tx, id: string, now: Temporal.Instant) =>
  tx
    .updateTable('claims.download_links')
    .set(({ eb }) => ({ downloads: eb('downloads', '+', 1), last_downloaded_at: now }))
    .where('id', '=', id)
    .execute()
