import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { ListedClawback } from '../../clawbacks/clawbacks-queries.ts'
import type { ToPropose } from '../../clawbacks/to-propose-queries.ts'
import { PAYMENTS, staffTrail } from '../../places/staff-trail.ts'

type Facts = {
  readonly clawbacks: readonly ListedClawback[]
  readonly toPropose: readonly ToPropose[]
  readonly pages: Paging
}

/** Money that is to be taken back: what has to be worked out, what waits for a decision, and what is on its way. */
export const clawbacksPage = ({ clawbacks, toPropose, pages }: Facts): Page =>
  page(
    {
      title: `Clawbacks${pageOfPages(pages)}`,
      width: 'full',
      breadcrumbs: staffTrail(PAYMENTS),
    },
    <>
      <h1 class="govuk-heading-l">Clawbacks</h1>
      {toPropose.length === 0 ? (
        <p class="govuk-body">No claim waits for a proposal.</p>
      ) : (
        <Table
          caption="To be worked out"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={[{ text: 'Claim' }, { text: 'School' }, { text: 'Paid', format: 'numeric' }, { text: 'Status' }]}
          rows={toPropose.map((claim) => [
            { html: <ClaimLink {...claim} /> },
            { text: claim.schoolName },
            { text: moneyText(claim.amount), format: 'numeric' },
            { html: <StatusTag status={`claim-${claim.status}`} /> },
          ])}
        />
      )}
      {clawbacks.length === 0 ? (
        <p class="govuk-body">Nothing is proposed or on its way.</p>
      ) : (
        <>
          <p class="govuk-body">{rangeText(pages, 'clawback', 'clawbacks')}</p>
          <Table
            caption="Proposed, approved and with the payer"
            captionClasses="govuk-table__caption--m"
            firstCellIsHeader
            head={[
              ...[{ text: 'Claim' }, { text: 'School' }, { text: 'Hours', format: 'numeric' as const }],
              ...[{ text: 'Amount', format: 'numeric' as const }, { text: 'Proposed' }, { text: 'Status' }],
            ]}
            rows={clawbacks.map((back) => [
              { html: <ClaimLink {...back} /> },
              { text: back.schoolName },
              { text: String(back.hours), format: 'numeric' },
              { text: moneyText(back.amount), format: 'numeric' },
              { text: `${back.proposedByName}, ${momentText(back.proposedAt)}` },
              { html: <StatusTag status={STATUS[back.status]} /> },
            ])}
          />
        </>
      )}
      <Pagination paging={pages} path="/staff/claims/clawbacks" query={{}} />
      <p class="govuk-body">
        To take back money of another claim that was paid, find it and choose “Take money back” on its page.
      </p>
    </>,
  )

const STATUS = {
  proposed: 'claim-clawback-proposed',
  refused: 'claim-clawback-refused',
  approved: 'claim-clawback-agreed',
  'with-payer': 'claim-clawback-with-payer',
  recovered: 'claim-clawed-back',
  dropped: 'claim-paid',
} as const

const ClaimLink = ({ claimId, reference }: { readonly claimId: string; readonly reference: string }): Html => (
  <a class="govuk-link" href={`/staff/claims/${claimId}/clawback`}>
    {reference}
  </a>
)
