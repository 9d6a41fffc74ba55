import { momentText, Temporal } from '#src/kit/dates.ts'
import { add, type Money, pence } from '#src/kit/money.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { type Batch, batchName } from '../../batches/batch.ts'
import type { BatchKind } from '../../batches/batch-states.ts'
import type { Forecast } from '../../batches/waiting-queries.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import { windowText } from './batches-page.tsx'
import { PATH } from './paths.ts'

type Facts = {
  readonly chosen: { readonly kind: BatchKind; readonly windowId: string | null }
  readonly window: ClaimWindow | null
  readonly parts: readonly Forecast[]
  /** One of the same claims that waits for approval already. */
  readonly waiting: Batch | null
  readonly refused: Readonly<Record<string, unknown>> | null
}

/** What a batch would hold if it were prepared now, by kind of school. */
export const newBatchPage = (facts: Facts): Page => {
  const { chosen, window, parts, waiting } = facts
  const title = chosen.kind === 'payment' ? 'Prepare a payment batch' : 'Prepare a clawback batch'
  const claims = parts.reduce((sum, part) => sum + part.claims, 0)
  return page(
    { title, back: PATH },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {window ? <p class="govuk-body-l">Claims of {windowText(window)}</p> : null}
      {facts.refused ? <Refused facts={facts.refused} /> : null}
      {waiting ? <Waiting batch={waiting} /> : null}
      {claims === 0 ? (
        <p class="govuk-body">
          Nothing waits to be sent.{' '}
          <a class="govuk-link" href={PATH}>
            Back to payments and clawbacks
          </a>
        </p>
      ) : (
        <>
          <Parts parts={parts} kind={chosen.kind} />
          <p class="govuk-body">When you prepare the batch:</p>
          <ul class="govuk-list govuk-list--bullet">
            <li>the list is frozen with its total; what comes in later waits for the next batch</li>
            <li>nothing is sent: a colleague approves it first, and cannot be you</li>
            <li>schools can withdraw their claims until then</li>
          </ul>
          <Form state={freshForm(`${PATH}/new`, { hidden: { kind: chosen.kind, window: chosen.windowId ?? '' } })}>
            <Button text={`Prepare ${countText(claims)} ${claims === 1 ? 'claim' : 'claims'}`} preventDoubleClick />
          </Form>
        </>
      )}
    </>,
  )
}

const Refused = ({ facts }: { readonly facts: Readonly<Record<string, unknown>> }): Html => {
  const at = typeof facts['at'] === 'string' ? momentText(Temporal.Instant.from(facts['at'])) : null
  return (
    <p class="govuk-inset-text">
      {at === null
        ? 'Nothing waits to be sent any more. Somebody has sent it, or the claims were withdrawn.'
        : `${facts['by']} prepared these claims at ${at}. Nothing was prepared twice.`}
    </p>
  )
}

const Waiting = ({ batch }: { readonly batch: Batch }): Html => (
  <p class="govuk-inset-text">
    <a class="govuk-link" href={`${PATH}/${batch.id}`}>
      {batchName(batch)}
    </a>{' '}
    with {countText(batch.claims)} of them ({moneyText(batch.total)}) waits for approval since{' '}
    {momentText(batch.preparedAt)}, prepared by {batch.preparedByName}. What is shown below came in since.
  </p>
)

const Parts = ({ parts, kind }: { readonly parts: readonly Forecast[]; readonly kind: BatchKind }): Html => (
  <Table
    caption={kind === 'payment' ? 'What would be paid' : 'What would be taken back'}
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { text: 'Kind of school' },
      { text: kind === 'payment' ? 'Paid' : 'Taken from' },
      { text: 'Claims', format: 'numeric' },
      { text: 'Amount', format: 'numeric' },
    ]}
    rows={[
      ...parts.map((part) => row(part.group || 'Not in GIAS', how(part), part)),
      ...totals(parts).map(([name, part]) => row(name, '', part)),
    ]}
  />
)

type Part = { readonly claims: number; readonly sum: Money }

const how = ({ isMaintained }: Forecast): string => (isMaintained ? 'Through the local authority' : 'Directly')

const row = (name: string, by: string, { claims, sum }: Part) => [
  { text: name },
  { text: by },
  { text: countText(claims), format: 'numeric' as const },
  { text: moneyText(sum), format: 'numeric' as const },
]

const totals = (parts: readonly Forecast[]): readonly (readonly [string, Part])[] => [
  ['Through local authorities', summed(parts.filter(({ isMaintained }) => isMaintained))],
  ['Directly', summed(parts.filter(({ isMaintained }) => !isMaintained))],
  ['Total', summed(parts)],
]

const summed = (parts: readonly Forecast[]): Part => ({
  claims: parts.reduce((sum, { claims }) => sum + claims, 0),
  sum: add(pence(0), ...parts.map(({ sum }) => sum)),
})
