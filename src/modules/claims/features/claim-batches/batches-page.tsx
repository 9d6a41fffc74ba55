import { academicYearText, dateText, momentText } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Pagination } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { type Batch, batchName } from '../../batches/batch.ts'
import { WAITING_STATUSES, type Waiting } from '../../batches/waiting-queries.ts'
import { staffTrail } from '../../places/staff-trail.ts'
import type { ClaimWindow } from '../../years/claim-year.ts'
import { lastDay } from '../../years/window-rules.ts'
import { PATH } from './paths.ts'

type Facts = {
  readonly waiting: Waiting
  readonly windows: readonly ClaimWindow[]
  readonly byWindow: ReadonlyMap<string, { readonly claims: number; readonly sum: ReturnType<typeof pence> }>
  readonly batches: readonly Batch[]
  readonly pages: Paging
  readonly hasPayer: boolean
}

const TITLE = 'Payments and clawbacks'

/** What waits for those who pay, what can be sent, and every batch. */
export const batchesPage = (facts: Facts): Page =>
  page(
    {
      title: `${TITLE}${pageOfPages(facts.pages)}`,
      width: 'full',
      breadcrumbs: staffTrail(),
    },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      {facts.hasPayer ? null : (
        <p class="govuk-inset-text">
          No organisation with the role Payer can be written to. You can still download the file of a batch yourself, or{' '}
          <a class="govuk-link" href="/organisations">
            give an organisation the role
          </a>
          .
        </p>
      )}
      <WaitingTable waiting={facts.waiting} />
      <ToSend {...facts} />
      <h2 class="govuk-heading-m">Batches</h2>
      {facts.batches.length === 0 ? (
        <p class="govuk-body">There is no batch yet.</p>
      ) : (
        <Batches batches={facts.batches} windows={facts.windows} />
      )}
      <Pagination paging={facts.pages} path={PATH} query={{}} />
      <p class="govuk-body">
        <a class="govuk-link" href="/staff/claims/ledger">
          All money of claims: the ledger
        </a>
      </p>
    </>,
  )

const WaitingTable = ({ waiting }: Pick<Facts, 'waiting'>): Html => (
  <Table
    caption="What waits"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      { text: 'Status' },
      { text: 'Claims', format: 'numeric' },
      { text: 'Amount', format: 'numeric' },
      { text: 'What happens next' },
    ]}
    rows={WAITING_STATUSES.map((status) => {
      const { claims, sum } = waiting.get(status) ?? { claims: 0, sum: pence(0) }
      return [
        { html: <StatusTag status={`claim-${status}`} /> },
        { html: <CountLink status={status} claims={claims} />, format: 'numeric' },
        { text: moneyText(sum), format: 'numeric' },
        { text: nextFor(`claim-${status}`, 'staff') ?? '' },
      ]
    })}
  />
)

const CLAWBACKS: readonly string[] = ['not-upheld', 'clawback-proposed', 'clawback-refused', 'clawback-agreed']

const CountLink = ({ status, claims }: { readonly status: string; readonly claims: number }): Html =>
  claims === 0 ? (
    <>0</>
  ) : (
    <a
      class="govuk-link"
      href={CLAWBACKS.includes(status) ? '/staff/claims/clawbacks' : `/staff/claims?status=${status}`}
    >
      {countText(claims)}
      <span class="govuk-visually-hidden"> claims in this status</span>
    </a>
  )

const ToSend = ({ waiting, windows, byWindow }: Facts): Html => {
  const due = windows.flatMap((window) => {
    const found = byWindow.get(window.id)
    return found ? [{ window, ...found }] : []
  })
  const back = waiting.get('clawback-agreed')
  return (
    <>
      <h2 class="govuk-heading-m">Send to the payer</h2>
      <p class="govuk-body">
        You see what would be sent, then freeze the list. A colleague approves it, and only then anything is sent.
      </p>
      {due.length === 0 && !back ? <p class="govuk-body">Nothing waits to be sent.</p> : null}
      <ul class="govuk-list govuk-list--spaced">
        {due.map(({ window, claims, sum }) => (
          <li>
            <a class="govuk-link" href={`${PATH}/new?kind=payment&window=${window.id}`}>
              Prepare {countText(claims)} {claims === 1 ? 'claim' : 'claims'} of {windowText(window)} for payment
            </a>{' '}
            ({moneyText(sum)})
          </li>
        ))}
        {back ? (
          <li>
            <a class="govuk-link" href={`${PATH}/new?kind=clawback`}>
              Prepare {countText(back.claims)} {back.claims === 1 ? 'clawback' : 'clawbacks'}
            </a>{' '}
            ({moneyText(back.sum)})
          </li>
        ) : null}
      </ul>
    </>
  )
}

/** "the window to 18 December 2026 (2025 to 2026)". */
export const windowText = (window: ClaimWindow): string =>
  `the window to ${dateText(lastDay(window))} (${academicYearText(window.year)})`

const Batches = ({ batches, windows }: Pick<Facts, 'batches' | 'windows'>): Html => (
  <Table
    caption="Batches, the newest first"
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={[
      ...[{ text: 'Batch' }, { text: 'Of' }, { text: 'Claims', format: 'numeric' as const }],
      ...[{ text: 'Amount', format: 'numeric' as const }, { text: 'Prepared' }, { text: 'Sent' }, { text: 'Status' }],
    ]}
    rows={batches.map((batch) => {
      const window = windows.find(({ id }) => id === batch.windowId)
      return [
        { html: <BatchLink batch={batch} /> },
        { text: window ? `Window to ${dateText(lastDay(window))}` : 'All that are agreed' },
        { text: countText(batch.claims), format: 'numeric' },
        { text: moneyText(batch.total), format: 'numeric' },
        { text: `${batch.preparedByName}, ${momentText(batch.preparedAt)}` },
        { text: batch.approvedAt === null ? 'Not sent' : `${batch.approvedByName}, ${momentText(batch.approvedAt)}` },
        { html: <StatusTag status={`batch-${batch.status}`} /> },
      ]
    })}
  />
)

const BatchLink = ({ batch }: { readonly batch: Batch }): Html => (
  <a class="govuk-link" href={`${PATH}/${batch.id}`}>
    {batchName(batch)}
  </a>
)
