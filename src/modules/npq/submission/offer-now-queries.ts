import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Cohort } from '../courses/cohort.ts'
import type { Course, CourseIdentifier } from '../courses/course.ts'
import { coursesOffered } from '../courses/courses-queries.ts'
import { providersDelivering } from '../courses/questions/course-facts-queries.ts'
import type { FundingPolicy } from '../funding/funding-policy.ts'
import { openCohorts } from './open-cohorts-queries.ts'

type Wanted = { readonly cohort: string; readonly course: CourseIdentifier; readonly providerId: string }

export type Offer = {
  readonly cohort: Cohort
  readonly course: Course
  readonly providerName: string
  readonly policy: FundingPolicy
}

export type WhyNotOffered = 'cohort-closed' | 'course-not-offered' | 'provider-not-offered'

/** The course of a provider in a cohort that people may register for now, or why it cannot be had. Four queries. */
export async function offerNow(
  reader: Reader,
  { cohort: identifier, course: wanted, providerId }: Wanted,
  now: Temporal.Instant,
): Promise<({ readonly ok: true } & Offer) | { readonly ok: false; readonly because: WhyNotOffered }> {
  const open = (await openCohorts(reader, now)).find(({ cohort }) => cohort.identifier === identifier)
  if (!open) return { ok: false, because: 'cohort-closed' }
  const { cohort, policy } = open
  const course = (await coursesOffered(reader, identifier)).find((one) => one.identifier === wanted)
  if (!course) return { ok: false, because: 'course-not-offered' }
  const providers = await providersDelivering(reader, { cohort: identifier, course: wanted })
  const provider = providers.find(({ id }) => id === providerId)
  if (!provider) return { ok: false, because: 'provider-not-offered' }
  return { ok: true, cohort, course, policy, providerName: provider.name }
}
