import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { releaseHeld } from '../declarations/held-store.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { recordChange } from '../registrations/changes-store.ts'
import type { Registration, ReviewStatus } from '../registrations/registration.ts'
import { saveRegistration } from '../registrations/registrations-store.ts'
import { shownChange } from '../requests/shown-change-rules.ts'
import { closeTask } from '../tasks/tasks-store.ts'
import { reasonOf } from './decide-funding-rules.ts'
import { insertNote } from './review-notes-store.ts'
import { reviewStates } from './review-states.ts'
import { insertStaffDecision } from './staff-decision-store.ts'

type Decision = {
  /** Locked. */
  readonly registration: Registration
  readonly before: FundingOutcome
  readonly isFunded: boolean
  readonly note: string
  readonly accountId: string | null
  readonly now: Temporal.Instant
}

type Written = { readonly registration: Registration; readonly after: FundingOutcome }

/** The decision, the registration that points to it, the review and the tasks that it settles, and the provider's feed. */
export async function writeDecision(tx: Tx, decision: Decision): Promise<Written> {
  const { registration, before, isFunded, note, accountId, now } = decision
  const { id: registrationId, decisionId: insteadOf } = registration
  const after: FundingOutcome = { result: isFunded ? 'funded' : 'not-funded', reason: reasonOf(isFunded) }
  const changed: Registration = {
    ...registration,
    decisionId: await insertStaffDecision(tx, { registrationId, insteadOf, isFunded, note, accountId, now }),
    // Nobody pays for what the scholarship pays for.
    fundingChoice: isFunded ? null : registration.fundingChoice,
    reviewStatus: decided(registration.reviewStatus),
  }
  await saveRegistration(tx, changed, now)
  await insertNote(tx, { registrationId, reviewStatus: changed.reviewStatus, note, accountId, now })
  const settled = { registrationId, by: accountId, outcome: isFunded ? 'funded' : 'not-funded', now }
  await closeTask(tx, { ...settled, kind: 'funding-review' })
  if (isFunded) {
    await closeTask(tx, { ...settled, kind: 'funded-place-in-doubt' })
    await releaseHeld(tx, { registrationId, now })
  }
  const shown = shownChange({ registration, funding: before }, { registration: changed, funding: after })
  await recordChange(tx, { registration: changed, kind: 'funding-changed', ...shown, now })
  return { registration: changed, after }
}

/** A review that is open ends with the decision; where there was none, none begins. */
const decided = (status: ReviewStatus | null): ReviewStatus | null =>
  status === null ? null : (reviewStates.move('decide', status) ?? status)
