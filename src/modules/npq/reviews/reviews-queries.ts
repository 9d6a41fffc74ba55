import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { CourseIdentifier } from '../courses/course.ts'
import { REVIEW_STATUSES, type ReviewStatus } from '../registrations/registration.ts'
import { EMPLOYMENT_TYPES, type EmploymentType } from '../work-details/work-details.ts'

export type ReviewFilters = {
  /** `open`: everything that is not decided. */
  readonly status: ReviewStatus | 'open'
  readonly employmentType: EmploymentType | 'other' | null
  readonly cohort: string | null
  readonly assignedTo: { readonly accountId: string | null } | null
  /** Only those that began before. */
  readonly before: Temporal.Instant | null
}

export type ReviewLine = {
  readonly registrationId: string
  readonly personId: string
  readonly course: CourseIdentifier
  readonly cohort: string
  readonly status: ReviewStatus
  readonly employmentType: EmploymentType | null
  readonly reason: string
  /** When the decision to look at it was made. */
  readonly since: Temporal.Instant
  readonly assignedTo: string | null
}

type Page = { readonly limit: number; readonly offset: number }

/** Registrations whose funding staff look at, the longest first, and how many there are. Two queries. */
export async function reviewQueue(
  reader: Reader,
  filters: ReviewFilters,
  { limit, offset }: Page,
): Promise<{ readonly lines: readonly ReviewLine[]; readonly total: number }> {
  const from = sql`${FROM} where ${conditionsOf(filters)}`
  const { rows } = await sql<z.input<typeof Line>>`
    select registration.id as "registrationId", registration.person_id as "personId",
      registration.course_identifier as course, registration.cohort, registration.review_status as status,
      work.employment_type as "employmentType", decision.reason, decision.decided_at as since,
      task.assigned_to as "assignedTo"
    ${from} order by decision.decided_at, registration.id limit ${limit} offset ${offset}`.execute(reader)
  return { lines: rows.map((row) => Line.parse(row)), total: await countReviews(reader, filters) }
}

/** How many registrations are in the queue. One query. */
export async function countReviews(reader: Reader, filters: ReviewFilters): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total ${FROM} where ${conditionsOf(filters)}`.execute(reader)
  return rows[0]?.total ?? 0
}

const FROM = sql`
  from npq.registrations as registration
  join npq.funding_decisions as decision on decision.id = registration.decision_id
  left join lateral (select employment_type, setting from npq.work_details
    where registration_id = registration.id order by number desc limit 1) as work on true
  left join npq.tasks as task
    on task.registration_id = registration.id and task.kind = 'funding-review' and task.closed_at is null`

function conditionsOf({ status, employmentType, cohort, assignedTo, before }: ReviewFilters): RawBuilder<unknown> {
  const conditions = [
    status === 'open'
      ? sql`registration.review_status in ('needs_review', 'awaiting_information', 'reregister')`
      : sql`registration.review_status = ${status}`,
    ...(employmentType === null ? [] : [employment(employmentType)]),
    ...(cohort === null ? [] : [sql`registration.cohort = ${cohort}`]),
    ...(assignedTo === null ? [] : [sql`task.assigned_to is not distinct from ${assignedTo.accountId}::uuid`]),
    ...(before === null ? [] : [sql`decision.decided_at < ${before}`]),
  ]
  return sql.join(conditions, sql` and `)
}

/** Those who are not employed in another setting: referred by an adviser, or by a trust or local authority. */
const employment = (type: EmploymentType | 'other') =>
  type === 'other' ? sql`work.employment_type is null` : sql`work.employment_type = ${type}`

const Line = z.object({
  registrationId: z.string(),
  personId: z.string(),
  course: CourseIdentifier,
  cohort: z.string(),
  status: z.enum(REVIEW_STATUSES),
  employmentType: z.enum(EMPLOYMENT_TYPES).nullable(),
  reason: z.string(),
  since: z.custom<Temporal.Instant>((value) => value !== null),
  assignedTo: z.string().nullable(),
})

export type ReviewNote = {
  readonly note: string
  readonly reviewStatus: string | null
  readonly accountId: string | null
  readonly writtenAt: Temporal.Instant
}

/** The notes of a registration's reviews, newest first. */
export const notesOf = async (reader: Reader, registrationId: string): Promise<readonly ReviewNote[]> =>
  reader
    .selectFrom('npq.review_notes')
    .select(['note', 'review_status as reviewStatus', 'account_id as accountId', 'written_at as writtenAt'])
    .where('registration_id', '=', registrationId)
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Registrations whose funded place is in doubt, the longest first. */
export const placesInDoubt = async (reader: Reader, { limit, offset }: Page) =>
  reader
    .selectFrom('npq.tasks as task')
    .innerJoin('npq.registrations as registration', 'registration.id', 'task.registration_id')
    .innerJoin('npq.registration_providers as provider', (join) =>
      join.onRef('provider.registration_id', '=', 'registration.id').on('provider.unassigned_at', 'is', null),
    )
    .select(['registration.id as registrationId', 'registration.person_id as personId', 'task.opened_at as since'])
    .select(['registration.course_identifier as course', 'registration.cohort', 'provider.provider_id as providerId'])
    .where('task.kind', '=', 'funded-place-in-doubt')
    .where('task.closed_at', 'is', null)
    .orderBy('task.opened_at')
    .orderBy('task.id')
    .limit(limit)
    .offset(offset)
    .execute()

/** How many funded places are in doubt. */
export async function countPlacesInDoubt(reader: Reader): Promise<number> {
  const { total } = await reader
    .selectFrom('npq.tasks')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('kind', '=', 'funded-place-in-doubt')
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(total)
}
