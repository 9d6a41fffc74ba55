import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { PreparationItem } from './preparation.ts'
import { itemFrom } from './preparation-queries.ts'

type One = { readonly schoolId: string; readonly itemId: string }

/** One that is not settled, locked until the transaction ends. */
export async function lockItem(tx: Tx, { schoolId, itemId }: One): Promise<PreparationItem | null> {
  const row = await tx
    .selectFrom('claims.preparation_items')
    .selectAll()
    .where('id', '=', itemId)
    .where('school_id', '=', schoolId)
    .where('done_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ? itemFrom(row) : null
}

export type Noted = Pick<PreparationItem, 'mentorName' | 'hasTrn' | 'hasDateOfBirth' | 'providerId' | 'hoursAgreed'>

type New = {
  readonly schoolId: string
  readonly year: AcademicYear
  readonly noted: Noted
  readonly by: string | null
  readonly now: Temporal.Instant
}

export async function insertItem(tx: Tx, { schoolId, year, noted, by, now }: New): Promise<string> {
  const id = newId<string>()
  await tx
    .insertInto('claims.preparation_items')
    .values({ id, school_id: schoolId, academic_year: year, ...columns(noted), added_by: by, created_at: now })
    .execute()
  return id
}

export const saveItem = async (tx: Tx, { itemId, noted }: { readonly itemId: string; readonly noted: Noted }) =>
  tx
    .updateTable('claims.preparation_items')
    .set(columns(noted))
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', itemId)
    .execute()

/** The mentor is on the school's list, or need not be prepared any more. */
export const settleItem = async (tx: Tx, { schoolId, itemId, now }: One & { readonly now: Temporal.Instant }) =>
  tx
    .updateTable('claims.preparation_items')
    .set({ done_at: now })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', itemId)
    .where('school_id', '=', schoolId)
    .where('done_at', 'is', null)
    .execute()

const columns = ({ mentorName, hasTrn, hasDateOfBirth, providerId, hoursAgreed }: Noted) => ({
  ...{ mentor_name: mentorName, has_trn: hasTrn, has_date_of_birth: hasDateOfBirth },
  ...{ provider_id: providerId, hours_agreed: hoursAgreed },
})
