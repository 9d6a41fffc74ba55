import { academicYearText, momentText } from '#src/kit/dates.ts'
import { add, type Money, pence } from '#src/kit/money.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Table } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Summary } from '#src/ui/summary.tsx'
import { batchName } from '../../batches/batch.ts'
import type { Claim } from '../../claims/claim.ts'
import type { LedgerLine, LedgerSum } from '../../ledger/ledger-queries.ts'
import { LEDGER_KINDS, type LedgerKind } from '../../ledger/ledger-store.ts'
import { PAYMENTS, staffTrail } from '../../places/staff-trail.ts'

const kindText: Readonly<Record<LedgerKind, string>> = {
  claimed: 'Claimed',
  released: 'Claimed no longer',
  paid: 'Paid',
  'clawback-due': 'To be taken back',
  'clawback-released': 'Not to be taken back after all',
  recovered: 'Taken back',
}

/** As money goes: what is claimed, then paid, then taken back. */
const inOrder = (sums: readonly LedgerSum[]): readonly LedgerSum[] =>
  LEDGER_KINDS.flatMap((kind) => sums.filter((one) => one.kind === kind))

const NOTHING = pence(0)
const sumOf = (
  lines: readonly { readonly kind: LedgerKind; readonly sum: Money }[],
  ...kinds: readonly LedgerKind[]
): Money => add(NOTHING, ...lines.filter(({ kind }) => kinds.includes(kind)).map(({ sum }) => sum))

/** All money of claims: what was asked for, paid and taken back. */
export const ledgerPage = (sums: readonly LedgerSum[]): Page =>
  page(
    { title: 'Ledger of claims', width: 'full', breadcrumbs: staffTrail(PAYMENTS) },
    <>
      <h1 class="govuk-heading-l">Ledger of claims</h1>
      <p class="govuk-body">
        Lines are only ever added. The database refuses more paid than claimed, and more taken back than paid.
      </p>
      {sums.length === 0 ? <p class="govuk-body">Nothing has been claimed yet.</p> : null}
      {[...new Set(sums.map(({ year }) => year))].map((year) => {
        const some = inOrder(sums.filter((one) => one.year === year))
        return (
          <Table
            caption={academicYearText(year)}
            captionClasses="govuk-table__caption--m"
            firstCellIsHeader
            head={[{ text: 'Kind' }, { text: 'Lines', format: 'numeric' }, { text: 'Amount', format: 'numeric' }]}
            rows={[
              ...some.map(({ kind, lines, sum }) => row(kindText[kind], countText(lines), sum)),
              row('Claimed and not paid yet', '', pence(sumOf(some, 'claimed', 'released') - sumOf(some, 'paid'))),
              row('Paid, less what was taken back', '', sumOf(some, 'paid', 'recovered')),
            ]}
          />
        )
      })}
      <p class="govuk-body">
        <a class="govuk-link" href="/staff/claims/ledger/file">
          Download every line (CSV)
        </a>
      </p>
    </>,
  )

const row = (name: string, lines: string, sum: Money) => [
  { text: name },
  { text: lines, format: 'numeric' as const },
  { text: moneyText(sum), format: 'numeric' as const },
]

/** Every line of a claim's ledger, and what it comes to. */
export const claimLedgerPage = (claim: Claim, lines: readonly LedgerLine[]): Page => {
  const title = `Ledger of claim ${claim.reference}`
  const sums = lines.map(({ kind, amount }) => ({ kind, sum: amount }))
  const asked = sumOf(sums, 'claimed', 'released')
  const paid = sumOf(sums, 'paid')
  const due = pence(-sumOf(sums, 'clawback-due', 'clawback-released'))
  return page(
    { title, back: `/staff/claims/${claim.id}` },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary
        rows={[
          { key: 'School', value: claim.submitted?.schoolName ?? null },
          { key: 'Asked for', value: moneyText(asked) },
          { key: 'Paid', value: moneyText(paid) },
          { key: 'To be taken back', value: moneyText(due) },
          { key: 'Taken back', value: moneyText(pence(-sumOf(sums, 'recovered'))) },
          { key: 'The school keeps', value: moneyText(pence(paid - due)) },
        ]}
      />
      <Table
        caption="Lines"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[
          ...[{ text: 'When' }, { text: 'What' }, { text: 'Mentor' }, { text: 'Batch' }],
          { text: 'Amount', format: 'numeric' as const },
        ]}
        rows={lines.map((line) => [
          ...[{ text: momentText(line.at) }, { text: kindText[line.kind] }, { text: line.mentorName ?? 'All' }],
          { text: line.batch ? batchName(line.batch) : '' },
          { text: moneyText(line.amount), format: 'numeric' as const },
        ])}
      />
    </>,
  )
}
