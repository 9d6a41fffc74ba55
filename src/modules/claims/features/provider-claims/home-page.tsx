import { counted } from '#src/kit/counted.ts'
import { academicYearText, dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { SelectField, TextField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { LinkList } from '#src/ui/link-list.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { statusOf } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { AuditInList } from '../../audits/audit-lists-queries.ts'
import type { ProviderPlace } from '../../audits/audit-place.ts'
import { type Claim, hoursOf } from '../../claims/claim.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import type { ShownYear } from '../../places/shown-year.ts'
import { type ProviderSearch, SEEN_STATUSES } from '../../provider/provider-claims-queries.ts'
import type { InformationRequest } from '../../requests/information-request.ts'
import type { Figures } from '../../years/figures.ts'
import { lastDay } from '../../years/window-rules.ts'

type Facts = {
  readonly place: ProviderPlace
  readonly shown: ShownYear
  readonly search: ProviderSearch
  readonly today: Temporal.PlainDate
  readonly audits: readonly AuditInList[]
  readonly requests: readonly InformationRequest[]
  readonly claims: readonly Claim[]
  readonly figures: Figures
  readonly mayAnswer: boolean
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** A provider's page of claims: what to do, the rules, and each claim that names it. */
export const homePage = (facts: Facts): Page => {
  const { place, paging } = facts
  const title = 'Claims that name you'
  return page(
    { title: `${title}${pageOfPages(paging)}`, back: '/home', width: 'full' },
    <>
      <span class="govuk-caption-l">{place.providerName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Asked {...facts} />
      <Rules {...facts} />
      <Ways {...facts} />
      <Claims {...facts} />
    </>,
  )
}

const Asked = ({ place, today, audits, requests }: Facts): Html => (
  <>
    <h2 class="govuk-heading-m">What we ask of you now</h2>
    {audits.length + requests.length === 0 ? (
      <p class="govuk-body">Nothing at the moment.</p>
    ) : (
      <LinkList
        links={[
          ...audits.map(({ audit, waiting }) => ({
            href: `/organisations/${place.providerId}/audits/${audit.id}`,
            text: `Check ${counted(waiting, 'claim', 'claims')} ${byText(audit.dueOn, today)}`,
          })),
          ...requests.map(({ id, claimId, dueOn }) => ({
            href: `/claims/${claimId}/requests/${id}`,
            text: `Answer a question about a claim ${byText(dueOn, today)}`,
          })),
        ]}
      />
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={`/organisations/${place.providerId}/audits`}>
        All claims that you checked or have to check
      </a>
    </p>
  </>
)

const byText = (day: Temporal.PlainDate, today: Temporal.PlainDate): string =>
  Temporal.PlainDate.compare(today, day) > 0 ? `(late: it was due by ${dateText(day)})` : `by ${dateText(day)}`

const Rules = ({ shown: { rules, windows }, figures }: Facts): Html => {
  const own = windows.filter(({ year }) => year === rules.year)
  return (
    <Summary
      title={`Rules and dates for training in ${academicYearText(rules.year)}`}
      rows={[
        {
          key: 'Schools claim',
          value:
            own.map((one) => `${dateText(one.period.from)} to ${dateText(lastDay(one))}`).join(', ') || 'Dates follow',
        },
        { key: 'Most hours', value: `${hoursText(rules.initialCap)} for a mentor with you, over all schools` },
        { key: 'Trained with you before', value: `${hoursText(rules.refresherCap)} at most, as a refresher` },
        { key: 'Training counts from', value: dateText(rules.trainingFrom) },
        {
          key: 'If we ask you to check',
          value: `You have ${counted(figures['provider-answers-audit'], 'day', 'days')}, and can ask for ${counted(figures['audit-extension-at-most'], 'day', 'days')} more at most`,
        },
      ]}
    />
  )
}

const Ways = ({ place, shown }: Facts): Html => {
  const at = `/organisations/${place.providerId}/provider-claims`
  const year = `?year=${shown.rules.year}`
  return (
    <LinkList
      links={[
        { href: `${at}/records${year}`, text: 'Compare the claims with your own records' },
        { href: `${at}/schools${year}`, text: 'Schools of yours that have not claimed' },
        { href: '/claims/benefits', text: 'What schools get: a page to share with them' },
      ]}
    />
  )
}

const Claims = (facts: Facts): Html => {
  const { claims, paging, path, query, search, shown } = facts
  const others = shown.years.filter((one) => one !== search.year)
  return (
    <>
      <h2 class="govuk-heading-m">Claims for {academicYearText(search.year)}</h2>
      {others.length === 0 ? null : (
        <LinkList
          links={others.map((one) => ({ href: `${path}?year=${one}`, text: `Claims for ${academicYearText(one)}` }))}
        />
      )}
      <Search {...facts} />
      {paging.total === 0 ? <p class="govuk-body">No claims were found.</p> : <List paging={paging} claims={claims} />}
      <Pagination paging={paging} path={path} query={query} />
      {paging.total === 0 ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={`${path}/export?${new URLSearchParams(withoutPage(query)).toString()}`}>
            Download these claims (CSV)
          </a>
        </p>
      )}
    </>
  )
}

const withoutPage = ({ page: _page, ...rest }: Readonly<Record<string, string>>) => rest

const Search = ({ path, search }: Facts): Html => (
  <SearchForm
    state={freshForm(path, {
      values: { q: search.text, status: search.status ?? '' },
      hidden: { year: String(search.year) },
    })}
  >
    <TextField name="q" label="School, mentor, teacher reference number or claim" width="two-thirds" />
    <SelectField
      name="status"
      label="Where it stands"
      choices={[
        { value: '', text: 'All' },
        ...SEEN_STATUSES.map((value) => ({ value, text: statusOf(statusKey(value)).text })),
      ]}
    />
    <Button text="Search" classes="govuk-button--secondary" />
  </SearchForm>
)

const List = ({ paging, claims }: Pick<Facts, 'paging' | 'claims'>): Html => (
  <Table
    caption={rangeText(paging, 'claim', 'claims')}
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={[
      ...['Reference', 'School', 'Mentors'].map((text) => ({ text })),
      { text: 'Hours', format: 'numeric' as const },
      ...['Sent on', 'Status'].map((text) => ({ text })),
    ]}
    rows={claims.map((claim) => [
      {
        html: (
          <a class="govuk-link" href={`/claims/${claim.id}`}>
            {claim.reference}
          </a>
        ),
      },
      { text: schoolText(claim) },
      { text: claim.lines.map(({ mentorName, hours }) => `${mentorName} (${hours})`).join(', ') },
      { text: String(hoursOf(claim)), format: 'numeric' as const },
      { text: claim.submitted ? dateText(londonDate(claim.submitted.at)) : '' },
      { html: <StatusTag status={statusKey(claim.status)} /> },
    ])}
  />
)

const schoolText = ({ submitted }: Claim): string =>
  `${submitted?.schoolName ?? ''}${submitted?.schoolUrn ? ` (URN ${submitted.schoolUrn})` : ''}`
