import type { Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField, SelectField, TextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { Claim, ClaimLine } from '../../claims/claim.ts'
import { CLAWBACK_REASONS, clawbackReasonText } from '../../clawbacks/clawback-rules.ts'
import { fieldOf } from './proposal-form.ts'

/** The hours really worked of each mentor, beside those that were claimed. The amount follows from the rate of the claim. */
export const proposalPage = (claim: Claim, taken: ReadonlyMap<string, number>, form: FormState): Page => {
  const { submitted } = claim
  const title = 'Take money back'
  return page(
    { title: `${title}: claim ${claim.reference}`, back: form.back, errors: form.errors },
    <>
      <span class="govuk-caption-l">Claim {claim.reference}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {submitted === null ? null : (
        <Summary
          rows={[
            { key: 'School', value: submitted.schoolName },
            { key: 'Provider', value: submitted.providerName },
            {
              key: 'Paid',
              value: `${submitted.hours} hours at ${moneyText(submitted.pencePerHour)}: ${moneyText(submitted.amount)}`,
            },
          ]}
        />
      )}
      <p class="govuk-body">
        Enter the hours that each mentor really worked. Leave a mentor empty whose hours are right. A colleague decides,
        and the school hears of it only then.
      </p>
      <Form state={form}>
        {claim.status === 'paid' ? <Origin /> : null}
        {claim.lines.map((line) => (
          <Mentor line={line} left={line.hours - (taken.get(line.id) ?? 0)} />
        ))}
        <Button text="Propose to take back" preventDoubleClick />
      </Form>
    </>,
  )
}

const Origin = (): Html => (
  <RadioField
    name="origin"
    legend="Who says that the claim is wrong?"
    choices={[
      { value: 'school', text: 'The school itself' },
      { value: 'report', text: 'Somebody reported it' },
    ]}
  />
)

const Mentor = ({ line, left }: { readonly line: ClaimLine; readonly left: number }): Html => (
  <>
    <h2 class="govuk-heading-m">
      {line.mentorName} (TRN {line.mentorTrn})
    </h2>
    <TextField
      name={fieldOf('hours', line.id)}
      label={`Hours that ${line.mentorName} really worked`}
      hint={`${line.hours} hours were claimed${left === line.hours ? '' : `, and ${line.hours - left} were taken back before`}`}
      width={3}
      inputmode="numeric"
    />
    <SelectField
      name={fieldOf('reason', line.id)}
      label={`Why hours of ${line.mentorName} are taken back`}
      choices={[
        { value: '', text: 'Select a reason' },
        ...CLAWBACK_REASONS.map((value) => ({ value, text: clawbackReasonText[value] })),
      ]}
    />
    <LongTextField name={fieldOf('note', line.id)} label={`Note about ${line.mentorName} (optional)`} rows={2} />
  </>
)
