import { sql } from 'kysely'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { BatchKind } from './batch-states.ts'
import { toSend } from './to-send-queries.ts'

type Freezing = {
  readonly kind: BatchKind
  readonly windowId: string | null
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly now: Temporal.Instant
}

export type Frozen = {
  readonly id: string
  readonly number: number
  readonly claims: number
  readonly pence: number
  readonly listSha256: string
}

/** Batches are prepared one after the other, so that a claim is looked for once. The lock ends with the transaction. */
export const lockPreparing = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('claims.batches'))`.execute(tx)

/**
 * Freezes all claims that wait to be sent, in one statement: the rows of the file, the pence, the revision of each claim, the total
 * and a hash over the list. Null when none waits. What is submitted from now on waits for the next batch.
 */
export async function freezeBatch(tx: Tx, { kind, windowId, by, now }: Freezing): Promise<Frozen | null> {
  const id = newId<string>()
  const { rows } = await sql<Frozen>`
    with chosen as materialized (${toSend({ kind, windowId, day: londonDate(now) })}),
    numbered as materialized (select chosen.*, row_number() over (order by reference collate "C")::int as position from chosen),
    batch as (
      insert into claims.batches
        (id, kind, window_id, status, claims, total_pence, list_sha256, prepared_by, prepared_by_name, prepared_at)
      select ${id}, ${kind}, ${windowId}, 'prepared', count(*), sum(pence), ${listHash}, ${by.accountId}, ${by.name}, ${now}
      from numbered having count(*) > 0
      returning id, number, claims, total_pence as pence, list_sha256 as "listSha256"
    ), items as (
      insert into claims.batch_items (batch_id, claim_id, position, pence, row, claim_revision, outcome)
      select ${id}, claim_id, position, pence, row, revision, 'waiting' from numbered
    )
    select * from batch`.execute(tx)
  return rows[0] ?? null
}

/** Of reference, revision and pence of every row, in the order of the file. */
const listHash = sql`encode(sha256(convert_to(
  string_agg(reference || ',' || revision || ',' || pence || chr(10), '' order by position), 'UTF8')), 'hex')`

/** The hash over the list as it stands: the same as when it was frozen, or somebody has been at the table. */
export async function hashOfList(reader: Reader, batchId: string): Promise<string> {
  const { rows } = await sql<{ sha256: string }>`
    select ${listHash} as sha256 from (
      select claim.reference, item.claim_revision as revision, item.pence, item.position
      from claims.batch_items as item join claims.claims as claim on claim.id = item.claim_id
      where item.batch_id = ${batchId}
    ) as numbered`.execute(reader)
  return rows[0]?.sha256 ?? ''
}
