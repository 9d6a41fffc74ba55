import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { accountOfPerson } from '../../access/public.ts'
import { confirmTrn, insertPerson, lockTrn, type PersonId, personWithTrn } from '../../directory/public.ts'

/** Somebody whom the teaching record has found by number and date of birth. */
export type FoundMentor = {
  readonly trn: string
  /** The number that was asked for, where it became another. */
  readonly followedFrom: string | null
  readonly name: string
}

/** Holds the numbers until the transaction ends, in order, so that two who want the same never wait for each other for ever. */
export async function lockNumbers(tx: Tx, found: readonly FoundMentor[]): Promise<void> {
  const numbers = found.flatMap(({ trn, followedFrom }) => (followedFrom === null ? [trn] : [trn, followedFrom]))
  for (const number of [...new Set(numbers)].toSorted()) await lockTrn(tx, number)
}

/**
 * The person who has a number that is locked, made where nobody has it, with the name on the teaching record. Null when somebody
 * with an account has given the number and never proved it: then nobody knows whose it is, and support has to look.
 */
export async function personOfNumber(tx: Tx, found: FoundMentor, now: Temporal.Instant): Promise<PersonId | null> {
  const { trn, followedFrom, name } = found
  const holder =
    (await personWithTrn(tx, trn)) ?? (followedFrom === null ? null : await personWithTrn(tx, followedFrom))
  if (!holder) {
    const personId = await insertPerson(tx, { name, now })
    await confirmTrn(tx, { personId, trn, name, now })
    return personId
  }
  if (holder.trnConfirmedAt === null && (await accountOfPerson(tx, holder.id))) return null
  const isKnown = holder.trnConfirmedAt !== null && holder.trn === trn && holder.name === name
  if (!isKnown) await confirmTrn(tx, { personId: holder.id, trn, name, now })
  return holder.id
}

type New = {
  readonly schoolId: string
  readonly personId: string
  readonly by: string | null
  readonly now: Temporal.Instant
}

/** Puts somebody on a school's list. Null when they are on it. */
export async function insertMentor(tx: Tx, { schoolId, personId, by, now }: New): Promise<string | null> {
  const id = newId<string>()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('claims.school_mentors')
    .values({ id, school_id: schoolId, person_id: personId, added_at: now, added_by: by })
    .onConflict((conflict) => conflict.columns(['school_id', 'person_id']).where('removed_at', 'is', null).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n ? id : null
}

/** Somebody on a school's list, locked until the transaction ends. */
export const lockMentor = (tx: Tx, { schoolId, mentorId }: { readonly schoolId: string; readonly mentorId: string }) =>
  tx
    .selectFrom('claims.school_mentors')
    .select(['id', 'person_id as personId', 'school_id as schoolId'])
    .where('id', '=', mentorId)
    .where('school_id', '=', schoolId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

type Ending = { readonly mentorId: string; readonly by: string | null; readonly now: Temporal.Instant }

export const endMentor = async (tx: Tx, { mentorId, by, now }: Ending) =>
  tx.updateTable('claims.school_mentors').set({ removed_at: now, removed_by: by }).where('id', '=', mentorId).execute()
