import { academicYearText, dateText, Temporal } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { ClaimYear } from '../../years/claim-year.ts'
import { FIGURES, type Figure } from '../../years/figures.ts'
import type { DatedFigure } from '../../years/figures-history-queries.ts'
import type { ListedDistrict } from '../../years/years-queries.ts'
import { figureText, valueText } from './figure-words.ts'
import { RULES } from './rules-forms.tsx'

type Facts = {
  readonly figures: readonly DatedFigure[]
  readonly years: readonly ClaimYear[]
  readonly districts: readonly ListedDistrict[]
  readonly today: Temporal.PlainDate
  readonly mayManage: boolean
  readonly entries: readonly HistoryEntry[]
}

/** Every rule of claims that is data: what counts, from when, and where it comes from. */
export const rulesPage = (facts: Facts): Page => {
  const { years, districts, entries, mayManage } = facts
  const crumbs = [{ text: 'Staff home', href: '/staff' }]
  return page(
    { title: 'Rules of claims', width: 'full', breadcrumbs: crumbs },
    <>
      <h1 class="govuk-heading-l">Rules of claims</h1>
      <p class="govuk-body">
        Pages, e-mails and files read these. A change counts from its day on; what was done before stays as it was done.
      </p>
      <Elsewhere count={districts.length} />
      <WideTable
        caption="Hours of an academic year"
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={['Academic year', 'Hours at first', 'Hours to refresh', 'Training counts from', 'Source'].map((text) => ({
          text,
        }))}
        rows={years.map((year) => [
          mayManage ? { html: <YearLink year={year} /> } : { text: academicYearText(year.year) },
          { text: String(year.initialCap) },
          { text: String(year.refresherCap) },
          { text: dateText(year.trainingFrom) },
          { text: year.source },
        ])}
      />
      {mayManage ? (
        <Button text="Add the next academic year" href={`${RULES}/years/new`} classes="govuk-button--secondary" />
      ) : null}
      <Figures {...facts} />
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries.toSorted((one, other) => Temporal.Instant.compare(other.at, one.at))} />
    </>,
  )
}

const Elsewhere = ({ count }: { readonly count: number }): Html => (
  <ul class="govuk-list">
    {(
      [
        ['/staff/claims/windows', 'Claim windows'],
        ['/staff/claims/rates', 'Rates for an hour'],
        [`${RULES}/funding-areas`, `Funding areas: ${countText(count)} districts outside the rest of England`],
        ['/staff/claims/conditions', 'Conditions of the grant'],
        ['/staff/claims/eligible-schools', 'Eligible schools'],
      ] as const
    ).map(([href, text]) => (
      <li>
        <a class="govuk-link" href={href}>
          {text}
        </a>
      </li>
    ))}
  </ul>
)

const YearLink = ({ year: { year } }: { readonly year: ClaimYear }): Html => (
  <a class="govuk-link" href={`${RULES}/years/${year}`}>
    {academicYearText(year)}
  </a>
)

const Figures = ({ figures, today, mayManage }: Facts): Html => (
  <WideTable
    caption="Figures"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['What it decides', 'Counts now', 'From', 'Will be', 'Source'].map((text) => ({ text }))}
    rows={FIGURES.map((name) => {
      const dated = figures.filter((one) => one.name === name)
      const begun = ({ from }: DatedFigure) => Temporal.PlainDate.compare(from, today) <= 0
      const now = dated.find(begun)
      const coming = dated.filter((one) => !begun(one)).toReversed()
      return [
        mayManage ? { html: <FigureLink name={name} /> } : { text: figureText[name] },
        { text: now ? valueText(now) : '' },
        { text: now ? dateText(now.from) : '' },
        { text: coming.map((one) => `${valueText(one)} from ${dateText(one.from)}`).join('; ') },
        { text: now?.source ?? '' },
      ]
    })}
  />
)

const FigureLink = ({ name }: { readonly name: Figure }): Html => (
  <a class="govuk-link" href={`${RULES}/figures/${name}`}>
    {figureText[name]}
  </a>
)
