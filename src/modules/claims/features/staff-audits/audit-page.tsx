import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { LinkList } from '#src/ui/link-list.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { AuditedClaim, AuditInList } from '../../audits/audit-lists-queries.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import { AUDITS, staffTrail } from '../../places/staff-trail.ts'
import { Now } from './audits-page.tsx'

type Facts = {
  readonly found: AuditInList
  readonly providerName: string
  readonly claims: readonly AuditedClaim[]
  readonly entries: readonly HistoryEntry[]
  readonly mayAct: boolean
  readonly today: Temporal.PlainDate
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** What one provider was asked, how far it is, and what staff can do. */
export const auditPage = (facts: Facts): Page => {
  const { found, providerName, paging, path, query, entries } = facts
  const title = `Audit of ${providerName}`
  return page(
    { title: `${title}${pageOfPages(paging)}`, breadcrumbs: staffTrail(AUDITS), width: 'full' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={rowsOf(facts)} />
      {found.audit.extension?.granted === null ? <Asked {...facts} /> : null}
      <LinkList
        links={[
          { href: `/staff/claims/samples/${found.audit.sampleId}`, text: 'See the sample' },
          ...(facts.mayAct
            ? [
                {
                  href: `/organisations/${found.audit.providerId}/audits/${found.audit.id}`,
                  text: 'Answer for the provider',
                },
              ]
            : []),
        ]}
      />
      <WideTable
        caption={rangeText(paging, 'claim', 'claims')}
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={['Claim', 'School', 'Status', 'Provider', 'School’s reply', 'Decision'].map((text) => ({ text }))}
        rows={facts.claims.map(cells)}
      />
      <Pagination paging={paging} path={path} query={query} />
      <h2 class="govuk-heading-m">What happened</h2>
      <Timeline entries={entries} />
    </>,
  )
}

const rowsOf = ({ found, today }: Facts) => [
  { key: 'Now', value: <Now one={found} today={today} /> },
  { key: 'Due', value: dateText(found.audit.dueOn) },
  { key: 'Claims', value: countText(found.claims) },
  { key: 'Answered', value: `${countText(found.claims - found.waiting)}, ${countText(found.saved)} saved` },
  { key: 'Confirmed', value: countText(found.confirmed) },
  { key: 'Disputed', value: countText(found.disputed) },
]

const Asked = ({ found: { audit }, mayAct }: Facts): Html => (
  <InsetText
    html={
      <>
        <p class="govuk-body">
          More time asked for, until {audit.extension === null ? '' : dateText(audit.extension.until)}: “
          {audit.extension?.because}”
        </p>
        {mayAct ? (
          <p class="govuk-body">
            <a class="govuk-link" href={`/staff/claims/audits/${audit.id}/extension`}>
              Grant or refuse it
            </a>
          </p>
        ) : null}
      </>
    }
  />
)

const cells = (claim: AuditedClaim) => [
  {
    html: (
      <a class="govuk-link" href={`/staff/claims/${claim.claimId}/audit`}>
        {claim.reference}
      </a>
    ),
  },
  { text: claim.schoolName },
  { html: <StatusTag status={statusKey(claim.status)} /> },
  { text: providerText(claim) },
  { text: schoolText(claim) },
  { text: claim.decidedAt === null ? '' : (OUTCOME[claim.outcome ?? ''] ?? '') },
]

const OUTCOME: Readonly<Record<string, string>> = { confirmed: 'Upheld', 'not-upheld': 'Not upheld' }

function providerText({ answeredAt, hasSaved, schoolDueOn }: AuditedClaim): string {
  if (answeredAt === null) return hasSaved ? 'Saved, not given' : 'Not answered'
  return schoolDueOn === null ? 'Confirmed' : 'Disputed'
}

function schoolText({ schoolDueOn, schoolRepliedAt }: AuditedClaim): string {
  if (schoolDueOn === null) return ''
  return schoolRepliedAt === null ? `By ${dateText(schoolDueOn)}` : 'Replied'
}
