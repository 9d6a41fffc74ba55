import { dateText, londonDate } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { batchName } from '../../batches/batch.ts'
import type { ItemOutcome } from '../../batches/batch-states.ts'
import type { ClaimInBatch } from '../../batches/batches-queries.ts'
import type { Claim } from '../../claims/claim.ts'
import { claimStates } from '../../claims/claim-states.ts'

export const CHOICES = ['send-information', 'send-again', 'refuse'] as const

type Facts = {
  readonly claim: Claim
  readonly batches: readonly ClaimInBatch[]
  readonly entries: readonly HistoryEntry[]
}

/** Where the payment of one claim is: its batches, the payer's words, and what can be done now. */
export const paymentPage = (facts: Facts, form: FormState): Page => {
  const { claim, entries } = facts
  const title = `Payment of claim ${claim.reference}`
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        <StatusTag status={`claim-${claim.status}`} /> {nextFor(`claim-${claim.status}`, 'staff')}
      </p>
      <Summary
        rows={[
          { key: 'School', value: claim.submitted?.schoolName ?? null },
          { key: 'Amount', value: claim.submitted ? moneyText(claim.submitted.amount) : null },
          ...(claim.unpaidReason === null ? [] : [{ key: 'Why it was not paid', value: claim.unpaidReason }]),
          ...(claim.paidAt === null ? [] : [{ key: 'Paid', value: dateText(londonDate(claim.paidAt)) }]),
        ]}
      />
      <InBatches {...facts} />
      <Choices claim={claim} form={form} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/staff/claims/${claim.id}/ledger`}>
          Ledger of this claim
        </a>
      </p>
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )
}

const outcomeText: Readonly<Record<ItemOutcome, string>> = {
  ...{ waiting: 'Waiting', discarded: 'Not sent', paid: 'Paid', unpaid: 'Not paid' },
  ...{ recovered: 'Taken back', 'not-recovered': 'Not taken back' },
}

const InBatches = ({ batches }: Facts): Html =>
  batches.length === 0 ? (
    <p class="govuk-body">It has not been in a batch yet.</p>
  ) : (
    <Table
      caption="Batches"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Batch' }, { text: 'Amount', format: 'numeric' }, { text: 'Answer' }, { text: 'Reason' }]}
      rows={batches.map(({ batchId, name, amount, outcome, reason }) => [
        {
          html: (
            <a class="govuk-link" href={`/staff/claims/batches/${batchId}`}>
              {batchName(name)}
            </a>
          ),
        },
        { text: moneyText(amount), format: 'numeric' },
        { text: outcomeText[outcome] },
        { text: reason ?? '' },
      ])}
    />
  )

const MOVES = { 'send-information': 'sendInformation', 'send-again': 'sendAgain', refuse: 'refusePayment' } as const

const choiceText: Readonly<Record<(typeof CHOICES)[number], { readonly text: string; readonly hint: string }>> = {
  'send-information': {
    text: 'We have sent the payer what it asked for',
    hint: 'It looks at the claim again, and pays with a later answer to the same batch',
  },
  'send-again': {
    text: 'Send the claim again with the next batch',
    hint: 'When what was wrong has been put right, such as the payment details of the school',
  },
  refuse: {
    text: 'The claim will not be paid',
    hint: 'You give the reason on the next page. The hours can be claimed again',
  },
}

const Choices = ({ claim, form }: { readonly claim: Claim; readonly form: FormState }): Html | null => {
  const possible = CHOICES.filter((choice) => claimStates.move(MOVES[choice], claim.status) !== null)
  if (possible.length === 0) return null
  return (
    <Form state={form}>
      <RadioField
        name="what"
        legend="What is to be done?"
        choices={possible.map((value) => ({ value, ...choiceText[value] }))}
      />
      <LongTextField
        name="reason"
        label="Note"
        hint="Such as what was sent and when. It is kept in the history"
        rows={3}
      />
      <Button text="Continue" preventDoubleClick />
    </Form>
  )
}

/** Asked once more: what follows when a claim is not paid, and why it is not. */
export const refusalPage = (claim: Claim, form: FormState): Page =>
  formPage(
    form,
    {
      ...{ title: 'The claim will not be paid', caption: `Claim ${claim.reference}`, headed: 'by-page' },
      submit: 'Refuse the payment',
      before: (
        <>
          <p class="govuk-body">When you refuse the payment:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              {claim.submitted?.schoolName} is emailed with your reason, and{' '}
              {claim.submitted ? moneyText(claim.submitted.amount) : 'its amount'} will not be paid
            </li>
            <li>its hours can be claimed again while claims are taken</li>
            <li>you cannot undo it</li>
          </ul>
        </>
      ),
    },
    <LongTextField name="reason" label="Why is it not paid?" hint="The school reads this" rows={4} />,
  )
