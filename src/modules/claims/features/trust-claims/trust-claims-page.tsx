import { type AcademicYear, academicYearText, dateText, londonDate } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { InsetText, NotificationBanner, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import type { NamedOrganisation } from '../../../directory/public.ts'
import { hoursOf } from '../../claims/claim.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import type { ListedClaim } from '../../claims/claim-totals-rules.ts'
import type { Acceptance } from '../../conditions/conditions.ts'
import type { TrustPlace } from '../../trusts/trust-place.ts'
import { Totals } from './totals.tsx'
import { TrustFilters } from './trust-filters.tsx'

export type TrustFacts = {
  readonly trust: TrustPlace
  readonly year: AcademicYear
  readonly years: readonly AcademicYear[]
  /** Of the year, before any filter. */
  readonly all: readonly ListedClaim[]
  /** Those that the filters leave. */
  readonly claims: readonly ListedClaim[]
  readonly schools: ReadonlyMap<string, NamedOrganisation>
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
  /** The trust's own acceptance of the conditions, for all of its schools. */
  readonly accepted: Acceptance | null
  readonly hasConditions: boolean
  readonly mayClaim: boolean
  readonly done: string | null
}

export const trustClaimsPage = (facts: TrustFacts): Page => {
  const title = `Claims of the schools of ${facts.trust.name}`
  return page(
    { title: `${title}${pageOfPages(facts.paging)}`, back: '/home', width: 'full' },
    <>
      {facts.done === null ? null : <NotificationBanner type="success" text={facts.done} />}
      <span class="govuk-caption-l">Funding for mentor training, {academicYearText(facts.year)}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Conditions {...facts} />
      <Ways {...facts} />
      <TrustFilters {...facts} />
      {facts.claims.length === 0 ? <Nothing {...facts} /> : <List {...facts} />}
      <Totals {...facts} />
    </>,
  )
}

const Conditions = ({ trust, year, accepted, hasConditions, mayClaim }: TrustFacts): Html | null => {
  if (!hasConditions) return null
  if (accepted) {
    return (
      <p class="govuk-body">
        {accepted.byName} accepted the conditions of the grant for all schools of the trust on{' '}
        {dateText(londonDate(accepted.at))}.
      </p>
    )
  }
  return (
    <InsetText
      html={
        <>
          The conditions of the grant for {academicYearText(year)} are not accepted by the trust. Each school can accept
          them, or the trust once for all.{' '}
          {mayClaim ? (
            <a class="govuk-link" href={`/organisations/${trust.trustId}/grant-conditions`}>
              Read and accept the conditions for all schools
            </a>
          ) : null}
        </>
      }
    />
  )
}

const Ways = ({ trust, mayClaim, query }: TrustFacts): Html => {
  const here = `/organisations/${trust.trustId}/trust-claims`
  const search = new URLSearchParams(query).toString()
  const links: readonly (readonly [string, string])[] = [
    [`${here}/schools`, mayClaim ? 'Start a claim for a school' : 'Schools of the trust'],
    ...(mayClaim ? [[`${here}/file`, 'Claim for several schools from a file'] as const] : []),
    [`${here}/export${search === '' ? '' : `?${search}`}`, 'Download these claims (CSV)'],
    ...(mayClaim ? [[`/organisations/${trust.trustId}/claims/preferences`, 'Choose your emails'] as const] : []),
  ]
  return (
    <ul class="govuk-list">
      {links.map(([href, text]) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}

const Nothing = ({ all }: TrustFacts): Html => (
  <p class="govuk-body">
    {all.length === 0
      ? 'No school of the trust has a claim for this year yet.'
      : 'No claim is like that. Change the filters.'}
  </p>
)

const List = (facts: TrustFacts): Html => {
  const { paging, claims, schools } = facts
  return (
    <>
      <Table
        caption={rangeText(paging, 'claim', 'claims')}
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[
          ...['Claim', 'School', 'Provider'].map((text) => ({ text })),
          { text: 'Hours', format: 'numeric' },
          { text: 'Amount', format: 'numeric' },
          ...['Sent', 'Status'].map((text) => ({ text })),
        ]}
        rows={claims
          .slice(paging.offset, paging.offset + paging.limit)
          .map(({ claim, providerName }) => [
            { html: <ClaimLink id={claim.id} reference={claim.reference} /> },
            { text: schools.get(claim.schoolId)?.name ?? '' },
            { text: providerName },
            { text: String(hoursOf(claim)), format: 'numeric' as const },
            { text: claim.submitted ? moneyText(claim.submitted.amount) : '', format: 'numeric' as const },
            { text: claim.submitted ? dateText(londonDate(claim.submitted.at)) : '' },
            { html: <StatusTag status={statusKey(claim.status)} /> },
          ])}
      />
      <Pagination paging={paging} path={`/organisations/${facts.trust.trustId}/trust-claims`} query={facts.query} />
    </>
  )
}

const ClaimLink = ({ id, reference }: { readonly id: string; readonly reference: string }): Html => (
  <a class="govuk-link" href={`/claims/${id}`}>
    {reference}
  </a>
)
