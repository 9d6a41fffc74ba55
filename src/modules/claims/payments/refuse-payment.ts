import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { letGoHours } from '../allowance/held-hours-store.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { toTellAtAny } from '../claims/to-tell-queries.ts'
import { paymentRefusedEmail } from '../emails/payment-emails.ts'
import { addToLedger } from '../ledger/ledger-store.ts'
import { paymentRefused } from './payment-events.ts'
import { lockAndMove, MOVE_REFUSALS, OfClaim } from './unpaid-claim.ts'

/** Decides that a claim is not paid: its money is asked for no more, its hours return, and the school is told why. */
export const refusePayment = command({
  name: 'claims.refuse-payment',
  input: OfClaim.extend({ because: z.string().trim().min(1).max(1_000) }),
  refusals: MOVE_REFUSALS,
  records: [paymentRefused.name],
  async run(work, { because, ...input }) {
    const { tx, now, baseUrl } = work
    const asked = {
      ...input,
      policy: claimPolicy.payNow,
      move: 'refusePayment',
      also: { unpaid_reason: because },
    } as const
    const { claim, amount, moved } = await lockAndMove(work, asked)
    await letGoHours(tx, claim.id)
    await addToLedger(tx, [{ claimId: claim.id, kind: 'released', amount, now }])
    const event = paymentRefused.of(claimSubjects(claim), { moved, reference: claim.reference, pence: amount, because })
    const { id: claimId, reference, schoolId, submitted } = claim
    const about = { claimId, reference, schoolId, schoolName: submitted?.schoolName ?? '', amount }
    const told = { ...about, providerName: submitted?.providerName ?? '' }
    const organisationIds = [schoolId, ...(submitted?.for ? [submitted.for] : [])]
    const people = await toTellAtAny(tx, { organisationIds, kind: 'must' })
    return {
      value: { claimId },
      events: [event],
      send: people.map((person) => paymentRefusedEmail({ person, claim: told, baseUrl, reason: because })),
    }
  },
})
