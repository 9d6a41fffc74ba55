import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'

type Ids = { readonly keep: string; readonly gone: string }
type Moving = { readonly pair: { readonly accounts: Ids; readonly people: Ids }; readonly now: Temporal.Instant }

type Moved = {
  /** With the account that each was registered by. */
  readonly registrations: readonly { readonly id: string; readonly accountId: string | null }[]
  readonly workDetails: readonly string[]
}

/** Gives all that is filed under one person to another. The database refuses a second live registration for a course. */
export async function moveRegistrations(tx: Tx, { pair: { accounts, people }, now }: Moving): Promise<Moved> {
  const registrations = await tx
    .selectFrom('npq.registrations')
    .select(['id', 'account_id as accountId'])
    .where('person_id', '=', people.gone)
    .orderBy('id')
    .forUpdate()
    .execute()
  await tx
    .updateTable('npq.registrations')
    .set(({ eb }) => ({
      person_id: people.keep,
      account_id: accounts.keep,
      touched_at: now,
      revision: eb('revision', '+', 1),
    }))
    .where('person_id', '=', people.gone)
    .execute()
  const details = await tx
    .updateTable('npq.work_details')
    .set({ person_id: people.keep })
    .where('person_id', '=', people.gone)
    .returning('id')
    .execute()
  return { registrations, workDetails: details.map(({ id }) => id) }
}

type Returning = { readonly people: Ids; readonly moved: Moved; readonly now: Temporal.Instant }

/** Puts back what was moved, where it still is: what either did since stays with whoever did it. */
export async function returnRegistrations(tx: Tx, { people, moved, now }: Returning): Promise<void> {
  for (const { id, accountId } of moved.registrations) {
    await tx
      .updateTable('npq.registrations')
      .set(({ eb }) => ({
        person_id: people.gone,
        account_id: accountId,
        touched_at: now,
        revision: eb('revision', '+', 1),
      }))
      .where('id', '=', id)
      .where('person_id', '=', people.keep)
      .execute()
  }
  if (moved.workDetails.length === 0) return
  await tx
    .updateTable('npq.work_details')
    .set({ person_id: people.gone })
    .where('id', 'in', [...moved.workDetails])
    .where('person_id', '=', people.keep)
    .execute()
}
