import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { pendingAgain } from '../acceptance/revert-to-pending.ts'
import type { CohortFunding } from '../courses/cohort.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import type { Assessment } from '../funding/assessment-queries.ts'
import { insertDecision } from '../funding/decisions-store.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { keptChoice } from '../funding/outcome-rules.ts'
import { recordChange } from '../registrations/changes-store.ts'
import type { FundingChoice, Registration, ReviewStatus } from '../registrations/registration.ts'
import { assignProvider, saveRegistration, unassignProvider } from '../registrations/registrations-store.ts'
import { closeTask } from '../tasks/tasks-store.ts'
import { addTrainingChange } from '../training/training-changes-store.ts'
import { openRequestFor, settleRequest } from './change-requests-store.ts'
import { type Moment, shown, shownChange } from './shown-change-rules.ts'

/** The course that it becomes, with what was answered for it and what is decided of its funding. */
export type NewCourse = {
  readonly course: CourseIdentifier
  readonly answers: CourseAnswers
  readonly fundingChoice: FundingChoice | null
  readonly assessment: Assessment
}

/** Why the provider before lost it, as it is kept beside the assignment. */
export type WhyMoved = 'changed-by-participant' | 'changed-by-staff' | 'released'

type Change = {
  /** Locked. */
  readonly registration: Registration
  readonly funding: FundingOutcome
  readonly cohortFunding: CohortFunding
  readonly providerId: string
  /** Null where the course stays. */
  readonly newCourse: NewCourse | null
  readonly because: WhyMoved
  readonly by: string | null
  readonly now: Temporal.Instant
}

/**
 * Gives a registration another course, provider or both. It is pending afterwards, under the id that it has for life; whatever the
 * provider before had decided of it is cleared, and stays in the history. The provider before keeps what it saw.
 */
export async function applyChange(
  tx: Tx,
  change: Change,
): Promise<{ readonly before: Moment; readonly after: Moment }> {
  const { registration, providerId, newCourse, by, now } = change
  const { id, status } = registration
  const before: Moment = { registration, funding: change.funding }
  const again = status === 'pending' ? registration : pendingAgain(registration, change)
  const moved: Registration = {
    ...again,
    providerId,
    ...(newCourse ? await withCourse(tx, registration, newCourse, now) : {}),
  }
  const after: Moment = { registration: moved, funding: newCourse?.assessment ?? change.funding }
  if (providerId !== registration.providerId) {
    await unassignProvider(tx, { registrationId: id, because: change.because, now })
    await assignProvider(tx, { registrationId: id, providerId, now })
  }
  await saveRegistration(tx, moved, now)
  if (status === 'accepted') {
    await addTrainingChange(tx, { registrationId: id, kind: 'reverted', now })
    await closeTask(tx, { registrationId: id, kind: 'funded-place-in-doubt', by, outcome: 'reverted', now })
  }
  const open = await openRequestFor(tx, id)
  if (open) await settleRequest(tx, { id: open.id, move: 'takeBack', by, now })
  await tellFeeds(tx, { before, after, now })
  return { before, after }
}

async function withCourse(tx: Tx, { id, reviewStatus }: Registration, changed: NewCourse, now: Temporal.Instant) {
  const { course, answers, assessment } = changed
  return {
    ...{ course, answers },
    decisionId: await insertDecision(tx, { registrationId: id, assessment, now }),
    fundingChoice: keptChoice(assessment, changed.fundingChoice),
    reviewStatus: reviewAfter(assessment, reviewStatus),
  }
}

/** A new decision by the rules settles a review of the course before, unless staff must look at this one. */
function reviewAfter({ result }: FundingOutcome, before: ReviewStatus | null): ReviewStatus | null {
  if (result === 'review') return 'needs_review'
  return before === null ? null : 'decision_made'
}

type Told = { readonly before: Moment; readonly after: Moment; readonly now: Temporal.Instant }

/** The provider that keeps it sees what changed; of two, one sees that it is gone and the other all that came. */
async function tellFeeds(tx: Tx, { before, after, now }: Told): Promise<void> {
  const [was, is] = [before.registration, after.registration]
  if (was.providerId === is.providerId) {
    await recordChange(tx, { registration: is, kind: 'course-changed', ...shownChange(before, after), now })
    return
  }
  const reassigned = { before: { reassigned_at: null }, after: { reassigned_at: now.toString() } }
  await recordChange(tx, { registration: was, kind: 'provider-changed', ...reassigned, now })
  await recordChange(tx, { registration: is, kind: 'submitted', before: {}, after: shown(after), now })
}
