import { momentText, Temporal } from '#src/kit/dates.ts'
import type { FieldError } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { FileField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { type Batch, batchName } from '../../batches/batch.ts'
import type { ItemOutcome } from '../../batches/batch-states.ts'
import { ChangedClaims } from '../../batches/changed-claims.ts'
import { OPTIONAL_COLUMNS, RESPONSE_COLUMNS } from '../../batches/response.ts'
import type { ResponsePreview } from '../../batches/response-queries.ts'
import type { ClaimFile } from '../../files/claim-file.ts'

const addressOf = (batch: Batch): string => `/staff/claims/batches/${batch.id}`

const statuses = {
  payment: '“paid”, “unpaid” with a reason, or “submitted” for what is not answered yet',
  clawback: '“clawback_complete”, or “clawback_in_progress” with a reason where the money could not be taken back',
}

/** Where the payer's answer is uploaded. */
export const uploadPage = (batch: Batch, errors: readonly FieldError[]): Page =>
  formPage(
    freshForm(`${addressOf(batch)}/responses`, { back: addressOf(batch), errors }),
    {
      ...{ title: 'Upload the payer’s answer', caption: batchName(batch), headed: 'by-page', submit: 'Check the file' },
      files: true,
      before: (
        <>
          <p class="govuk-body">
            You see what it says, and nothing counts until you apply it. If a single row is wrong, nothing of the file
            is used.
          </p>
          <p class="govuk-body">
            The file needs the columns {RESPONSE_COLUMNS[batch.kind].join(', ')}. Where it has{' '}
            {OPTIONAL_COLUMNS[batch.kind][0]}, the amounts must be those that we sent. claim_status is{' '}
            {statuses[batch.kind]}.
          </p>
        </>
      ),
    },
    <FileField name="file" label="CSV file" accept=".csv,text/csv" />,
  )

type Facts = { readonly batch: Batch; readonly file: ClaimFile; readonly preview: ResponsePreview }

/** What an answer would do, or did, or why it cannot be used. */
export const responsePage = (facts: Facts): Page => {
  const { batch, file } = facts
  return page(
    { title: `The payer’s answer: ${file.fileName}`, back: addressOf(batch), width: 'full' },
    <>
      <span class="govuk-caption-l">{batchName(batch)}</span>
      <h1 class="govuk-heading-l govuk-!-text-break-word">The payer’s answer: {file.fileName}</h1>
      <p class="govuk-body">
        Uploaded by {file.madeByName} at {momentText(file.madeAt)}. SHA-256 {file.sha256.slice(0, 12)}….
      </p>
      {file.status === 'refused' ? <Faults {...facts} /> : <Answers {...facts} />}
    </>,
  )
}

const Faults = ({ batch, preview }: Facts): Html => (
  <>
    <p class="govuk-inset-text">
      The file cannot be used: {countText(preview.faultCount)} {preview.faultCount === 1 ? 'row is' : 'rows are'} wrong.
      Nothing was changed. Put the rows right, or ask the payer to, and upload the file again.
    </p>
    <Table
      caption={preview.faultCount > preview.faults.length ? `The first ${preview.faults.length} faults` : 'Faults'}
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[{ text: 'Line' }, { text: 'What is wrong' }]}
      rows={preview.faults.map(({ line, message }) => [{ text: countText(line) }, { text: message }])}
    />
    <Button text="Upload the file again" href={`${addressOf(batch)}/responses/new`} />
  </>
)

const outcomeText: Readonly<Record<ItemOutcome, string>> = {
  ...{ waiting: 'Outstanding', discarded: 'Not sent', paid: 'Paid', unpaid: 'Not paid' },
  ...{ recovered: 'Taken back', 'not-recovered': 'Not taken back' },
}

