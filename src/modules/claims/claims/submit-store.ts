import type { Temporal } from '#src/kit/dates.ts'
import { type Money, times } from '#src/kit/money.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { Allowance } from '../allowance/allowance-rules.ts'
import { addToLedger } from '../ledger/ledger-store.ts'
import type { FundingArea } from '../years/claim-year.ts'
import { type Claim, hoursOf } from './claim.ts'
import { claimStates } from './claim-states.ts'

type Submission = {
  /** Locked, with its hours held until they are handed back. */
  readonly claim: Claim
  readonly by: { readonly accountId: string | null; readonly name: string; readonly trustId: string | null }
  readonly byMentor: boolean
  readonly windowId: string
  readonly area: FundingArea
  readonly pencePerHour: Money
  readonly school: { readonly name: string; readonly urn: string | null }
  readonly providerName: string
  readonly allowanceOf: (personId: string) => Allowance | undefined
  readonly providerConfirmedHours: boolean
  readonly now: Temporal.Instant
}

/** Fixes for ever what a draft is worth, and moves it to `submitted`. Answers the amount; null when the move is not allowed. */
export async function fixSubmission(tx: Tx, submission: Submission): Promise<Money | null> {
  const { claim, by, pencePerHour, now } = submission
  const status = claimStates.move('submit', claim.status)
  if (status === null) return null
  const hours = hoursOf(claim)
  const amount = times(pencePerHour, hours)
  await fixLines(tx, submission)
  await tx
    .updateTable('claims.claims')
    .set({
      ...{ status, moved_at: now, reserved_until: null, window_id: submission.windowId },
      ...{ submitted_at: now, submitted_by: by.accountId, submitted_by_name: by.name, submitted_for: by.trustId },
      ...{ submitted_by_mentor: submission.byMentor, area: submission.area, pence_per_hour: pencePerHour },
      ...{ hours, amount_pence: amount, school_name: submission.school.name, school_urn: submission.school.urn },
      ...{ provider_name: submission.providerName, provider_confirmed_hours: submission.providerConfirmedHours },
    })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', claim.id)
    .where('status', 'in', [...claimStates.from('submit')])
    .execute()
  await addToLedger(tx, [{ claimId: claim.id, kind: 'claimed', amount, now }])
  return amount
}

async function fixLines(tx: Tx, { claim, pencePerHour, allowanceOf }: Submission): Promise<void> {
  for (const { id, personId, hours } of claim.lines) {
    const found = allowanceOf(personId)
    await tx
      .updateTable('claims.claim_lines')
      .set({ training_type: found?.trainingType ?? null, cap: found?.cap ?? null, pence: times(pencePerHour, hours) })
      .where('id', '=', id)
      .execute()
  }
}
