import { academicYearText, londonDate, shortDateText } from '#src/kit/dates.ts'
import { moneyText } from '#src/kit/money-text.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { FoundClaim } from '../../search/claims-found-queries.ts'
import { FIRST_ORDER, type Sort } from '../../search/search-rules.ts'
import { CLAIMS, type SearchFacts, withQuery } from './search-facts.ts'

type Fact = readonly [text: string, by: Sort['by'] | null]

/** Facts of a column, one above the other: beside the filters there is room for no more columns on a screen of 1,024 px. */
const COLUMNS: readonly (readonly [facts: readonly Fact[], numeric?: true])[] = [
  [[['Reference', 'reference']]],
  [
    [
      ['School', 'school'],
      ['Provider', 'provider'],
    ],
  ],
  [
    [
      ['Status', null],
      ['Assigned to', null],
    ],
  ],
  [[['Amount', 'amount']], true],
  [
    [
      ['Sent', 'sent'],
      ['Changed', 'moved'],
    ],
  ],
]

/** A page of claims; whatever can be sorted by is a link at the head of its column. */
export const ClaimsTable = (facts: SearchFacts): Html => (
  <WideTable
    caption={`Page ${facts.paging.page} of ${facts.paging.pages}`}
    captionClasses="govuk-visually-hidden"
    classes="govuk-table--small-text-until-tablet app-table-stack"
    firstCellIsHeader
    head={COLUMNS.map(([head, numeric]) => ({
      html: <Head {...facts} facts={head} />,
      ...(numeric ? { format: 'numeric' } : {}),
      ...(head.some(([, by]) => by === facts.sort.by)
        ? { attributes: { 'aria-sort': facts.sort.order === 'asc' ? 'ascending' : 'descending' } }
        : {}),
    }))}
    rows={facts.found.map((one) => [
      { html: <ReferenceCell claim={one} /> },
      { html: <PlacesCell {...facts} claim={one} /> },
      { html: <StatusCell {...facts} claim={one} /> },
      { html: <AmountCell claim={one} />, format: 'numeric' },
      { html: <DatesCell claim={one} />, classes: 'app-table-whole' },
    ])}
  />
)

type HeadProps = Pick<SearchFacts, 'query' | 'sort'> & { readonly facts: readonly Fact[] }

const Head = ({ facts, ...sorted }: HeadProps): Html => (
  <>
    {facts.map(([text, by], at) => (
      <>
        {at > 0 ? <br /> : null}
        {by === null ? text : <SortLink {...sorted} text={text} by={by} />}
      </>
    ))}
  </>
)

type SortProps = Pick<SearchFacts, 'query' | 'sort'> & { readonly text: string; readonly by: Sort['by'] }

/** Sorts by the column; by the one that is sorted by, the other way. */
const SortLink = ({ query, sort, text, by }: SortProps): Html => {
  const turned = sort.order === 'asc' ? 'desc' : 'asc'
  const order = sort.by === by ? turned : FIRST_ORDER[by]
  return (
    <a class="govuk-link" href={withQuery(query, { sort: by, order })}>
      {text}
      <span class="govuk-visually-hidden">, sort {order === 'asc' ? 'ascending' : 'descending'}</span>
    </a>
  )
}

type Cell = { readonly claim: FoundClaim }

const ReferenceCell = ({ claim: { id, reference, year } }: Cell): Html => (
  <>
    <a class="govuk-link" href={`${CLAIMS}/${id}`}>
      {reference}
    </a>
    <br />
    <span class="govuk-!-font-weight-regular">{academicYearText(year)}</span>
  </>
)

const PlacesCell = ({ claim, names }: Cell & Pick<SearchFacts, 'names'>): Html => (
  <>
    {claim.schoolName ?? names.get(claim.schoolId)?.name ?? ''}
    <br />
    <span class="govuk-hint">
      <Label text="Provider: " />
      {claim.providerName ?? names.get(claim.providerId)?.name ?? ''}
    </span>
  </>
)

const StatusCell = ({ claim, staff }: Cell & Pick<SearchFacts, 'staff'>): Html => (
  <>
    <StatusTag status={`claim-${claim.status}`} />
    <br />
    <Label text="Assigned to: " />
    {staff.find(({ id }) => id === claim.assignedTo)?.name ?? 'Nobody'}
  </>
)

const AmountCell = ({ claim: { amount } }: Cell): Html | null =>
  amount === null ? null : (
    <>
      <Label text="Amount: " />
      {moneyText(amount)}
    </>
  )

const DatesCell = ({ claim: { submittedAt, movedAt } }: Cell): Html => (
  <>
    <Label text="Sent: " />
    {submittedAt === null ? 'Not sent' : shortDateText(londonDate(submittedAt))}
    <br />
    <Label text="Changed: " />
    {shortDateText(londonDate(movedAt))}
  </>
)

/** What a fact is: seen where the rows are stacked, read out everywhere. */
const Label = ({ text }: { readonly text: string }): Html => <span class="app-table-stack__label">{text}</span>
