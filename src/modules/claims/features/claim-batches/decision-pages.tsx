import { momentText, Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { LongTextField } from '#src/ui/fields.tsx'
import { Form, type FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { statusOf } from '#src/ui/statuses.ts'
import { type Batch, batchName } from '../../batches/batch.ts'
import { ChangedClaims } from '../../batches/changed-claims.ts'
import { CLAIM_STATUSES } from '../../claims/claim-states.ts'
import { PATH } from './paths.ts'

type Approval = { readonly form: FormState; readonly isOwn: boolean }

/** What approving does; or, for who prepared the batch, that it takes another person. */
export const approvalPage = (batch: Batch, { form, isOwn }: Approval): Page => {
  const title = `Approve ${batchName(batch).toLowerCase()}`
  const [claims, total] = [countText(batch.claims), moneyText(batch.total)]
  return page(
    { title, back: form.back },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body-l">
        {claims} {batch.claims === 1 ? 'claim' : 'claims'}, {total}, prepared by {batch.preparedByName} at{' '}
        {momentText(batch.preparedAt)}
      </p>
      {isOwn ? (
        <p class="govuk-inset-text">
          You prepared this batch, so a colleague has to approve it. Ask one who may pay claims.
        </p>
      ) : (
        <>
          <p class="govuk-body">When you approve:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>every claim is checked once more; if one has changed, nothing is sent</li>
            <li>all of them go to the payer at once and can no longer be withdrawn</li>
            <li>the payer is sent a link to the file, which is kept as it is</li>
            <li>you cannot undo it</li>
          </ul>
          <Form state={form}>
            <Button text={`Approve and send ${total}`} preventDoubleClick />
          </Form>
        </>
      )}
    </>,
  )
}

export const discardingPage = (batch: Batch, form: FormState): Page =>
  formPage(
    form,
    {
      ...{ title: `Discard ${batchName(batch).toLowerCase()}`, headed: 'by-page', submit: 'Discard the batch' },
      before: (
        <p class="govuk-body">
          Nothing of it is sent. Its {countText(batch.claims)} claims wait again, and you can prepare another batch at
          once.
        </p>
      ),
    },
    <LongTextField name="reason" label="Why do you discard it?" hint="It is kept in the history" rows={3} />,
  )

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** Why nothing was sent: who came first and when, or which claims have changed, with what to do next. */
export const notSentPage = (batch: Batch, refusal: Refusal): Page => {
  const title = refusal.code === 'claims-changed' ? 'Nothing was sent: claims have changed' : 'Nothing was sent'
  return page(
    { title, back: `${PATH}/${batch.id}` },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {refusal.code === 'claims-changed' ? <Changed batch={batch} facts={refusal.facts} /> : <Reason {...refusal} />}
      <p class="govuk-body">
        <a class="govuk-link" href={`${PATH}/${batch.id}`}>
          Look at {batchName(batch).toLowerCase()}
        </a>
      </p>
    </>,
  )
}

const Reason = ({ code, facts }: Refusal): Html => {
  const at =
    typeof facts['at'] === 'string' && facts['at'] !== '' ? momentText(Temporal.Instant.from(facts['at'])) : null
  if (code === 'same-person') {
    return <p class="govuk-body">You prepared this batch. A colleague who may pay claims has to approve it.</p>
  }
  if (code === 'already-decided' && at !== null) {
    const what = facts['status'] === 'discarded' ? 'discarded' : 'approved and sent'
    return (
      <p class="govuk-body">
        {String(facts['by'])} {what} this batch at {at}. It is not sent twice.
      </p>
    )
  }
  return <p class="govuk-body">The batch has changed since you opened the page. Look at it again.</p>
}

const Changed = ({ batch, facts }: { readonly batch: Batch } & Pick<Refusal, 'facts'>): Html => {
  const { claims: named, count } = ChangedClaims.parse(facts)
  return (
    <>
      <p class="govuk-body">
        {count === 1 ? 'One claim is' : `${countText(count)} claims are`} not as they were when the batch was prepared.
        Discard the batch and prepare another one: it holds what is right now.
      </p>
      <Table
        caption={count > named.length ? `The first ${named.length} that have changed` : 'Claims that have changed'}
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[{ text: 'Claim' }, { text: 'Now' }]}
        rows={named.map(({ claimId, reference, status, isProviderLost }) => [
          {
            html: (
              <a class="govuk-link" href={`/staff/claims/${claimId}`}>
                {reference}
              </a>
            ),
          },
          { text: isProviderLost ? 'The provider is not accredited any more' : statusText(status) },
        ])}
      />
      <Button text="Discard the batch" href={`${PATH}/${batch.id}/discarding`} />
    </>
  )
}

/** One that came back to its status has been somewhere else meanwhile. */
function statusText(status: string): string {
  const known = CLAIM_STATUSES.find((one) => one === status)
  return known === undefined ? '' : statusOf(`claim-${known}`).text
}
