import { countText } from '#src/ui/count-text.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { moneyText } from '#src/ui/money-text.ts'
import { statusOf } from '#src/ui/statuses.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import { CLAIM_STATUSES } from '../../claims/claim-states.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import { type TotalRow, totalRow, totalsBy } from '../../trusts/trust-totals-rules.ts'
import type { TrustFacts } from './trust-claims-page.tsx'

/** What the claims shown come to, by school, provider and status. A school without a claim has its row too. */
export const Totals = ({ claims, schools, query }: TrustFacts): Html => {
  const names = [...schools.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))
  const ids = names.map(({ id }) => id).filter((id) => (query['school'] ?? '') === '' || query['school'] === id)
  const statuses = CLAIM_STATUSES.filter((status) => claims.some(({ claim }) => claim.status === status))
  const statusText = new Map<string, string>(statuses.map((status) => [status, statusOf(statusKey(status)).text]))
  return (
    <>
      <h2 class="govuk-heading-m">Totals</h2>
      <TotalsTable
        caption="By school"
        first="School"
        rows={totalsBy(claims, ({ claim }) => claim.schoolId, ids)}
        nameOf={(id) => schools.get(id)?.name ?? ''}
        all={totalRow('All', claims)}
      />
      {claims.length === 0 ? null : (
        <>
          <TotalsTable
            caption="By provider"
            first="Provider"
            rows={totalsBy(claims, ({ providerName }) => providerName)}
            nameOf={(name) => name}
            all={totalRow('All', claims)}
          />
          <TotalsTable
            caption="By status"
            first="Status"
            rows={totalsBy(claims, ({ claim }) => claim.status, statuses)}
            nameOf={(status) => statusText.get(status) ?? status}
            all={totalRow('All', claims)}
          />
        </>
      )}
    </>
  )
}

type TableProps = {
  readonly caption: string
  readonly first: string
  readonly rows: readonly TotalRow[]
  readonly nameOf: (key: string) => string
  readonly all: TotalRow
}

const TotalsTable = ({ caption, first, rows, nameOf, all }: TableProps): Html => (
  <WideTable
    caption={caption}
    captionClasses="govuk-table__caption--s"
    firstCellIsHeader
    head={[
      { text: first },
      ...['Claims', 'Hours', 'Claimed', 'Paid', 'Taken back'].map((text) => ({ text, format: 'numeric' as const })),
    ]}
    rows={[...rows.map((row) => cells(nameOf(row.key), row)), cells('Together', all)]}
  />
)

const cells = (name: string, { claims, hours, asked, paid, recovered }: TotalRow) => [
  { text: name },
  ...[countText(claims), countText(hours), moneyText(asked), moneyText(paid), moneyText(recovered)].map((text) => ({
    ...{ text, format: 'numeric' as const },
  })),
]
