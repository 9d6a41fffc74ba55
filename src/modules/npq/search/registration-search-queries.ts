import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { peopleWithAddressSet } from '#src/modules/access/public.ts'
import { currentPersonId, peopleNamedSet, peopleWithTrnSet, schoolByUrn } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { CourseIdentifier } from '../courses/course.ts'
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../registrations/registration-states.ts'
import { type Filters, MANY, MOST_LISTED, type Sort, type Sought } from './registration-search-rules.ts'

export type FoundRegistration = {
  readonly id: string
  readonly personId: string
  readonly course: CourseIdentifier
  readonly cohort: string
  readonly status: RegistrationStatus
  readonly trainingStatus: string | null
  readonly providerId: string
  readonly createdAt: Temporal.Instant
}

export type SearchAsked = {
  readonly sought: Sought | null
  readonly filters: Filters
  readonly sort: Sort
  readonly limit: number
  readonly offset: number
}

export type FoundRegistrations = {
  readonly found: readonly FoundRegistration[]
  /** Those that are listed, page by page. */
  readonly total: number
  /** Whether there are others, which are not listed. */
  readonly hasMore: boolean
}

/** Registrations as staff look for them, a page at a time, and how many there are. At most four queries. */
export async function findRegistrations(reader: Reader, asked: SearchAsked): Promise<FoundRegistrations> {
  const chosen = await soughtConditions(reader, asked.sought)
  const counted = chosen === null ? 0 : await countUpTo(reader, fitting(chosen.anyhow, asked.filters), MANY)
  if (chosen === null || counted === 0) return { found: [], total: 0, hasMore: false }
  const order = asked.sort === 'newest' ? sql`desc` : sql`asc`
  const { rows } = await sql<Row>`
    select registration.id, person_id as "personId", course_identifier as course, cohort, status, training_status as "trainingStatus",
      provider.provider_id as "providerId", created_at as "createdAt"
    from (
      select registration.* ${fitting(counted < MANY ? chosen.anyhow : chosen.inOrder, asked.filters)}
      order by created_at ${order}, registration.id ${order} limit ${asked.limit} offset ${asked.offset}
    ) as registration
    join npq.registration_providers as provider on provider.registration_id = registration.id and provider.unassigned_at is null
    order by created_at ${order}, registration.id ${order}`.execute(reader)
  return { found: rows.map(foundFrom), total: Math.min(counted, MOST_LISTED), hasMore: counted > MOST_LISTED }
}

/** How many rows there are, and no further than `most`. */
async function countUpTo(reader: Reader, from: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 ${from} limit ${most}) as counted`.execute(reader)
  return rows[0]?.count ?? 0
}

type Row = Omit<FoundRegistration, 'course' | 'status'> & { readonly course: string; readonly status: string }

const foundFrom = (row: Row): FoundRegistration => ({
  ...row,
  course: CourseIdentifier.parse(row.course),
  status: z.enum(REGISTRATION_STATUSES).parse(row.status),
})

function fitting(chosen: RawBuilder<unknown>, { cohort, status, course, providerId, setting }: Filters) {
  const conditions = [
    chosen,
    cohort === null ? null : sql`cohort = ${cohort}`,
    status === null ? null : sql`status = ${status}`,
    course === null ? null : sql`course_identifier = ${course}`,
    providerId === null
      ? null
      : sql`exists (select from npq.registration_providers as provider where provider.registration_id = registration.id
          and provider.unassigned_at is null and provider.provider_id = ${providerId})`,
    setting === null
      ? null
      : sql`(select details.setting from npq.work_details as details where details.registration_id = registration.id
          order by number desc limit 1) = ${setting}`,
  ].filter((condition) => condition !== null)
  return sql`from npq.registrations as registration where ${sql.join(conditions, sql` and `)}`
}

/**
 * The same condition twice. `anyhow` begins with whoever is sought, which is best for a few; of many it is better to look through
 * the registrations `inOrder` until a page is full. The database takes whatever is sought for rare, so it does not choose itself.
 */
type Conditions = { readonly inOrder: RawBuilder<unknown>; readonly anyhow: RawBuilder<unknown> }

/** Null when nothing can fit, such as a name without letters. */
async function soughtConditions(reader: Reader, sought: Sought | null): Promise<Conditions | null> {
  if (sought?.kind === 'name') {
    const named = peopleNamedSet(sought.text)
    return named === null ? null : ofPeople(named)
  }
  if (sought?.kind === 'address') return ofPeople(peopleWithAddressSet(sought.beginning))
  const condition = sought === null ? sql`true` : await ofNumber(reader, sought)
  return { inOrder: condition, anyhow: condition }
}

type ByNumber = Exclude<Sought, { readonly kind: 'name' | 'address' }>

async function ofNumber(reader: Reader, sought: ByNumber): Promise<RawBuilder<unknown>> {
  switch (sought.kind) {
    case 'id': {
      // A provider that quotes an old id of somebody finds them by the one they have now.
      const personId = (await currentPersonId(reader, sought.id)) ?? sought.id
      return sql`(registration.id = ${sought.id} or person_id = ${personId} or registration.id =
        (select registration_id from npq.declarations where id = ${sought.id}))`
    }
    case 'trn':
      return inSet(peopleWithTrnSet(sought.trn))
    case 'urn':
      return worksAt((await schoolByUrn(reader, sought.urn))?.id ?? null, sought.urn)
  }
}

const ofPeople = (people: RawBuilder<unknown>): Conditions => ({
  anyhow: inSet(people),
  inOrder: sql`(select true from ${people} as people where people.person_id = registration.person_id limit 1)`,
})

const inSet = (people: RawBuilder<unknown>) => sql`person_id in (select person_id from ${people} as people)`

/**
 * Whoever said of any of their registrations that they work there, also before a change. As an array, so that the few are looked
 * up: of a set the database thinks that reading all registrations is cheaper.
 */
const worksAt = (schoolId: string | null, urn: string) => sql`registration.id = any (array(
  select registration_id from npq.work_details where organisation_id = ${schoolId}::uuid
  union select registration_id from npq.work_details where childcare_urn in (${urn}, ${`EY${urn}`})))`
