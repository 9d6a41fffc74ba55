import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { EligibilityList } from './eligibility-list.ts'
import type { Difference } from './list-guard-rules.ts'
import { listStates } from './list-states.ts'
import type { LeftOut, ListVersion } from './list-version.ts'
import { versionById } from './list-versions-queries.ts'

type NewVersion = {
  readonly id: string
  readonly list: EligibilityList
  readonly fileName: string
  readonly sha256: string
  readonly leftOut: readonly LeftOut[]
  readonly accountId: string | null
  readonly now: Temporal.Instant
}

/** Keeps the rows that `readFile` has staged as a version that nothing counts yet. Answers how many there are. */
export async function insertPreview(tx: Tx, version: NewVersion): Promise<number> {
  const { id, list, fileName, sha256, leftOut, accountId, now } = version
  await tx
    .insertInto('npq.list_versions')
    .values({
      ...{ id, list, status: 'previewed', in_force_from: now, file_name: fileName, sha256, rows: 0 },
      ...{ left_out: JSON.stringify(leftOut), uploaded_by: accountId, uploaded_at: now },
    })
    .execute()
  const { numAffectedRows } = await sql`
    insert into npq.list_entries (version_id, identifier) select ${id}, identifier from staged_rows`.execute(tx)
  const rows = Number(numAffectedRows ?? 0)
  await tx.updateTable('npq.list_versions').set({ rows }).where('id', '=', id).execute()
  return rows
}

/** A version, with its list held until the transaction ends: which version counts is decided by one at a time. */
export async function lockVersion(tx: Tx, id: string): Promise<ListVersion | null> {
  const found = await versionById(tx, id)
  if (!found) return null
  await sql`select pg_advisory_xact_lock(hashtext('npq.list ' || ${found.list}))`.execute(tx)
  return versionById(tx, id)
}

type Applied = {
  readonly id: string
  readonly inForceFrom: Temporal.Instant
  readonly difference: Difference
  readonly because: string | null
  readonly now: Temporal.Instant
}

/** Makes a version count. Answers false when it is no longer one that was only looked at. */
export async function applyVersion(tx: Tx, { id, inForceFrom, difference, because, now }: Applied): Promise<boolean> {
  const { added, removed } = difference
  const { numUpdatedRows } = await tx
    .updateTable('npq.list_versions')
    .set({ status: listStates.table.apply.to, in_force_from: inForceFrom, added, removed, applied_because: because })
    .set({ applied_at: now })
    .where('id', '=', id)
    .where('status', 'in', [...listStates.from('apply')])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

type TakenBack = { readonly id: string; readonly because: string; readonly now: Temporal.Instant }

/** Makes a version count no more, for anything that is decided from now on. Its entries stay. */
export async function takeBackVersion(tx: Tx, { id, because, now }: TakenBack): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('npq.list_versions')
    .set({ status: listStates.table.takeBack.to, taken_back_at: now, taken_back_because: because })
    .where('id', '=', id)
    .where('status', 'in', [...listStates.from('takeBack')])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Throws away a version that nobody applied: no decision can name it. */
export async function discardVersion(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('npq.list_versions')
    .set({ status: listStates.table.discard.to })
    .where('id', '=', id)
    .where('status', 'in', [...listStates.from('discard')])
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await tx.deleteFrom('npq.list_entries').where('version_id', '=', id).execute()
  return true
}
