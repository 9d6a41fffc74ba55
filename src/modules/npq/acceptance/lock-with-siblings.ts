import type { Tx } from '#src/platform/db/database.ts'
import type { Shown } from '../registrations/changes-store.ts'
import { publicStateOf } from '../registrations/public-state-rules.ts'
import type { Registration } from '../registrations/registration.ts'
import { registrationById } from '../registrations/registrations-queries.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { siblingIds } from './acceptance-queries.ts'
import { sameCourseAs } from './acceptance-rules.ts'

type Refuse = (code: 'not-found' | 'changed-meanwhile') => never

export type WithSiblings = { readonly registration: Registration; readonly siblings: readonly Registration[] }

/**
 * A registration and all others of the same person for the course and cohort, locked in the order of their ids: of two accepts
 * at once the second waits and sees what the first did. Refuses when it moved to another person, course or cohort in between.
 */
export async function lockWithSiblings(tx: Tx, id: string, refuse: Refuse): Promise<WithSiblings> {
  const seen = await registrationById(tx, id)
  if (!seen) return refuse('not-found')
  const courses = sameCourseAs(seen.course)
  const others = await siblingIds(tx, { personIds: [seen.personId], courses, cohort: seen.cohort, except: id })
  const locked: Registration[] = []
  for (const each of [id, ...others].sort()) {
    const registration = await lockRegistration(tx, each)
    if (registration) locked.push(registration)
  }
  const registration = locked.find((one) => one.id === id)
  if (!registration) return refuse('not-found')
  const stayed =
    registration.personId === seen.personId &&
    registration.course === seen.course &&
    registration.cohort === seen.cohort
  if (!stayed) return refuse('changed-meanwhile')
  const siblings = locked.filter(
    (one) =>
      one.id !== id &&
      one.personId === seen.personId &&
      one.cohort === seen.cohort &&
      courses.some((course) => course === one.course),
  )
  return { registration, siblings }
}

/** What providers see of a decision, in the API's names: for the feed, before and after. */
export const shownOf = (registration: Registration): Shown => ({
  ...publicStateOf(registration),
  training_status: registration.trainingStatus,
  funded_place: registration.fundedPlace,
  schedule_identifier: registration.scheduleIdentifier,
})
