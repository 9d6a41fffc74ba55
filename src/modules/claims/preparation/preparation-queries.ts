import type { Selectable } from 'kysely'
import type { ClaimsPreparationItems } from '#db/schema.ts'
import type { AcademicYear } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { PreparationItem } from './preparation.ts'

type OfYear = { readonly schoolId: string; readonly year: AcademicYear }

/** What a school has noted for a year and not settled, in the order in which it did. One query. */
export async function preparationOf(reader: Reader, { schoolId, year }: OfYear): Promise<readonly PreparationItem[]> {
  const rows = await reader
    .selectFrom('claims.preparation_items')
    .selectAll()
    .where('school_id', '=', schoolId)
    .where('academic_year', '=', year)
    .where('done_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(itemFrom)
}

type One = { readonly schoolId: string; readonly itemId: string }

/** One that is not settled; null when there is none. */
export async function preparationItem(reader: Reader, { schoolId, itemId }: One): Promise<PreparationItem | null> {
  const row = await reader
    .selectFrom('claims.preparation_items')
    .selectAll()
    .where('id', '=', itemId)
    .where('school_id', '=', schoolId)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  return row ? itemFrom(row) : null
}

export const itemFrom = (row: Selectable<ClaimsPreparationItems>): PreparationItem => ({
  ...{ id: row.id, schoolId: row.school_id, year: row.academic_year, mentorName: row.mentor_name },
  ...{ hasTrn: row.has_trn, hasDateOfBirth: row.has_date_of_birth, providerId: row.provider_id },
  ...{ hoursAgreed: row.hours_agreed, revision: row.revision },
})
