import { momentText } from '#src/kit/dates.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { nextFor } from '#src/ui/statuses.ts'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import type { Claim } from '../../claims/claim.ts'
import { claimStates } from '../../claims/claim-states.ts'
import type { Clawback } from '../../clawbacks/clawback.ts'
import { clawbackReasonText } from '../../clawbacks/clawback-rules.ts'
import type { ClawbackStatus } from '../../clawbacks/clawback-states.ts'

type Facts = {
  readonly claim: Claim
  readonly clawbacks: readonly Clawback[]
  readonly entries: readonly HistoryEntry[]
  readonly accountId: string | null
}

/** What was and is to be taken back of a claim. */
export const clawbackPage = (facts: Facts): Page => {
  const { claim, clawbacks, entries } = facts
  const title = `Clawback of claim ${claim.reference}`
  return page(
    { title, back: `/staff/claims/${claim.id}` },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        <StatusTag status={`claim-${claim.status}`} /> {nextFor(`claim-${claim.status}`, 'staff')}
      </p>
      <Actions {...facts} />
      {clawbacks.length === 0 ? <p class="govuk-body">Nothing was proposed yet.</p> : null}
      {clawbacks.map((clawback) => (
        <ClawbackFacts clawback={clawback} />
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={`/staff/claims/${claim.id}/ledger`}>
          Ledger of this claim
        </a>
      </p>
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} />
    </>,
  )
}

const Actions = ({ claim, clawbacks, accountId }: Facts): Html => {
  const address = `/staff/claims/${claim.id}/clawback`
  const open = clawbacks.find(({ status }) => status === 'proposed')
  const can = (move: Parameters<typeof claimStates.move>[0]) => claimStates.move(move, claim.status) !== null
  return (
    <>
      {open && open.proposedBy === accountId ? (
        <p class="govuk-inset-text">You proposed this, so a colleague has to decide.</p>
      ) : null}
      <div class="govuk-button-group">
        {can('agreeClawback') ? <Button text="Approve or refuse" href={`${address}/decision`} /> : null}
        {can('proposeClawback') ? <Button text="Take money back" href={`${address}/proposal`} /> : null}
        {can('dropClawback') ? (
          <Button text="Take nothing back" href={`${address}/dropping`} classes="govuk-button--secondary" />
        ) : null}
      </div>
    </>
  )
}

const statusText: Readonly<Record<ClawbackStatus, string>> = {
  ...{ proposed: 'Waits for a decision', refused: 'Refused', approved: 'Approved, goes with the next batch' },
  ...{ 'with-payer': 'With the payer', recovered: 'Taken back', dropped: 'Dropped' },
}

const originText = { audit: 'An audit', school: 'The school itself', report: 'A report' } as const

/** One proposal with its mentors: what was claimed, what was worked, what it comes to. */
export const ClawbackFacts = ({ clawback }: { readonly clawback: Clawback }): Html => (
  <>
    <Summary
      rows={[
        { key: 'Taken back', value: `${moneyText(clawback.amount)} for ${clawback.hours} hours` },
        { key: 'Status', value: statusText[clawback.status] },
        { key: 'Found by', value: originText[clawback.origin] },
        { key: 'Proposed', value: `${momentText(clawback.proposedAt)} by ${clawback.proposedByName}` },
        ...(clawback.decidedAt
          ? [{ key: 'Decided', value: `${momentText(clawback.decidedAt)} by ${clawback.decidedByName}` }]
          : []),
        ...(clawback.decidedBecause ? [{ key: 'Reason of the decision', value: clawback.decidedBecause }] : []),
      ]}
    />
    <Table
      caption="Hours"
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={[
        ...[{ text: 'Mentor' }, { text: 'Claimed', format: 'numeric' as const }],
        ...[
          { text: 'Really worked', format: 'numeric' as const },
          { text: 'Amount back', format: 'numeric' as const },
        ],
        { text: 'Why' },
      ]}
      rows={clawback.lines.map((line) => [
        { text: `${line.mentorName} (TRN ${line.mentorTrn})` },
        { text: String(line.hoursClaimed), format: 'numeric' },
        { text: String(line.hoursWorked), format: 'numeric' },
        { text: moneyText(line.amount), format: 'numeric' },
        { text: [clawbackReasonText[line.reason], line.note].filter(Boolean).join('. ') },
      ])}
    />
  </>
)
