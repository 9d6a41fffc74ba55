import { momentText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField, RadioField, TextField } from '#src/ui/fields.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { Proposal } from '../../policies/proposal.ts'
import type { ProposedAgainst } from '../../policies/proposed-against.ts'
import type { RuleNames } from '../../policies/rule-names.ts'
import { TrialText } from '../../policies/trial-text.tsx'
import { POLICIES, policyAddress, proposalAddress } from './list-page.tsx'
import { DifferencesTable, RulesInWords } from './rules-view.tsx'

export type ProposalFacts = {
  readonly proposal: Proposal
  readonly cohortName: string
  readonly names: RuleNames
  readonly against: ProposedAgainst
  readonly entries: readonly HistoryEntry[]
  readonly isAuthor: boolean
  readonly mayWrite: boolean
  readonly mayDecide: boolean
}

const titleOf = ({ cohortName }: { readonly cohortName: string }): string => `New rules for ${cohortName}`

/** Rules on their way: what they change, what the table of cases makes of them, and what can be done. */
export const proposalPage = (facts: ProposalFacts): Page => {
  const { proposal, names, entries, mayWrite } = facts
  const status = `npq-rules-${proposal.status}` as const
  const isOpen = proposal.status === 'draft' || proposal.status === 'proposed'
  return page(
    { title: titleOf(facts), back: POLICIES, width: 'full' },
    <>
      <h1 class="govuk-heading-l">{titleOf(facts)}</h1>
      <p class="govuk-body">
        <StatusTag status={status} /> {nextFor(status, 'staff')}
      </p>
      <About {...facts} />
      {isOpen ? <Means {...facts} /> : null}
      <Actions {...facts} />
      <h2 class="govuk-heading-m">The rules</h2>
      <RulesInWords
        rules={proposal.rules}
        names={names}
        changeHref={mayWrite ? (rule) => `${proposalAddress(proposal)}/rules/${rule}` : null}
      />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )
}

const About = ({ proposal }: ProposalFacts): Html => (
  <Summary
    rows={[
      { key: 'Begun as a copy of', value: <VersionLink {...proposal.copied} /> },
      ...(proposal.proposedAt === null ? [] : [{ key: 'Counts from', value: fromText(proposal) }]),
      ...(proposal.source === null ? [] : [{ key: 'Source', value: proposal.source }]),
      ...(proposal.because === null ? [] : [{ key: 'Reason', value: proposal.because }]),
      ...(proposal.decidedBecause === null ? [] : [{ key: 'Decided because', value: proposal.decidedBecause }]),
      ...(proposal.version === null
        ? []
        : [{ key: 'Version', value: <VersionLink cohort={proposal.cohort} version={proposal.version} /> }]),
    ]}
  />
)

const VersionLink = (named: { readonly cohort: string; readonly version: string }): Html => (
  <a class="govuk-link" href={policyAddress(named)}>
    Rules {named.version} of cohort {named.cohort}
  </a>
)

const fromText = ({ inForceFrom }: Proposal): string =>
  inForceFrom === null ? 'The moment of approval' : momentText(inForceFrom)

/** What would be different, and for which cases. */
const Means = (facts: ProposalFacts): Html => (
  <>
    <Changes {...facts} />
    <h2 class="govuk-heading-m">The newest table of cases</h2>
    <TrialText trial={facts.against.trial} />
  </>
)

const Changes = ({ against: { replaced, differences }, names }: ProposalFacts): Html => {
  if (replaced === null) return <p class="govuk-body">These would be the first rules of this cohort.</p>
  if (differences.length === 0) {
    return <p class="govuk-body">They say the same as {replaced.version}, which counts then.</p>
  }
  const caption = `What changes against ${replaced.version}, which counts then`
  return <DifferencesTable caption={caption} differences={differences} names={names} />
}

const Actions = ({ proposal, isAuthor, mayWrite, mayDecide }: ProposalFacts): Html | null => {
  const address = proposalAddress(proposal)
  if (mayWrite) {
    return (
      <>
        <Button text="Propose these rules" href={`${address}/proposing`} />
        <Form state={freshForm(`${address}/discard`)}>
          <Button text="Throw this draft away" classes="govuk-button--secondary" preventDoubleClick />
        </Form>
      </>
    )
  }
  if (proposal.status !== 'proposed') return null
  if (!isAuthor) return mayDecide ? <Button text="Approve or refuse" href={`${address}/decision`} /> : null
  return (
    <>
      <p class="govuk-body">You wrote these rules, so somebody else has to approve or refuse them.</p>
      <Form state={freshForm(`${address}/taking-back`)}>
        <Button text="Take back to change" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    </>
  )
}

/** From when, on what ground and why. */
export const proposingPage = (form: FormState): Page =>
  formPage(
    form,
    { title: 'Propose these rules', headed: 'by-page', submit: 'Propose' },
    <>
      <RadioField
        name="when"
        legend="When do they start to count?"
        choices={[
          { value: 'now', text: 'As soon as they are approved' },
          {
            value: 'later',
            text: 'On a later day',
            conditional: <DateField name="from" legend="First day" hint="For example, 27 9 2027" />,
          },
        ]}
      />
      <TextField name="source" label="Source" hint="Where the rules are published. It is shown beside each decision" />
      <LongTextField
        name="reason"
        label="Reason"
        hint="For whoever approves them. It is kept in the history"
        rows={3}
      />
    </>,
  )

export const DECISIONS = ['approve', 'refuse'] as const

/** The second person decides. */
export const decisionPage = (facts: Pick<ProposalFacts, 'proposal' | 'cohortName'>, form: FormState): Page =>
  formPage(
    form,
    {
      ...{
        title: 'Approve or refuse these rules',
        caption: titleOf(facts),
        headed: 'by-page',
        submit: 'Save decision',
      },
      before: (
        <p class="govuk-body">
          Approved rules decide about everybody’s funding from {decisionMoment(facts.proposal)} on. What was decided
          before stays as it is.
        </p>
      ),
    },
    <>
      <RadioField
        name="decision"
        legend="Your decision"
        choices={[
          { value: 'approve', text: 'Approve' },
          { value: 'refuse', text: 'Refuse' },
        ]}
      />
      <LongTextField name="reason" label="Reason" hint="It is kept in the history" rows={3} />
    </>,
  )

const decisionMoment = ({ inForceFrom }: Proposal): string =>
  inForceFrom === null ? 'the moment of your approval' : momentText(inForceFrom)