const Answers = (facts: Facts): Html => {
  const { preview, file } = facts
  if (preview.sums.length === 0) return <NothingNew {...facts} />
  return (
    <>
      {file.status === 'applied' ? (
        <p class="govuk-inset-text">
          Applied by {file.appliedByName}
          {file.appliedAt ? ` at ${momentText(file.appliedAt)}` : ''}.
        </p>
      ) : null}
      {file.status === 'discarded' ? (
        <p class="govuk-inset-text">Put away by {file.appliedByName}: it did not count.</p>
      ) : null}
      <Table
        caption="What it says"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[{ text: 'Answer' }, { text: 'Claims', format: 'numeric' }, { text: 'Amount', format: 'numeric' }]}
        rows={preview.sums.map(({ outcome, claims, sum }) => [
          { text: outcomeText[outcome] },
          { text: countText(claims), format: 'numeric' },
          { text: moneyText(sum), format: 'numeric' },
        ])}
      />
      <FirstRows {...facts} />
      {file.status === 'previewed' ? <Decision {...facts} /> : null}
    </>
  )
}

const NothingNew = ({ batch }: Facts): Html => (
  <>
    <p class="govuk-inset-text">The file answers nothing that we do not know already. There is nothing to apply.</p>
    <Button text="Upload another file" href={`${addressOf(batch)}/responses/new`} />
  </>
)

const FirstRows = ({ preview }: Facts): Html => (
  <Table
    caption={`The first ${preview.first.length === 1 ? 'row' : `${preview.first.length} rows`} that answer`}
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      ...[{ text: 'Line' }, { text: 'Claim' }, { text: 'Answer' }],
      ...[{ text: 'Amount', format: 'numeric' as const }, { text: 'Reason' }],
    ]}
    rows={preview.first.map(({ line, reference, outcome, pence, reason }) => [
      ...[{ text: countText(line) }, { text: reference }, { text: outcomeText[outcome] }],
      { text: moneyText(pence), format: 'numeric' as const },
      { text: reason ?? '' },
    ])}
  />
)

const Decision = ({ batch, file }: Facts): Html => (
  <>
    <p class="govuk-body">
      When you apply it, all of it counts at once, the ledger is written and schools are emailed. You cannot undo it.
    </p>
    <Form state={freshForm(`${addressOf(batch)}/responses/${file.id}`)}>
      <Button text="Apply the answer" preventDoubleClick />
    </Form>
    <Form state={freshForm(`${addressOf(batch)}/responses/${file.id}/discarding`)}>
      <Button text="Put it away" preventDoubleClick classes="govuk-button--secondary" />
    </Form>
  </>
)

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** Why an answer was not applied: a colleague came first, or claims have moved since it was read. */
export const notAppliedPage = ({ batch, file }: Omit<Facts, 'preview'>, refusal: Refusal): Page => {
  const title = 'The answer was not applied'
  return page(
    { title, back: `${addressOf(batch)}/responses/${file.id}` },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">Nothing was changed. {whyText(refusal)}</p>
      {refusal.code === 'claims-changed' ? <ChangedList facts={refusal.facts} /> : null}
      <p class="govuk-body">
        <a class="govuk-link" href={addressOf(batch)}>
          Look at {batchName(batch).toLowerCase()}
        </a>{' '}
        or{' '}
        <a class="govuk-link" href={`${addressOf(batch)}/responses/new`}>
          upload a file
        </a>
        .
      </p>
    </>,
  )
}

function whyText({ code, facts }: Refusal): string {
  const at = typeof facts['at'] === 'string' ? momentText(Temporal.Instant.from(facts['at'])) : null
  if (code === 'already-settled' && at !== null) {
    return `${facts['by']} ${facts['status'] === 'applied' ? 'applied it' : 'put it away'} at ${at}.`
  }
  if (code === 'claims-changed') return 'Some of its claims have moved since it was uploaded. Upload it again.'
  return code === 'nothing-answered' ? 'It answers nothing that we do not know already.' : 'It has faults.'
}

const ChangedList = ({ facts }: Pick<Refusal, 'facts'>): Html => (
  <ul class="govuk-list govuk-list--bullet">
    {ChangedClaims.parse(facts).claims.map(({ claimId, reference }) => (
      <li>
        <a class="govuk-link" href={`/staff/claims/${claimId}`}>
          {reference}
        </a>
      </li>
    ))}
  </ul>
)
