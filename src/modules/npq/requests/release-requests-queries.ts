import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { organisationNames, peopleById, rolesOn } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { courseText } from '../courses/course.ts'
import { allCourses } from '../courses/courses-queries.ts'
import type { ChangeRequest } from './change-request.ts'
import { requestFrom } from './change-request-row.ts'

/** A request as the provider that was asked reads it: with what it knows of the participant already. */
export type ReleaseRequest = {
  readonly request: ChangeRequest
  readonly participant: string
  readonly course: string
  readonly cohort: string
  readonly registeredAt: Temporal.Instant
  readonly acceptedAt: Temporal.Instant | null
  readonly fundedPlace: boolean | null
  /** The course that they want instead, where it is to be with the same provider; another provider is not named. */
  readonly wantsHere: string | null
}

export type ProviderPlace = { readonly organisationId: string; readonly name: string }

/** The provider whose requests are looked at: it is one today, or was when it was asked. Null for any other organisation. */
export async function providerPlace(
  reader: Reader,
  { organisationId, now }: { readonly organisationId: string; readonly now: Temporal.Instant },
): Promise<ProviderPlace | null> {
  const name = (await organisationNames(reader, [organisationId])).get(organisationId)?.name
  if (name === undefined) return null
  const isProvider = (await rolesOn(reader, organisationId, londonDate(now))).includes('npq-provider')
  return isProvider || (await wasAsked(reader, organisationId)) ? { organisationId, name } : null
}

const wasAsked = async (reader: Reader, providerId: string): Promise<boolean> =>
  (await reader
    .selectFrom('npq.change_requests')
    .select('id')
    .where('from_provider_id', '=', providerId)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** How many requests wait for a provider's answer. */
export const countOpen = async (reader: Reader, providerId: string): Promise<number> =>
  Number(
    (
      await reader
        .selectFrom('npq.change_requests')
        .select(({ fn }) => fn.countAll().as('open'))
        .where('from_provider_id', '=', providerId)
        .where('status', '=', 'asked')
        .executeTakeFirstOrThrow()
    ).open,
  )

type Page = { readonly providerId: string; readonly offset: number; readonly limit: number }

/** Those that wait, the oldest first. Three queries. */
export async function openRequests(
  reader: Reader,
  { providerId, offset, limit }: Page,
): Promise<readonly ReleaseRequest[]> {
  const rows = await rowsOf(reader)
    .where('request.from_provider_id', '=', providerId)
    .where('request.status', '=', 'asked')
    .orderBy('request.asked_at')
    .orderBy('request.id')
    .offset(offset)
    .limit(limit)
    .execute()
  return releasesFrom(reader, rows)
}

/** One of a provider's, answered or not; null when there is none or it is another's. Three queries. */
export async function releaseRequest(
  reader: Reader,
  { id, providerId }: { readonly id: string; readonly providerId: string },
): Promise<ReleaseRequest | null> {
  const row = await rowsOf(reader)
    .where('request.id', '=', id)
    .where('request.from_provider_id', '=', providerId)
    .executeTakeFirst()
  return row ? ((await releasesFrom(reader, [row]))[0] ?? null) : null
}

const rowsOf = (reader: Reader) =>
  reader
    .selectFrom('npq.change_requests as request')
    .innerJoin('npq.registrations as registration', 'registration.id', 'request.registration_id')
    .innerJoin('npq.cohorts as cohort', 'cohort.identifier', 'registration.cohort')
    .selectAll('request')
    .select(['registration.person_id', 'registration.course_identifier', 'registration.created_at'])
    .select(['registration.accepted_at', 'registration.funded_place', 'cohort.name as cohort_name'])

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

async function releasesFrom(reader: Reader, rows: readonly Row[]): Promise<readonly ReleaseRequest[]> {
  const courses = await allCourses(reader)
  const named = (identifier: string): string => {
    const course = courses.get(identifier)
    return course ? courseText(course) : identifier
  }
  const people = await peopleById(
    reader,
    rows.map(({ person_id }) => person_id),
  )
  return rows.map((row) => {
    const request = requestFrom(row)
    const staysHere = request.toProviderId === request.fromProviderId
    return {
      request,
      participant: people.get(row.person_id)?.name ?? 'A participant',
      course: named(row.course_identifier),
      cohort: row.cohort_name,
      registeredAt: row.created_at,
      acceptedAt: row.accepted_at,
      fundedPlace: row.funded_place,
      wantsHere: request.kind === 'course' && staysHere ? named(request.toCourse) : null,
    }
  })
}
