import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button, NotificationBanner, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { FundingDecision } from '../../funding/decisions-queries.ts'
import { OutcomeForStaff } from '../../funding/outcome.tsx'
import type { LoadedStatus } from '../../status/loaded-status-queries.ts'
import { settingLine, workplaceText } from '../../work-details/work-names.ts'
import { CHOICE_TEXT, type FundingAnswer } from './funding-choices.ts'

type Facts = {
  readonly loaded: LoadedStatus
  readonly decisions: readonly FundingDecision[]
  readonly choices: readonly FundingAnswer[]
  /** What has just been done, by its word in the address. */
  readonly done: string | null
  readonly form: FormState
}

const DONE: Readonly<Record<string, string>> = {
  'put-in-doubt':
    'Nothing was taken away: there is a funded place, or training that counts. The place is in doubt now. Agree with the provider, then settle it here',
  'place-taken': 'The funded place is taken away. You can now decide whether the person is eligible',
  'place-stays': 'The funded place stays',
}

/** The funding of one registration, for staff to decide. */
export const fundingPage = (facts: Facts): Page => {
  const { loaded, done, form, choices } = facts
  const { view, person } = loaded
  const doneText = done === null ? undefined : DONE[done]
  return page(
    { title: 'Decide the funding', back: form.back, errors: form.errors },
    <>
      {doneText ? <NotificationBanner type="success" text={doneText} /> : null}
      <span class="govuk-caption-l">
        {person?.name ?? 'No name'}, {view.course.name}, {view.cohort.name}
      </span>
      <h1 class="govuk-heading-l">Decide the funding</h1>
      {view.progress.isPlaceInDoubt ? (
        <WarningText
          text="The funded place is in doubt. Settle it here; until then no declaration of the start becomes eligible."
          iconFallbackText="Warning"
        />
      ) : null}
      <Situation {...facts} />
      {choices.length === 0 ? (
        <p class="govuk-body">
          There is nothing to decide: there is no scholarship funding for courses that start in this cohort.
        </p>
      ) : (
        <DecisionForm {...facts} />
      )}
    </>,
  )
}

const Situation = ({ loaded, decisions }: Facts): Html => {
  const { view, work } = loaded
  const [current] = work
  return (
    <Summary
      rows={[
        { key: 'Funding now', value: <OutcomeForStaff outcome={view.decision} /> },
        { key: 'Decided', value: decidedText(decisions, view.registration.decisionId) },
        { key: 'Funded place', value: placeText(view.registration.fundedPlace) },
        { key: 'Setting', value: current ? settingLine(current) : null },
        { key: 'Workplace', value: current ? workplaceText(current) : null },
      ]}
    />
  )
}

function decidedText(decisions: readonly FundingDecision[], currentId: string): string {
  const current = decisions.find(({ id }) => id === currentId)
  if (!current) return ''
  const by = { engine: 'By the rules', staff: 'By staff', 'previous-service': 'By the service before' }
  return `${by[current.decidedBy]}, ${momentText(current.decidedAt)}${current.note === null ? '' : `: ${current.note}`}`
}

function placeText(fundedPlace: boolean | null): string {
  if (fundedPlace === null) return 'The provider has not said'
  return fundedPlace ? 'Offered' : 'Not offered'
}

const DecisionForm = ({ form, choices }: Facts): Html => (
  <Form state={form}>
    <RadioField
      name="decision"
      legend="What do you decide?"
      choices={choices.map((value) => ({ value, ...CHOICE_TEXT[value] }))}
    />
    <LongTextField
      name="reason"
      label="Why?"
      hint="Which rule or evidence it rests on. It is kept with the decision, and staff can read it"
      rows={4}
    />
    <Button text="Decide" preventDoubleClick />
  </Form>
)
