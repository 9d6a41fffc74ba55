import type { Selectable } from 'kysely'
import type { ClaimsSchoolMentors } from '#db/schema.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { type Person, peopleById } from '../../directory/public.ts'
import { CLAIM_STATUSES, type ClaimStatus } from '../claims/claim-states.ts'
import type { Mentor } from './mentor.ts'
import { isInUse, needsItsMentors } from './mentor-rules.ts'

/** The mentors of a school by name. Two queries. */
export const mentorsOfSchool = (reader: Reader, schoolId: string): Promise<readonly Mentor[]> =>
  mentorsOfSchools(reader, [schoolId])

/** The mentors of schools by name, however many schools. Two queries. */
export async function mentorsOfSchools(reader: Reader, schoolIds: readonly string[]): Promise<readonly Mentor[]> {
  if (schoolIds.length === 0) return []
  const rows = await reader
    .selectFrom('claims.school_mentors')
    .selectAll()
    .where('school_id', 'in', [...new Set(schoolIds)])
    .where('removed_at', 'is', null)
    .execute()
  return named(reader, rows)
}

/** Somebody on a school's list now; null for nobody. Two queries. */
export async function mentorById(
  reader: Reader,
  { schoolId, mentorId }: { readonly schoolId: string; readonly mentorId: string },
): Promise<Mentor | null> {
  const rows = await reader
    .selectFrom('claims.school_mentors')
    .selectAll()
    .where('id', '=', mentorId)
    .where('school_id', '=', schoolId)
    .where('removed_at', 'is', null)
    .execute()
  return (await named(reader, rows))[0] ?? null
}

type Row = Selectable<ClaimsSchoolMentors>

async function named(reader: Reader, rows: readonly Row[]): Promise<readonly Mentor[]> {
  const people = await peopleById(
    reader,
    rows.map(({ person_id }) => person_id),
  )
  return rows
    .map((row) => mentorFrom(row, people.get(row.person_id)))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB') || one.trn.localeCompare(other.trn))
}

const mentorFrom = (row: Row, person: Person | undefined): Mentor => ({
  ...{ id: row.id, schoolId: row.school_id, personId: row.person_id, addedAt: row.added_at },
  ...{ name: person?.name ?? 'Somebody', trn: person?.trn ?? '' },
  numberInUse: person === undefined || isInUse(person.recordStatus),
})

/** A claim that still needs a mentor on the list. */
export type ClaimInTheWay = { readonly id: string; readonly reference: string; readonly status: ClaimStatus }

/** The claims of the school with the mentor that are not over. One query. */
export async function claimsNeeding(
  reader: Reader,
  { schoolId, personId }: Pick<Mentor, 'schoolId' | 'personId'>,
): Promise<readonly ClaimInTheWay[]> {
  const rows = await reader
    .selectFrom('claims.claims as claim')
    .innerJoin('claims.claim_lines as line', 'line.claim_id', 'claim.id')
    .select(['claim.id', 'claim.reference', 'claim.status'])
    .where('claim.school_id', '=', schoolId)
    .where('line.person_id', '=', personId)
    .where('claim.status', 'in', CLAIM_STATUSES.filter(needsItsMentors))
    .orderBy('claim.created_at')
    .execute()
  return rows.flatMap(({ id, reference, status }) => {
    const known = CLAIM_STATUSES.find((one) => one === status)
    return known ? [{ id, reference, status: known }] : []
  })
}
