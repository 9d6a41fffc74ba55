import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { peopleWithAddressSet } from '#src/modules/access/public.ts'
import { currentPersonId, peopleNamedSet, peopleWithTrnSet, schoolByUrn } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { CourseIdentifier } from '../courses/course.ts'
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../registrations/registration-states.ts'
import { COUNTED_UP_TO, type Filters, type Sort, type Sought } from './registration-search-rules.ts'

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

/** Registrations as staff look for them, a page at a time, and how many there are, counted up to a limit. At most four queries. */
export async function findRegistrations(
  reader: Reader,
  asked: SearchAsked,
): Promise<{ readonly found: readonly FoundRegistration[]; readonly total: number }> {
  const which = await conditionsOf(reader, asked)
  if (which === null) return { found: [], total: 0 }
  const from = sql`
    from npq.registrations as registration
    join npq.registration_providers as provider on provider.registration_id = registration.id and provider.unassigned_at is null
    where ${which}`
  const order = asked.sort === 'newest' ? sql`desc` : sql`asc`
  const { rows } = await sql<Row>`
    select registration.id, person_id as "personId", course_identifier as course, cohort, status, training_status as "trainingStatus",
      provider.provider_id as "providerId", created_at as "createdAt"
    ${from} order by created_at ${order}, registration.id ${order} limit ${asked.limit} offset ${asked.offset}`.execute(
    reader,
  )
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from (select 1 ${from} limit ${COUNTED_UP_TO}) as counted`.execute(reader)
  return {
    found: rows.map(foundFrom),
    total: counted.rows[0]?.total ?? 0,
  }
}

type Row = Omit<FoundRegistration, 'course' | 'status'> & { readonly course: string; readonly status: string }

const foundFrom = (row: Row): FoundRegistration => ({
  ...row,
  course: CourseIdentifier.parse(row.course),
  status: z.enum(REGISTRATION_STATUSES).parse(row.status),
})

/** Null when nothing can fit, such as a number that no school has. */
async function conditionsOf(reader: Reader, { sought, filters }: SearchAsked): Promise<RawBuilder<unknown> | null> {
  const { cohort, status, course, providerId, setting } = filters
  const chosen = await soughtCondition(reader, sought)
  if (chosen === null) return null
  const conditions = [
    chosen,
    cohort === null ? null : sql`cohort = ${cohort}`,
    status === null ? null : sql`status = ${status}`,
    course === null ? null : sql`course_identifier = ${course}`,
    providerId === null ? null : sql`provider.provider_id = ${providerId}`,
    setting === null
      ? null
      : sql`(select details.setting from npq.work_details as details where details.registration_id = registration.id
          order by number desc limit 1) = ${setting}`,
  ].filter((condition) => condition !== null)
  return sql.join(conditions, sql` and `)
}

async function soughtCondition(reader: Reader, sought: Sought | null): Promise<RawBuilder<unknown> | null> {
  switch (sought?.kind) {
    case undefined:
      return sql`true`
    case 'id': {
      // A provider that quotes an old id of somebody finds them by the one they have now.
      const personId = (await currentPersonId(reader, sought.id)) ?? sought.id
      return sql`(registration.id = ${sought.id} or person_id = ${personId} or registration.id =
        (select registration_id from npq.declarations where id = ${sought.id}))`
    }
    case 'trn':
      return inSet(peopleWithTrnSet(sought.trn))
    case 'address':
      return inSet(peopleWithAddressSet(sought.beginning))
    case 'urn':
      return worksAt((await schoolByUrn(reader, sought.urn))?.id ?? null, sought.urn)
    case 'name': {
      const named = peopleNamedSet(sought.text)
      return named === null ? null : inSet(named)
    }
  }
}

const inSet = (people: RawBuilder<unknown>) => sql`person_id in (select person_id from ${people} as people)`

/** Whoever said of any of their registrations that they work there, also before a change. */
const worksAt = (schoolId: string | null, urn: string) => sql`registration.id in (
  select registration_id from npq.work_details where organisation_id = ${schoolId}::uuid or childcare_urn = ${urn} or childcare_urn = ${`EY${urn}`})`
