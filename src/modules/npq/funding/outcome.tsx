import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { StatusKey } from '#src/ui/statuses.ts'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import type { FundingOutcome, FundingResult } from './funding.ts'
import { fundingReasonForStaff, fundingReasonText } from './funding-reasons-rules.ts'
import type { PolicySource } from './policy-source.ts'

const STATUS: Readonly<Record<FundingResult, StatusKey>> = {
  funded: 'npq-funded',
  'not-funded': 'npq-not-funded',
  review: 'npq-review',
}

/** What a decision means for whoever reads it. The provider gives places; eligibility is no promise of one. */
export const fundingMeaningText: Readonly<Record<FundingResult, string>> = {
  funded: 'This is not a promise of a funded place. Your provider confirms whether it has one for you.',
  'not-funded': 'You can still take the course if you, your employer or somebody else pays for it.',
  review: 'You do not need to do anything until then, and you can go on with your registration.',
}

/** The decision as a tag: eligible, not eligible or in review. */
export const OutcomeTag = ({ outcome }: { readonly outcome: FundingOutcome }): Html => (
  <StatusTag status={STATUS[outcome.result]} />
)

/** The decision with its reason in words, for a line of a summary. */
export const OutcomeWithReason = ({ outcome }: { readonly outcome: FundingOutcome }): Html => (
  <>
    <OutcomeTag outcome={outcome} />
    <p class="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-0">{fundingReasonText[outcome.reason]}</p>
  </>
)

/** The same for staff, who read of somebody else. */
export const OutcomeForStaff = ({ outcome }: { readonly outcome: FundingOutcome }): Html => (
  <>
    <OutcomeTag outcome={outcome} />
    <p class="govuk-body govuk-!-margin-top-2 govuk-!-margin-bottom-0">{fundingReasonForStaff(outcome.reason)}</p>
  </>
)

type Told = {
  readonly outcome: FundingOutcome
  /** The rules that it follows from; null where we do not hold them. */
  readonly rules: PolicySource | null
  readonly decidedAt?: Temporal.Instant
}

/** The whole of a decision: tag, reason, what it means, and which rules say so. */
export const FundingOutcomeText = ({ outcome, rules, decidedAt }: Told): Html => (
  <>
    <p class="govuk-body">
      <OutcomeTag outcome={outcome} />
    </p>
    <p class="govuk-body">{fundingReasonText[outcome.reason]}</p>
    <p class="govuk-body">{fundingMeaningText[outcome.result]}</p>
    <RulesText rules={rules} {...(decidedAt === undefined ? {} : { decidedAt })} />
  </>
)

/** "Decided on …, by the rules in force from …": so that everybody can look up why. */
export function rulesText({ rules, decidedAt }: Omit<Told, 'outcome'>): string {
  const decided = decidedAt ? [`Decided on ${dateText(londonDate(decidedAt))}.`] : []
  const source = rules
    ? [`Rules in force from ${dateText(londonDate(rules.inForceFrom))}. Source: ${rules.source}.`]
    : []
  return [...decided, ...source].join(' ')
}

/** The same as a paragraph; nothing where nothing is known. */
export const RulesText = (told: Omit<Told, 'outcome'>): Html | null => {
  const text = rulesText(told)
  return text === '' ? null : <p class="govuk-hint">{text}</p>
}

type Change = { readonly before: FundingOutcome; readonly after: FundingOutcome }

/** Funding before and after a change, one under the other, each with its reason. */
const fundingChangeRows = ({ before, after }: Change): readonly SummaryRow[] => [
  { key: 'Funding now', value: <OutcomeWithReason outcome={before} /> },
  { key: 'Funding after this change', value: <OutcomeWithReason outcome={after} /> },
]

/** The same as a card of its own. */
export const FundingChange = (change: Change): Html => (
  <Summary title="Scholarship funding" rows={fundingChangeRows(change)} />
)
