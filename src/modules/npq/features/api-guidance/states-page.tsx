import type { Html } from '#src/ui/govuk-types.ts'
import { EXPIRES_AFTER_DAYS } from '../../expiry/expiry-rules.ts'
import { FUNDING_REASONS } from '../../funding/funding.ts'
import { fundingReasonText } from '../../funding/funding-reasons-rules.ts'
import { REASONS_FOR_REJECTION } from '../../registrations/registration.ts'
import {
  REGISTRATION_STATUSES,
  type RegistrationStatus,
  TRAINING_STATUSES,
  type TrainingStatus,
} from '../../registrations/registration-states.ts'
import { WordTable } from './parts.tsx'

const STATUS_TEXT: Readonly<Record<RegistrationStatus, readonly [string, string, string]>> = {
  pending: [
    'pending',
    'They registered and wait for your decision',
    'You accept or reject them. They may change course or provider, or withdraw',
  ],
  accepted: ['accepted', 'You took them on', 'Training goes on. You may reject them while nothing is declared'],
  rejected: ['rejected', 'You or the department rejected them', 'The department can make it pending again'],
  withdrawn: ['rejected', 'They withdrew before you decided', 'Nothing. They may register again'],
  expired: [
    'rejected',
    `You had not accepted them ${EXPIRES_AFTER_DAYS} days after registration for the cohort closed`,
    'Nothing. They may register again. The department can make it pending again',
  ],
}

const TRAINING_TEXT: Readonly<Record<TrainingStatus, readonly [string, string]>> = {
  active: ['They are in training', 'You defer or withdraw them'],
  deferred: ['They take a break', 'You resume or withdraw them'],
  withdrawn: ['They have left the course', 'You resume them'],
}

const REJECTION_TEXT: Readonly<Record<(typeof REASONS_FOR_REJECTION)[number], string>> = {
  rejected_by_provider: 'You rejected the application',
  registration_expired: 'The time to decide has passed',
  other_application_in_this_cohort_accepted: 'Another application of the same person in the cohort was accepted',
}

/** What the words in the attributes mean, from the same lists that the program moves by. */
export const States = (): Html => (
  <>
    <p class="govuk-body">
      “status” has three words for all clients. “status_code” tells apart what they put together.
    </p>
    <WordTable
      caption="Applications"
      head={['status_code', 'status', 'What it means', 'What can follow']}
      rows={REGISTRATION_STATUSES.map((status) => [status, ...STATUS_TEXT[status]])}
    />
    <WordTable
      caption="Reasons for rejection"
      head={['reason_for_rejection', 'What it means']}
      rows={REASONS_FOR_REJECTION.map((reason) => [reason, REJECTION_TEXT[reason]])}
    />
    <WordTable
      caption="Training"
      head={['training_status', 'What it means', 'What can follow']}
      rows={TRAINING_STATUSES.map((status) => [status, ...TRAINING_TEXT[status]])}
    />
    <h2 class="govuk-heading-m">Funding</h2>
    <p class="govuk-body">
      “eligible_for_funding” is the decision, “funding_status_code” its reason, in the words that the participant reads.
      “ineligible_for_funding_reason” puts the reasons into two: previously-funded and establishment-ineligible. It is
      null while we check.
    </p>
    <WordTable
      caption="Reasons of funding decisions"
      head={['funding_status_code', 'What the participant reads']}
      rows={FUNDING_REASONS.map((reason) => [reason, fundingReasonText[reason]])}
    />
  </>
)
