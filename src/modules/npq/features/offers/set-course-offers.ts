import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { organisationNames, organisationsHolding } from '#src/modules/directory/public.ts'
import { command } from '#src/platform/commands/command.ts'
import { CourseIdentifier } from '../../courses/course.ts'
import { allCourses, cohortsOn } from '../../courses/courses-queries.ts'
import { courseOffersChanged } from '../../courses/offer-events.ts'
import { offersPolicy } from '../../courses/offers-policy.ts'
import { addOffers, lockOffers, withdrawOffers } from '../../courses/offers-store.ts'

/**
 * Says which providers deliver a course in a cohort; the others deliver it no more and take no new registrations for it.
 * Refuses a cohort that does not exist, an organisation that is no provider of NPQs today, and a list that changes nothing.
 */
export const setCourseOffers = command({
  name: 'npq.set-course-offers',
  input: z.object({ course: CourseIdentifier, cohort: z.string(), providerIds: z.array(z.uuid()) }),
  refusals: ['no-provider', 'nothing-changed'],
  records: [courseOffersChanged.name],
  async run({ tx, actor, now, refuse }, { course, cohort, providerIds }) {
    demand(offersPolicy.change(actor))
    const today = londonDate(now)
    const [cohorts, courses] = [await cohortsOn(tx, today), await allCourses(tx)]
    if (!courses.has(course) || !cohorts.some(({ identifier }) => identifier === cohort)) return refuse('not-found')
    const offeredBy = await lockOffers(tx, { course, cohort })
    const added = providerIds.filter((id) => !offeredBy.includes(id))
    const withdrawn = offeredBy.filter((id) => !providerIds.includes(id))
    const providers = new Set((await organisationsHolding(tx, 'npq-provider', today)).map(({ id }) => id))
    if (added.some((id) => !providers.has(id))) refuse('no-provider')
    if (added.length + withdrawn.length === 0) refuse('nothing-changed')
    await addOffers(tx, { course, cohort, providerIds: added, now })
    await withdrawOffers(tx, { course, cohort, providerIds: withdrawn, now })
    const names = await organisationNames(tx, [...added, ...withdrawn])
    const named = (ids: readonly string[]) => ids.map((id) => names.get(id)?.name ?? id).sort()
    const [first, ...others] = [...added, ...withdrawn].map((id) => ({ kind: 'organisation' as const, id }))
    if (!first) throw new Error('Nothing changed')
    return {
      value: { course, cohort },
      events: [
        courseOffersChanged.of([first, ...others], {
          course,
          cohort,
          offered: named(added),
          withdrawn: named(withdrawn),
        }),
      ],
    }
  },
})
