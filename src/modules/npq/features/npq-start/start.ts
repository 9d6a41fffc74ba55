import { londonDate } from '#src/kit/dates.ts'
import { newestDraft } from '#src/platform/drafts/drafts-store.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { organisationNames } from '../../../directory/public.ts'
import { courseText } from '../../courses/course.ts'
import { allCourses, cohortsOn } from '../../courses/courses-queries.ts'
import { isLive } from '../../registrations/registration.ts'
import { registrationsOf } from '../../registrations/registrations-queries.ts'
import { type Shown, startPage } from './start-page.tsx'

/** The door to registering. Who has registered before, or begun to, finds that first. */
export async function showStart(request: WebRequest): Promise<Reply> {
  const { actor, db, now } = request
  const cohorts = await cohortsOn(db, londonDate(now))
  const cohortNames = new Map(cohorts.map(({ identifier, name }) => [identifier, name]))
  return show(
    startPage({
      live: await liveOnes(request, cohortNames),
      unfinished: actor.accountId === null ? null : await newestDraft(db, { key: draftsOf(actor.accountId), now }),
      isSignedIn: actor.accountId !== null,
      isOpen: cohorts.some(({ isOpen }) => isOpen),
    }),
  )
}

/** The drafts of the journey `npq-register`, which is another feature: its name, version and address are what is agreed. */
const draftsOf = (accountId: string) => ({
  journey: 'npq-register',
  version: 1,
  subject: '/npq/register',
  owner: `account:${accountId}`,
})

async function liveOnes(
  { actor, db }: WebRequest,
  cohortNames: ReadonlyMap<string, string>,
): Promise<readonly Shown[]> {
  if (actor.personId === null) return []
  const live = (await registrationsOf(db, actor.personId)).filter(isLive)
  if (live.length === 0) return []
  const courses = await allCourses(db)
  const providers = await organisationNames(
    db,
    live.map(({ providerId }) => providerId),
  )
  return live.map(({ id, course, cohort, providerId, createdAt }) => {
    const known = courses.get(course)
    return {
      id,
      course: known ? courseText(known) : course,
      provider: providers.get(providerId)?.name ?? 'A provider',
      cohort: cohortNames.get(cohort) ?? cohort,
      registeredAt: createdAt,
    }
  })
}
