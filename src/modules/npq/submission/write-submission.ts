import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { Told } from '../../access/public.ts'
import type { Person } from '../../directory/public.ts'
import { courseText } from '../courses/course.ts'
import { registeredEmail } from '../emails/submission-emails.ts'
import type { Assessment } from '../funding/assessment-queries.ts'
import { insertDecision } from '../funding/decisions-store.ts'
import { keptChoice } from '../funding/outcome-rules.ts'
import { recordChange } from '../registrations/changes-store.ts'
import type { Registration } from '../registrations/registration.ts'
import { claimRegistration, lockRegistration } from '../registrations/registrations-store.ts'
import { shown } from '../requests/shown-change-rules.ts'
import { openTask } from '../tasks/tasks-store.ts'
import type { EmployerSnapshot } from '../work-details/work-details.ts'
import { insertWorkDetails } from '../work-details/work-details-store.ts'
import { fingerprintOf } from './fingerprint-rules.ts'
import type { Offer } from './offer-now-queries.ts'
import { registrationSubmitted } from './submission-events.ts'
import { firstFundedPlace } from './submission-rules.ts'
import { insertSubmission } from './submissions-store.ts'
import type { Submitted } from './submit-registration.ts'

/** Everything that is known of a registration when it is written. */
export type Submission = {
  readonly input: Submitted
  readonly offer: Offer
  readonly assessment: Assessment
  readonly person: Person
  readonly accountId: string
  /** Null for an account that cannot be written to. */
  readonly told: Told | null
  readonly employer: EmployerSnapshot | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** The rows of a new registration. Null, with nothing written, when the person has a live one for the course and cohort. */
export async function writeSubmission(tx: Tx, submission: Submission): Promise<Registration | null> {
  const { input, assessment, person, accountId, now } = submission
  const { course, cohort, providerId } = input
  const id = newId<string>()
  const fundingChoice = keptChoice(assessment, input.fundingChoice)
  const isInReview = assessment.result === 'review'
  // The decision names the registration and the registration the decision: the database looks at both when it commits.
  const decisionId = newId<string>()
  const claimed = await claimRegistration(tx, {
    ...{ id, accountId, course, cohort, providerId, decisionId, fundingChoice, now, personId: person.id },
    fundedPlace: firstFundedPlace(submission.offer.cohort),
    reviewStatus: isInReview ? 'needs_review' : null,
    draftId: input.draftId,
    answers: input.answers,
    consentVersion: input.consentVersion,
  })
  if (!claimed) return null
  await insertDecision(tx, { id: decisionId, registrationId: id, assessment, now })
  await writeDetails(tx, submission, { registrationId: id, decisionId })
  if (isInReview) {
    await openTask(tx, { registrationId: id, kind: 'funding-review', facts: { reason: assessment.reason }, now })
  }
  const { signedInBy, work } = input
  const fingerprint = fingerprintOf({
    ...{ email: submission.told?.address ?? null, name: person.name, trn: person.trn },
    ...{ work, fundingChoice, answers: input.answers },
  })
  await insertSubmission(tx, { id, providerId, course, cohort, setting: work.setting, fingerprint, signedInBy, now })
  const registration = await lockRegistration(tx, id)
  if (registration) {
    const after = shown({ registration, funding: assessment })
    await recordChange(tx, { registration, kind: 'submitted', before: {}, after, now })
  }
  return registration
}

type Ids = { readonly registrationId: string; readonly decisionId: string }

const writeDetails = async (tx: Tx, { input, person, employer, accountId, now }: Submission, ids: Ids) =>
  insertWorkDetails(tx, {
    ...{ ...ids, personId: person.id, details: input.work, employer, now },
    ...{ changeKind: 'registered', effectiveOn: londonDate(now), byStaff: false, recordedBy: accountId },
  })

/** What the history keeps, and the one message, to whoever registered. */
export function tellSubmitted({ id, personId, providerId, decisionId }: Registration, submission: Submission) {
  const { offer, assessment, accountId, told, employer, input, baseUrl } = submission
  const { result, reason } = assessment
  const named = {
    courseName: courseText(offer.course),
    cohortName: offer.cohort.name,
    providerName: offer.providerName,
  }
  const event = registrationSubmitted.of(
    [
      { kind: 'registration', id },
      { kind: 'person', id: personId },
      { kind: 'account', id: accountId },
      { kind: 'organisation', id: providerId },
    ],
    {
      ...{
        course: named.courseName,
        cohort: named.cohortName,
        provider: named.providerName,
        result,
        reason,
        decisionId,
      },
      workplace: employer?.name ?? null,
      consentVersion: input.consentVersion,
    },
  )
  const send = told
    ? [registeredEmail({ ...named, registrationId: id, to: told, outcome: { result, reason }, baseUrl })]
    : []
  return { events: [event], send } as const
}
