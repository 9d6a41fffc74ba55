import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { CourseIdentifier } from '../courses/course.ts'
import { CourseAnswers } from '../courses/course-answers.ts'
import { offersOf } from '../courses/courses-queries.ts'
import { answersFit } from '../courses/questions/course-path.ts'
import { FUNDING_REASONS, type FundingReason } from '../funding/funding.ts'
import { mustAskWhoPays } from '../funding/outcome-rules.ts'
import { courseChange } from '../registrations/change-rules.ts'
import { FUNDING_CHOICES, type FundingChoice, RegistrationId } from '../registrations/registration.ts'
import { courseChanged } from '../registrations/registration-events.ts'
import { askRelease } from './ask-release.ts'
import { changeNow, howToChange } from './change-now.ts'
import { type Locked, lockForChange, otherLive } from './lock-for-change.ts'
import { reassess } from './reassess-queries.ts'
import { releaseAsked } from './request-events.ts'

/**
 * Gives a registration another course, with the provider that it has or another. At once while it is pending; when a provider has
 * accepted it, that provider is asked (`asked` in the answer). `seen` is the revision that was shown, and `fundingSeen` the reason
 * of the funding decision that was shown for the new course: what has changed since is shown again instead of done.
 */
export const changeCourse = command({
  name: 'npq.change-course',
  input: z.object({
    registrationId: RegistrationId,
    seen: z.int(),
    course: CourseIdentifier,
    answers: CourseAnswers,
    providerId: z.uuid(),
    fundingChoice: z.enum(FUNDING_CHOICES).nullable(),
    fundingSeen: z.enum(FUNDING_REASONS).nullable(),
  }),
  refusals: [
    'reason-needed',
    'changed-since',
    'not-possible',
    'closed',
    'already-asked',
    'same-course',
    'already-registered',
    'answers-missing',
    'not-offered',
    'no-rules',
    'who-pays-missing',
  ],
  records: [courseChanged.name, releaseAsked.name],
  async run(work, { registrationId, seen, ...wish }) {
    const { tx, now, refuse } = work
    const locked = await lockForChange(work, { registrationId, seen })
    const { registration } = locked
    const how = await howToChange(work, locked, courseChange(locked.facts))
    if (wish.course === registration.course) refuse('same-course')
    const other = await otherLive(tx, registration, wish.course)
    if (other) refuse('already-registered', { registrationId: other.id })
    if (!answersFit(wish.course, wish.answers, londonDate(now))) refuse('answers-missing')
    const offers = await offersOf(tx, { course: wish.course, cohort: registration.cohort })
    if (!offers.some(({ providerId }) => providerId === wish.providerId)) refuse('not-offered')
    const { fundingChoice, assessment } = await newFunding(work, locked, wish)
    const { course, answers, providerId } = wish
    if (how === 'at-once') {
      const newCourse = { course, answers, fundingChoice, assessment }
      return { value: { registrationId, asked: false }, ...(await changeNow(work, { locked, providerId, newCourse })) }
    }
    const asked = { kind: 'course', toProviderId: providerId, toCourse: course, answers, fundingChoice } as const
    const { events, send } = await askRelease(tx, { locked, wish: asked, baseUrl: work.baseUrl, now })
    return { value: { registrationId, asked: true }, events, send }
  },
})

type Refuse = (code: 'no-rules' | 'changed-since' | 'who-pays-missing', facts?: Record<string, unknown>) => never
type Work = { readonly tx: Tx; readonly now: Temporal.Instant; readonly refuse: Refuse }
type Wish = {
  readonly course: CourseIdentifier
  readonly answers: CourseAnswers
  readonly fundingChoice: FundingChoice | null
  readonly fundingSeen: FundingReason | null
}

/** What is decided of the new course, if it is what was shown, and who pays where the scholarship does not. */
async function newFunding({ tx, now, refuse }: Work, { registration, view }: Locked, wish: Wish) {
  const { course, answers } = wish
  const found = await reassess(tx, { registration, cohortFunding: view.cohort.funding, course, answers, now })
  if (!found) return refuse('no-rules')
  if (found.after.reason !== wish.fundingSeen) refuse('changed-since', { status: registration.status })
  const choice = wish.fundingChoice ?? registration.fundingChoice
  if (mustAskWhoPays({ outcome: found.after, work: found.work, choice })) refuse('who-pays-missing')
  return { fundingChoice: choice, assessment: found.after }
}
