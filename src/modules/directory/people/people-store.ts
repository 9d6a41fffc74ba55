import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { personFrom } from './people-queries.ts'
import type { Person, PersonId, RecordStatus } from './person.ts'

type New = { readonly name: string; readonly now: Temporal.Instant }

/** A person of whom nothing is known but a name. */
export async function insertPerson(tx: Tx, { name, now }: New): Promise<PersonId> {
  const id = newId<PersonId>()
  await tx.insertInto('directory.people').values({ id, name, created_at: now }).execute()
  return id
}

/**
 * Holds people until the transaction ends, in the order of their ids, so that two who want the same never wait for ever. Rows that
 * refer to them may still be added meanwhile: whoever adds one may already hold what we wait for next.
 */
export async function lockPeople(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('directory.people')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, personFrom(row)]))
}

type Checked = {
  readonly personId: string
  readonly trn: string
  /** As it is on the teaching record; null leaves the name as it is. */
  readonly name: string | null
  readonly now: Temporal.Instant
}

/** The teaching record has confirmed that the number is theirs. The database refuses a number that somebody else has. */
export const confirmTrn = async (tx: Tx, { personId, trn, name, now }: Checked) =>
  tx
    .updateTable('directory.people')
    .set({ trn, trn_confirmed_at: now, last_checked_at: now, record_status: 'ok', ...(name === null ? {} : { name }) })
    .where('id', '=', personId)
    .execute()

/** One at a time for who has a number. Taken before accounts and people. */
export async function lockTrn(tx: Tx, trn: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directory.trn:${trn}`}, 0))`.execute(tx)
}

type Status = { readonly personId: string; readonly recordStatus: RecordStatus; readonly now: Temporal.Instant }

/** What the teaching record said of a number that somebody has. */
export const noteRecordStatus = async (tx: Tx, { personId, recordStatus, now }: Status) =>
  tx
    .updateTable('directory.people')
    .set({ record_status: recordStatus, last_checked_at: now })
    .where('id', '=', personId)
    .execute()

type Numbered = Pick<Person, 'id' | 'trn' | 'trnConfirmedAt' | 'recordStatus' | 'lastCheckedAt'>

/** Gives somebody the number of another as it stands, or takes it away: only for merging and undoing a merge. */
export const setNumber = async (tx: Tx, { id, trn, trnConfirmedAt, recordStatus, lastCheckedAt }: Numbered) =>
  tx
    .updateTable('directory.people')
    .set({
      trn,
      trn_confirmed_at: trnConfirmedAt,
      record_status: recordStatus,
      last_checked_at: lastCheckedAt,
    })
    .where('id', '=', id)
    .execute()

type Merge = { readonly keep: string; readonly gone: string; readonly now: Temporal.Instant }

/** From now on the one is the other, and the change of id is published. */
export async function markMerged(tx: Tx, { keep, gone, now }: Merge): Promise<void> {
  await tx.updateTable('directory.people').set({ merged_into: keep, merged_at: now }).where('id', '=', gone).execute()
  await tx
    .insertInto('directory.person_id_changes')
    .values({ id: newId(), from_person_id: gone, to_person_id: keep, changed_at: now, why: 'merged' })
    .execute()
}

/** They are two again. What was published stays; the change back is published after it. */
export async function markUnmerged(tx: Tx, { keep, gone, now }: Merge): Promise<void> {
  await tx
    .updateTable('directory.people')
    .set({ merged_into: null, merged_at: null })
    .where('id', '=', gone)
    .where('merged_into', '=', keep)
    .execute()
  await tx
    .updateTable('directory.person_id_changes')
    .set({ undone_at: now })
    .where('from_person_id', '=', gone)
    .where('to_person_id', '=', keep)
    .where('why', '=', 'merged')
    .where('undone_at', 'is', null)
    .execute()
  await tx
    .insertInto('directory.person_id_changes')
    .values({ id: newId(), from_person_id: keep, to_person_id: gone, changed_at: now, why: 'merge-undone' })
    .execute()
}
