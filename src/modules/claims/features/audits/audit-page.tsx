import { counted } from '#src/kit/counted.ts'
import { dateText, Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Button, Details, InsetText, NotificationBanner, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { Summary } from '#src/ui/summary.tsx'
import type { AuditedClaim, AuditProgress } from '../../audits/audit-lists-queries.ts'
import type { AuditPlace } from '../../audits/audit-place.ts'
import { daysLeftText, progressText } from './audits-page.tsx'

type Facts = {
  readonly place: AuditPlace
  readonly today: Temporal.PlainDate
  readonly progress: AuditProgress
  readonly claims: readonly AuditedClaim[]
  /** The claim to answer next. */
  readonly next: string | null
  readonly schoolDays: number
  readonly mayAnswer: boolean
  readonly mayAsk: boolean
  readonly done: string | null
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** An audit of a provider: until when, how far it is, and each claim. */
export const auditPage = (facts: Facts): Page => {
  const { place, progress, paging, path, query, done } = facts
  const title = 'Check these claims'
  const { done: _done, ...kept } = query
  return page(
    {
      title: `${title}${pageOfPages(paging)}`,
      back: `/organisations/${place.providerId}/audits`,
      width: 'full',
    },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      <span class="govuk-caption-l">{place.providerName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {progress.waiting > 0 ? <ToDo {...facts} /> : <Given {...facts} />}
      <Table
        caption={rangeText(paging, 'claim', 'claims')}
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={[
          ...[{ text: 'School' }, { text: 'Claim' }, { text: 'Mentors', format: 'numeric' as const }],
          ...[{ text: 'Hours', format: 'numeric' as const }, { text: 'Where it stands' }],
        ]}
        rows={facts.claims.map((claim) => cells(claim, path))}
      />
      <Pagination paging={paging} path={path} query={kept} />
    </>,
  )
}

const cells = (claim: AuditedClaim, path: string) => [
  { text: `${claim.schoolName}${claim.schoolUrn === null ? '' : ` (URN ${claim.schoolUrn})`}` },
  {
    html: (
      <a class="govuk-link" href={`${path}/claims/${claim.claimId}`}>
        {claim.answeredAt === null && claim.decidedAt === null ? 'Answer about' : 'See'} {claim.reference}
      </a>
    ),
  },
  { text: String(claim.mentors), format: 'numeric' as const },
  { text: String(claim.hours), format: 'numeric' as const },
  { text: standingText(claim) },
]

/** Where a claim of an audit stands, as its provider reads it. */
export function standingText(claim: Omit<AuditedClaim, 'hours' | 'mentors'>): string {
  if (claim.decidedAt !== null) return decidedText(claim)
  if (claim.answeredAt === null) return claim.hasSaved ? 'Saved, not given yet' : 'Not answered yet'
  if (claim.schoolRepliedAt !== null) return 'The school replied, DfE decides'
  return claim.schoolDueOn === null ? 'Answered' : `The school replies by ${dateText(claim.schoolDueOn)}`
}

function decidedText({
  schoolDueOn,
  answeredAt,
  outcome,
}: Pick<AuditedClaim, 'schoolDueOn' | 'answeredAt' | 'outcome'>) {
  if (schoolDueOn === null && answeredAt !== null) return 'You confirmed it'
  return outcome === 'confirmed' ? 'DfE decided: upheld' : 'DfE decided: not upheld'
}

const ToDo = ({ place, today, progress, next, mayAnswer, mayAsk, schoolDays, path }: Facts): Html => {
  const { audit } = place
  const isLate = Temporal.PlainDate.compare(today, audit.dueOn) > 0
  const days = today.until(audit.dueOn, { largestUnit: 'days' }).days
  return (
    <>
      <InsetText
        html={
          <>
            <p class="govuk-body govuk-!-font-weight-bold">
              {isLate ? `Your answers were due by ${dateText(audit.dueOn)}` : `Answer by ${dateText(audit.dueOn)}`}
            </p>
            <p class="govuk-body">
              {isLate ? 'You can still answer until DfE decides without you. ' : `${daysLeftText(days)}. `}
              {progressText(progress)}.
            </p>
          </>
        }
      />
      <Extension place={place} />
      {mayAnswer && next !== null ? (
        <Button text="Answer about the next claim" href={`${path}/claims/${next}`} />
      ) : null}
      {mayAnswer ? <Ways {...{ place, mayAsk, path }} /> : <ReadOnly />}
      <How schoolDays={schoolDays} />
    </>
  )
}

const Ways = ({ place, mayAsk, path }: Pick<Facts, 'place' | 'mayAsk' | 'path'>): Html => (
  <ul class="govuk-list">
    <li>
      <a class="govuk-link" href={`${path}/claims-file`}>
        Download the claims to answer about (CSV)
      </a>
    </li>
    <li>
      <a class="govuk-link" href={`${path}/file`}>
        Answer by file
      </a>
    </li>
    {mayAsk && place.audit.extension === null ? (
      <li>
        <a class="govuk-link" href={`${path}/more-time`}>
          Ask for more time
        </a>
      </li>
    ) : null}
  </ul>
)

const ReadOnly = (): Html => (
  <p class="govuk-body">You can look at these claims. Administrators and people with the claims role answer.</p>
)

const Extension = ({ place: { audit } }: Pick<Facts, 'place'>): Html | null => {
  const { extension } = audit
  if (extension === null) return null
  if (extension.granted === null)
    return (
      <p class="govuk-body">
        You asked for more time, until {dateText(extension.until)}. Until we answer, {dateText(audit.dueOn)} counts.
      </p>
    )
  return (
    <p class="govuk-body">
      {extension.granted ? 'You asked for more time and have it.' : 'You asked for more time. We could not grant it.'}
    </p>
  )
}

const How = ({ schoolDays }: Pick<Facts, 'schoolDays'>): Html => (
  <Details
    summaryText="How to answer"
    html={
      <>
        <p class="govuk-body">
          Use your own records. You need not ask the schools for evidence. For each mentor say whether the hours are
          right, how many there were if not, or that you do not confirm any of them, and why.
        </p>
        <p class="govuk-body">
          If the school claimed too few hours, confirm them. Nothing can be added once a claim is paid, so more hours
          than were claimed count as a confirmation.
        </p>
        <p class="govuk-body">
          If you confirm everything, the claim stays as it was paid. If not, the school has{' '}
          {counted(schoolDays, 'working day', 'working days')} to reply, and DfE then decides.
        </p>
      </>
    }
  />
)

const Given = ({ progress }: Facts): Html => (
  <Summary
    title="Your answers"
    rows={[
      { key: 'Claims that you confirmed', value: String(progress.confirmed) },
      { key: 'Claims that you did not confirm', value: String(progress.disputed) },
    ]}
  />
)
