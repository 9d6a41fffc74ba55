import { sql } from 'kysely'
import type { ApiScope } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Database, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { USE_NOTED_EVERY } from './api-token-rules.ts'

type NewToken = {
  readonly organisationId: string
  readonly scope: ApiScope
  readonly name: string
  readonly hash: Buffer
  readonly ending: string
  readonly by: string
  readonly now: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** Adds a token; null when its secret was used before. */
export async function addToken(tx: Tx, token: NewToken): Promise<string | null> {
  const id = newId<string>()
  const added = await tx
    .insertInto('access.api_tokens')
    .values({
      id,
      organisation_id: token.organisationId,
      scope: token.scope,
      name: token.name,
      token_hash: token.hash,
      ending: token.ending,
      created_by: token.by,
      created_at: token.now,
      expires_at: token.expiresAt,
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n ? id : null
}

type Replaced = { readonly id: string; readonly by: string; readonly until: Temporal.Instant }

/** The old token has one that takes its place, and an end. */
export const replaceToken = (tx: Tx, { id, by, until }: Replaced) =>
  tx.updateTable('access.api_tokens').set({ replaced_by: by, expires_at: until }).where('id', '=', id).execute()

type Revoked = { readonly id: string; readonly by: string; readonly now: Temporal.Instant }

export const revokeToken = (tx: Tx, { id, by, now }: Revoked) =>
  tx
    .updateTable('access.api_tokens')
    .set({ revoked_at: now, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()

export const noteExpiryTold = (tx: Tx, id: string, now: Temporal.Instant) =>
  tx.updateTable('access.api_tokens').set({ expiry_told_at: now }).where('id', '=', id).execute()

/** That a token was used, once a minute at most: no fact of anybody's, like the last use of a session. */
export const noteUse = (db: Database, id: string, now: Temporal.Instant) =>
  db
    .updateTable('access.api_tokens')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where(sql<boolean>`coalesce(last_used_at < ${now.subtract(USE_NOTED_EVERY)}::timestamptz, true)`)
    .execute()
