import { organisationNames } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Course, CourseIdentifier } from '../course.ts'
import { coursesOffered, offersOf } from '../courses-queries.ts'

export type ProviderOffer = { readonly id: string; readonly name: string; readonly hint: string | null }

/** What the questions choose from: facts of any journey that asks them. */
export type CourseFacts = {
  /** Delivered by somebody in the cohort, in the order of the list. */
  readonly courses: readonly Course[]
  /** Who delivers the course that is chosen, by name; none before it is chosen. */
  readonly providers: readonly ProviderOffer[]
}

type Chosen = { readonly cohort: string | null; readonly course: CourseIdentifier | null }

/** At most three queries; nothing before the cohort is known. */
export async function courseFactsOf(reader: Reader, { cohort, course }: Chosen): Promise<CourseFacts> {
  if (cohort === null) return { courses: [], providers: [] }
  return {
    courses: await coursesOffered(reader, cohort),
    providers: course === null ? [] : await providersDelivering(reader, { cohort, course }),
  }
}

/** The providers that deliver the course in the cohort, by name. Two queries. */
export async function providersDelivering(
  reader: Reader,
  offer: { readonly cohort: string; readonly course: CourseIdentifier },
): Promise<readonly ProviderOffer[]> {
  const offers = await offersOf(reader, offer)
  const names = await organisationNames(
    reader,
    offers.map(({ providerId }) => providerId),
  )
  return offers
    .map(({ providerId, hint }) => ({ id: providerId, name: names.get(providerId)?.name ?? 'A provider', hint }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB') || one.id.localeCompare(other.id))
}
