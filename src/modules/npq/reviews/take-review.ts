import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { accountsToTell } from '../../access/public.ts'
import { courseText } from '../courses/course.ts'
import { allCourses } from '../courses/courses-queries.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { assigneeOf, assignReview } from './assignments-store.ts'
import { reviewTaken } from './review-events.ts'

/** Takes a review for oneself, also from a colleague who is away, or gives it back to the queue. */
export const takeReview = command({
  name: 'npq.take-review',
  input: z.object({ registrationId: RegistrationId, toMe: z.boolean() }),
  refusals: ['not-in-review', 'unchanged'],
  records: [reviewTaken.name],
  async run({ tx, actor, now, refuse }, { registrationId, toMe }) {
    const registration = (await lockRegistration(tx, registrationId)) ?? refuse('not-found')
    demand(registrationPolicy.support(actor, registration))
    const { reviewStatus, personId } = registration
    if (reviewStatus === null || reviewStatus === 'decision_made') refuse('not-in-review')
    const before = await assigneeOf(tx, registrationId)
    const after = toMe ? actor.accountId : null
    if (before === after) refuse('unchanged')
    await assignReview(tx, { registrationId, accountId: after, now })
    const names = await accountsToTell(tx, before === null ? [] : [before])
    const course = (await allCourses(tx)).get(registration.course)
    const event = reviewTaken.of(
      [
        { kind: 'registration', id: registrationId },
        { kind: 'person', id: personId },
      ],
      {
        course: course ? courseText(course) : registration.course,
        by: {
          before: before === null ? null : (names.get(before)?.name ?? 'A colleague'),
          after: toMe ? actor.name : null,
        },
      },
    )
    return { value: { toMe }, events: [event] }
  },
})
