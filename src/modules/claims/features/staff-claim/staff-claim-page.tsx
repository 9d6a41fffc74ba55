import { academicYearText, momentText } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import { moneyText } from '#src/kit/money-text.ts'
import type { MemberAt } from '#src/modules/access/public.ts'
import type { NamedOrganisation } from '#src/modules/directory/public.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { hoursOf } from '../../claims/claim.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import type { ClaimStory } from '../../claims/claim-story-queries.ts'
import type { ClaimNote } from '../../notes/notes-queries.ts'
import { staffTrail } from '../../places/staff-trail.ts'
import { areaText } from '../../years/claim-year.ts'
import { Checks } from './checks.tsx'
import type { StaffLink } from './staff-moves.ts'
import { Assignment, NoteForm, Notes, People } from './talk.tsx'

export type StaffClaimFacts = {
  readonly place: ClaimPlace
  readonly story: ClaimStory
  readonly notes: readonly ClaimNote[]
  readonly people: readonly MemberAt[]
  readonly names: ReadonlyMap<string, NamedOrganisation>
  readonly trustId: string | null
  readonly staff: readonly { readonly id: string; readonly name: string }[]
  readonly moves: readonly StaffLink[]
  readonly entries: readonly HistoryEntry[]
  readonly earlier: string | null
  readonly typed: { readonly values: RawValues; readonly errors: readonly FieldError[] }
  readonly done: string | null
}

/** Everything about a claim that staff need to help with it. */
export const staffClaimPage = (facts: StaffClaimFacts): Page => {
  const { place, typed, entries, earlier, done } = facts
  const { claim, school } = place
  const status = statusKey(claim.status)
  return page(
    {
      ...{ title: `Claim ${claim.reference}`, width: 'full', errors: typed.errors },
      breadcrumbs: staffTrail(),
    },
    <>
      {done === null ? null : <NotificationBanner type="success" text={done} />}
      <span class="govuk-caption-l">{claim.submitted?.schoolName ?? school.name}</span>
      <h1 class="govuk-heading-l">Claim {claim.reference}</h1>
      <p class="govuk-body">
        <StatusTag status={status} /> {nextFor(status, 'staff')}
      </p>
      <Actions {...facts} />
      <h2 class="govuk-heading-m">What is claimed</h2>
      <Summary rows={rowsOf(facts)} />
      <Lines {...facts} />
      <Checks {...facts} />
      <h2 class="govuk-heading-m" id="people">
        People
      </h2>
      <People {...facts} />
      <Assignment {...facts} />
      <h2 class="govuk-heading-m" id="messages">
        Notes and messages
      </h2>
      <Notes {...facts} />
      <NoteForm {...facts} />
      <h2 class="govuk-heading-m" id="history">
        What happened
      </h2>
      <Timeline entries={entries} earlier={earlier} />
    </>,
  )
}

const Actions = ({ moves, place: { claim, school } }: StaffClaimFacts): Html => (
  <nav aria-label="What you can do">
    <ul class="govuk-list">
      {[
        ...moves,
        { href: `/claims/${claim.id}`, text: 'See the page that the school sees' },
        { href: `/staff/claims/${claim.id}/ledger`, text: 'See its ledger' },
        { href: `/schools/${school.urn}`, text: `See ${school.name}` },
      ].map(({ href, text }) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

function rowsOf({ place, story }: StaffClaimFacts) {
  const { claim, school, providerName } = place
  const { submitted } = claim
  const { ledger } = story
  return [
    { key: 'School', value: `${submitted?.schoolName ?? school.name} (URN ${submitted?.schoolUrn ?? school.urn})` },
    { key: 'Provider', value: submitted?.providerName ?? providerName },
    { key: 'Academic year', value: academicYearText(claim.year) },
    { key: 'Hours', value: String(hoursOf(claim)) },
    ...(submitted
      ? [
          {
            key: 'Sent',
            value: `${momentText(submitted.at)}, by ${submitted.byName}${story.trustName ? ` for ${story.trustName}` : ''}`,
          },
          {
            key: 'Funding area and rate',
            value: `${areaText[submitted.area]}, ${moneyText(submitted.pencePerHour)} an hour`,
          },
          { key: 'Amount', value: moneyText(submitted.amount) },
          { key: 'Paid', value: moneyText(ledger.paid) },
          { key: 'To be taken back', value: moneyText(ledger.due) },
          { key: 'Taken back', value: moneyText(ledger.recovered) },
        ]
      : [{ key: 'Sent', value: 'Not yet' }]),
    ...(claim.unpaidReason === null ? [] : [{ key: 'Why the payer did not pay', value: claim.unpaidReason }]),
  ]
}

const Lines = ({ place: { claim } }: StaffClaimFacts): Html => (
  <WideTable
    caption="Mentors"
    captionClasses="govuk-table__caption--s"
    firstCellIsHeader
    head={[
      ...['Mentor', 'TRN', 'Training'].map((text) => ({ text })),
      ...['Hours', 'Most hours', 'Amount'].map((text) => ({ text, format: 'numeric' as const })),
    ]}
    rows={claim.lines.map(({ mentorName, mentorTrn, trainingType, hours, cap, pence }) => [
      { text: mentorName },
      { text: mentorTrn },
      { text: TRAINING[trainingType ?? 'none'] },
      { text: String(hours), format: 'numeric' as const },
      { text: cap === null ? '' : String(cap), format: 'numeric' as const },
      { text: pence === null ? '' : moneyText(pence), format: 'numeric' as const },
    ])}
  />
)

const TRAINING = { initial: 'Initial', refresher: 'Refresher', none: 'Not fixed yet' } as const
