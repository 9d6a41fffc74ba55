import { academicYearText, dateText, londonDate, momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { NotificationBanner, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import { type ClaimLine, hoursOf } from '../../claims/claim.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import type { ClaimStory } from '../../claims/claim-story-queries.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import type { ClaimAudience } from '../../claims/timeline-rules.ts'
import { areaText } from '../../years/claim-year.ts'
import { ClaimTimeline } from './claim-timeline.tsx'
import { WhatNext } from './what-next.tsx'

export type ClaimFacts = {
  readonly place: ClaimPlace
  readonly story: ClaimStory
  readonly audience: ClaimAudience
  /** Who may withdraw, discard and name a provider; staff with a reason. */
  readonly mayChange: boolean
  readonly maySend: boolean
  readonly done: string | null
}

/** A claim: where it stands, what happens next and who does it, what is in it, and what happened. */
export const claimPage = (facts: ClaimFacts): Page => {
  const { claim, school } = facts.place
  const title = `Claim ${claim.reference}`
  const back = BACK[facts.audience](facts.place)
  return page(
    { title, back, width: 'full' },
    <>
      {facts.done === null ? null : <NotificationBanner type="success" text={facts.done} />}
      <span class="govuk-caption-l">{claim.submitted?.schoolName ?? school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        <StatusTag status={statusKey(claim.status)} />
      </p>
      <WhatNext {...facts} />
      <h2 class="govuk-heading-m">What is claimed</h2>
      <Summary rows={rowsOf(facts)} />
      <Lines {...facts} />
      <ClaimTimeline {...facts} />
    </>,
  )
}

const BACK: Readonly<Record<ClaimAudience, (place: ClaimPlace) => string>> = {
  school: ({ schoolId }) => `/organisations/${schoolId}/claims`,
  provider: ({ providerId }) => `/organisations/${providerId}/provider-claims`,
  staff: ({ claim }) => (claim.submitted ? `/staff/claims/${claim.id}` : '/staff/claims'),
}

function rowsOf(facts: ClaimFacts): readonly SummaryRow[] {
  const { place, story, audience } = facts
  const { claim, school } = place
  const { submitted } = claim
  const urn = submitted ? submitted.schoolUrn : school.urn
  return [
    { key: 'School', value: `${submitted?.schoolName ?? school.name}${urn === null ? '' : ` (URN ${urn})`}` },
    { key: 'Provider', value: submitted?.providerName ?? place.providerName },
    { key: 'Academic year', value: academicYearText(claim.year) },
    { key: 'Mentors', value: String(claim.lines.length) },
    { key: 'Hours', value: hoursText(hoursOf(claim)) },
    ...(submitted ? [{ key: 'Sent', value: sentText(facts) }] : []),
    ...(claim.reservedUntil === null || claim.status !== 'draft'
      ? []
      : [{ key: 'Hours are kept until', value: momentText(claim.reservedUntil) }]),
    ...(audience === 'provider' ? [] : moneyRows(claim, story)),
  ]
}

function sentText({ place: { claim }, story, audience }: ClaimFacts): string {
  const { submitted } = claim
  if (submitted === null) return ''
  const day = dateText(londonDate(submitted.at))
  if (audience === 'provider') return day
  return `${day}, by ${submitted.byName}${story.trustName === null ? '' : ` for ${story.trustName}`}`
}

function moneyRows({ submitted, unpaidReason }: ClaimPlace['claim'], { ledger }: ClaimStory): readonly SummaryRow[] {
  if (submitted === null) return []
  return [
    { key: 'Funding area', value: areaText[submitted.area] },
    { key: 'Rate for an hour', value: moneyText(submitted.pencePerHour) },
    { key: 'Amount', value: moneyText(submitted.amount) },
    ...(unpaidReason === null ? [] : [{ key: 'Why the payer did not pay', value: unpaidReason }]),
    ...(ledger.paid > 0 ? [{ key: 'Paid', value: moneyText(ledger.paid) }] : []),
    ...(ledger.due > 0 ? [{ key: 'To be taken back', value: moneyText(ledger.due) }] : []),
    ...(ledger.recovered > 0 ? [{ key: 'Taken back', value: moneyText(ledger.recovered) }] : []),
  ]
}

const Lines = ({ place: { claim }, audience }: ClaimFacts): Html => {
  if (claim.lines.length === 0) return <p class="govuk-body">No mentors have been chosen yet.</p>
  const hasMoney = audience !== 'provider' && claim.submitted !== null
  return (
    <Table
      caption="Mentors and hours"
      captionClasses="govuk-table__caption--m"
      firstCellIsHeader
      head={[
        ...['Mentor', 'Teacher reference number', 'Training'].map((text) => ({ text })),
        ...['Hours', ...(hasMoney ? ['Amount'] : [])].map((text) => ({ text, format: 'numeric' as const })),
      ]}
      rows={claim.lines.map((line) => [
        { text: line.mentorName },
        { text: line.mentorTrn },
        { text: trainingText(line) },
        { text: String(line.hours), format: 'numeric' as const },
        ...(hasMoney ? [{ text: line.pence === null ? '' : moneyText(line.pence), format: 'numeric' as const }] : []),
      ])}
    />
  )
}

function trainingText({ trainingType, cap }: ClaimLine): string {
  if (trainingType === null || cap === null) return 'Not fixed yet'
  return trainingType === 'initial' ? `Initial, up to ${hoursText(cap)}` : `Refresher, up to ${hoursText(cap)}`
}
