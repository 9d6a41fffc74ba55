import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { courseText } from '../courses/course.ts'
import { allCourses } from '../courses/courses-queries.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration, saveRegistration } from '../registrations/registrations-store.ts'
import { reviewNoted } from './review-events.ts'
import { insertNote } from './review-notes-store.ts'
import { REVIEW_MOVES, reviewStates } from './review-states.ts'

export const LONGEST_NOTE = 2_000

/** Writes a note of a review, and moves the review where staff say so. No note is ever changed. */
export const noteReview = command({
  name: 'npq.note-review',
  input: z.object({
    registrationId: RegistrationId,
    move: z.enum(REVIEW_MOVES).nullable(),
    note: z.string().trim().min(1).max(LONGEST_NOTE),
  }),
  refusals: ['not-in-review', 'not-now'],
  records: [reviewNoted.name],
  async run({ tx, actor, now, refuse }, { registrationId, move, note }) {
    const registration = (await lockRegistration(tx, registrationId)) ?? refuse('not-found')
    demand(registrationPolicy.support(actor, registration))
    const before = registration.reviewStatus ?? refuse('not-in-review')
    const after = move === null ? before : (reviewStates.move(move, before) ?? refuse('not-now'))
    if (after !== before) await saveRegistration(tx, { ...registration, reviewStatus: after }, now)
    await insertNote(tx, { registrationId, reviewStatus: after, note, accountId: actor.accountId, now })
    const course = (await allCourses(tx)).get(registration.course)
    const event = reviewNoted.of(
      [
        { kind: 'registration', id: registrationId },
        { kind: 'person', id: registration.personId },
      ],
      { course: course ? courseText(course) : registration.course, status: { before, after } },
    )
    return { value: { status: after }, events: [event] }
  },
})
