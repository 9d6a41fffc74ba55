import { type AcademicYear, academicYearText, dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { NotificationBanner, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { hoursOf } from '../../claims/claim.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import type { ClaimTotals, ListedClaim } from '../../claims/claim-totals-rules.ts'
import type { Claiming } from '../../claims/claiming-queries.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import type { WaitingForSchool } from '../../claims/waiting-for-school-queries.ts'
import type { SchoolPlace } from '../../places/school-place.ts'
import { lastDay } from '../../years/window-rules.ts'
import { FirstSteps } from './first-steps.tsx'
import { WaitingList } from './waiting-list.tsx'

export type ClaimsFacts = {
  readonly place: SchoolPlace
  readonly claiming: Claiming | null
  readonly year: AcademicYear
  readonly years: readonly AcademicYear[]
  readonly drafts: readonly ListedClaim[]
  /** Those of this page of the list. */
  readonly sent: readonly ListedClaim[]
  readonly totals: ClaimTotals
  readonly mentors: number
  /** Shown to those who claim. */
  readonly waiting: readonly WaitingForSchool[]
  readonly today: Temporal.PlainDate
  readonly mayClaim: boolean
  /** Whoever claims, and support for them. */
  readonly mayBegin: boolean
  /** Null unless few are left. */
  readonly daysLeft: number | null
  readonly done: string | null
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
}

/** A school's claims: what to do first, drafts, and what was sent. */
export const claimsPage = (facts: ClaimsFacts): Page => {
  const title = `Claims of ${facts.place.school.name}`
  return page(
    { title: `${title}${pageOfPages(facts.paging)}`, back: '/home', width: 'full' },
    <>
      {facts.done === null ? null : <NotificationBanner type="success" text={facts.done} />}
      <Deadline {...facts} />
      <span class="govuk-caption-l">Funding for mentor training</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <WaitingList {...facts} />
      <FirstSteps {...facts} />
      <Pages {...facts} />
      <Years {...facts} />
      {facts.drafts.length === 0 ? null : <Drafts {...facts} />}
      <Sent {...facts} />
    </>,
  )
}

const Deadline = ({ daysLeft, claiming, mayClaim }: ClaimsFacts): Html | null => {
  if (daysLeft === null || !claiming?.openWindow || !mayClaim) return null
  const window = claiming.openWindow
  const left = daysLeft === 1 ? 'Today is the last day' : `You have ${daysLeft} days left`
  return (
    <NotificationBanner
      titleId="days-left"
      text={`${left} to claim for training in ${academicYearText(window.year)}. Claims are taken until 11:59pm on ${dateText(lastDay(window))}.`}
    />
  )
}

const Pages = ({ place: { schoolId }, mayClaim }: ClaimsFacts): Html => {
  const links = [
    ['mentors', 'Mentors and their hours'],
    ['preparation', 'What you still have to find out'],
    ['claim-estimate', 'Estimate what a claim comes to'],
    ['claim-dates', 'Dates'],
    ['claim-details', 'Details of the organisation'],
    ['grant-conditions', 'Conditions of the grant'],
    ...(mayClaim ? ([['claims/preferences', 'Emails that you get']] as const) : []),
  ] as const
  return (
    <nav aria-label="Funding for mentor training">
      <ul class="govuk-list app-links">
        {links.map(([path, text]) => (
          <li>
            <a class="govuk-link" href={`/organisations/${schoolId}/${path}`}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Years = ({ place, year, years }: ClaimsFacts): Html => (
  <>
    <h2 class="govuk-heading-m">Claims for {academicYearText(year)}</h2>
    {years.some((one) => one !== year) ? (
      <p class="govuk-body">
        Other years:{' '}
        {years
          .filter((one) => one !== year)
          .map((one, at) => (
            <>
              {at === 0 ? '' : ', '}
              <a class="govuk-link" href={`/organisations/${place.schoolId}/claims?year=${one}`}>
                {academicYearText(one)}
              </a>
            </>
          ))}
      </p>
    ) : null}
  </>
)

const Drafts = ({ drafts, mayClaim }: ClaimsFacts): Html => (
  <Table
    caption="Not sent yet"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Reference', 'Provider', 'Hours', 'Begun by', 'Hours kept until', 'Status'].map((text) => ({ text }))}
    rows={drafts.map(({ claim, providerName, begunBy }) => [
      { html: <ClaimLink listed={claim} text={mayClaim ? 'Continue' : 'View'} /> },
      { text: providerName },
      { text: claim.lines.length === 0 ? 'No mentors yet' : hoursText(hoursOf(claim)) },
      { text: begunBy ?? 'DfE' },
      { text: claim.reservedUntil === null ? '' : momentText(claim.reservedUntil) },
      { html: <StatusTag status={statusKey(claim.status)} /> },
    ])}
  />
)

const ClaimLink = ({ listed, text }: { readonly listed: ListedClaim['claim']; readonly text?: string }): Html => (
  <a class="govuk-link" href={`/claims/${listed.id}`}>
    {text === undefined ? listed.reference : `${text} ${listed.reference}`}
  </a>
)

const Sent = (facts: ClaimsFacts): Html => {
  const { sent, totals, paging, place, year } = facts
  if (paging.total === 0) return <p class="govuk-body">No claims have been sent for {academicYearText(year)}.</p>
  return (
    <>
      <Summary
        title="What they come to"
        rows={[
          { key: 'Claimed', value: moneyText(totals.asked) },
          { key: 'Paid', value: moneyText(totals.paid) },
          { key: 'Still to be paid', value: moneyText(totals.waiting) },
          { key: 'Taken back', value: moneyText(totals.recovered) },
        ]}
      />
      <Table
        caption={rangeText(paging, 'claim', 'claims')}
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[
          ...['Reference', 'Provider', 'Mentors'].map((text) => ({ text })),
          ...['Hours', 'Amount'].map((text) => ({ text, format: 'numeric' as const })),
          ...['Sent on', 'Status'].map((text) => ({ text })),
        ]}
        rows={sent.map(cells)}
      />
      <Pagination paging={paging} path={`/organisations/${place.schoolId}/claims`} query={facts.query} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/organisations/${place.schoolId}/claims/export?year=${year}`}>
          Download the claims for {academicYearText(year)} (CSV)
        </a>
      </p>
    </>
  )
}

const cells = ({ claim, providerName }: ListedClaim) => [
  { html: <ClaimLink listed={claim} /> },
  { text: providerName },
  { text: claim.lines.map(({ mentorName }) => mentorName).join(', ') },
  { text: String(hoursOf(claim)), format: 'numeric' as const },
  { text: claim.submitted ? moneyText(claim.submitted.amount) : '', format: 'numeric' as const },
  { text: claim.submitted ? dateText(londonDate(claim.submitted.at)) : '' },
  { html: <StatusTag status={statusKey(claim.status)} /> },
]
