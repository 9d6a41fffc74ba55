import { sql } from 'kysely'
import type { ApiScope } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { ApiToken } from './api-token.ts'
import { API_SCOPES } from './api-token-rules.ts'

/** The tokens of an organisation, the newest first. One query. */
export const tokensOf = async (reader: Reader, organisationId: string): Promise<readonly ApiToken[]> =>
  (await tokens(reader).where('token.organisation_id', '=', organisationId).execute()).map(tokenFrom)

/** A token of this organisation, or null: another's is not there. */
export async function tokenOf(
  reader: Reader,
  { organisationId, id }: { readonly organisationId: string; readonly id: string },
): Promise<ApiToken | null> {
  const row = await tokens(reader)
    .where('token.organisation_id', '=', organisationId)
    .where('token.id', '=', id)
    .executeTakeFirst()
  return row ? tokenFrom(row) : null
}

/** Whose secret has this hash. */
export async function tokenByHash(reader: Reader, hash: Buffer): Promise<ApiToken | null> {
  const row = await tokens(reader).where('token.token_hash', '=', hash).executeTakeFirst()
  return row ? tokenFrom(row) : null
}

/** Tokens that run out before `before`, that nothing replaces, and of which nobody has been told. */
export const tokensRunningOut = (reader: Reader, { now, before }: Record<'now' | 'before', Temporal.Instant>) =>
  reader
    .selectFrom('access.api_tokens')
    .select(['id as tokenId', 'organisation_id as organisationId'])
    .where('revoked_at', 'is', null)
    .where('expiry_told_at', 'is', null)
    .where('replaced_by', 'is', null)
    .where('expires_at', '>', now)
    .where('expires_at', '<', before)
    .orderBy('expires_at')
    .execute()

export type TokenCount = {
  readonly organisationId: string
  readonly live: number
  readonly lastUsedAt: Temporal.Instant | null
  readonly nextEnd: Temporal.Instant | null
}

/** How many tokens of each organisation work now, when one was last used, and when the first of them ends. One query. */
export const tokenCounts = (reader: Reader, now: Temporal.Instant): Promise<readonly TokenCount[]> =>
  reader
    .selectFrom('access.api_tokens')
    .select(['organisation_id as organisationId'])
    .select([
      sql<number>`count(*) filter (where revoked_at is null and expires_at > ${now}::timestamptz)`.as('live'),
      sql<Temporal.Instant | null>`max(last_used_at)`.as('lastUsedAt'),
      sql<Temporal.Instant | null>`min(expires_at) filter (where revoked_at is null and expires_at > ${now}::timestamptz)`.as(
        'nextEnd',
      ),
    ])
    .groupBy('organisation_id')
    .execute()

const tokens = (reader: Reader) =>
  reader
    .selectFrom('access.api_tokens as token')
    .innerJoin('access.accounts as maker', 'maker.id', 'token.created_by')
    .select(['token.id', 'token.organisation_id as organisationId', 'token.scope', 'token.name', 'token.ending'])
    .select(['maker.name as createdBy', 'token.created_at as createdAt', 'token.expires_at as expiresAt'])
    .select(['token.last_used_at as lastUsedAt', 'token.replaced_by as replacedBy', 'token.revoked_at as revokedAt'])
    .orderBy('token.created_at', 'desc')
    .orderBy('token.id', 'desc')

const tokenFrom = <Row extends { readonly scope: string }>(row: Row) => ({ ...row, scope: scopeFrom(row.scope) })

function scopeFrom(scope: string): ApiScope {
  const known = API_SCOPES.find((candidate) => candidate === scope)
  if (!known) throw new Error(`${scope} is not a scope`)
  return known
}
