import type { Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import type { Claim } from '../../claims/claim.ts'
import type { Clawback } from '../../clawbacks/clawback.ts'
import { ClawbackFacts } from './clawback-page.tsx'

type Facts = { readonly claim: Claim; readonly open: Clawback; readonly accountId: string | null }

/** What a colleague proposed, with yes and no. Who proposed it reads that somebody else decides. */
export const decisionPage = ({ claim, open, accountId }: Facts, form: FormState): Page => {
  const title = `Take back ${moneyText(open.amount)} of claim ${claim.reference}`
  const isOwn = open.proposedBy === accountId
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <ClawbackFacts clawback={open} />
      {isOwn ? <p class="govuk-inset-text">You proposed this, so a colleague has to decide.</p> : null}
      <Form state={form}>
        <RadioField
          name="decision"
          legend="Is the money taken back?"
          choices={[
            {
              value: 'approve',
              text: `Yes, take back ${moneyText(open.amount)}`,
              hint: 'The school is emailed, and it goes to the payer with the next batch',
            },
            {
              value: 'refuse',
              text: 'No',
              hint: 'It can be proposed again with other figures, or dropped',
              conditional: <LongTextField name="reason" label="Why not?" rows={3} />,
            },
          ]}
        />
        <Button text="Decide" preventDoubleClick />
      </Form>
    </>,
  )
}

/** What follows when nothing is taken back, and why. */
export const dropPage = (claim: Claim, form: FormState): Page =>
  formPage(
    form,
    {
      ...{
        title: 'Take nothing back',
        caption: `Claim ${claim.reference}`,
        headed: 'by-page',
        submit: 'Take nothing back',
      },
      before: (
        <p class="govuk-body">
          The claim stays paid with all its hours. Money can be taken back later, if something new is found.
        </p>
      ),
    },
    <LongTextField name="reason" label="Why is nothing taken back?" hint="It is kept in the history" rows={3} />,
  )
