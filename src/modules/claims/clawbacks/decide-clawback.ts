import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { Claim } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { toTellAtAny } from '../claims/to-tell-queries.ts'
import { clawbackAgreedEmail } from '../emails/payment-emails.ts'
import { addToLedger } from '../ledger/ledger-store.ts'
import { lockAndMove, MOVE_REFUSALS, OfClaim } from '../payments/unpaid-claim.ts'
import type { Clawback } from './clawback.ts'
import { clawbackAgreed, clawbackRefused } from './clawback-events.ts'
import { clawbackReasonText } from './clawback-rules.ts'
import { clawbacksOfClaim } from './clawbacks-queries.ts'
import { decide } from './clawbacks-store.ts'

/**
 * Another person than who proposed says yes or no. With a yes the money is due, mentor by mentor, the claim waits for the next batch,
 * and the school is told how much, why and how.
 */
export const decideClawback = command({
  name: 'claims.decide-clawback',
  input: OfClaim.extend({ approve: z.boolean(), because: z.string().trim().max(1_000).nullable() }),
  refusals: [...MOVE_REFUSALS, 'same-person', 'no-reason'],
  records: [clawbackAgreed.name, clawbackRefused.name],
  async run(work, { approve, because, ...input }) {
    const { tx, actor, now, baseUrl, refuse } = work
    const move = approve ? 'agreeClawback' : 'refuseClawback'
    const { claim, moved } = await lockAndMove(work, { ...input, policy: claimPolicy.payNow, move })
    const open = (await clawbacksOfClaim(tx, claim.id)).find(({ status }) => status === 'proposed')
    if (!open) return refuse('not-possible', { status: claim.status })
    if (open.proposedBy === actor.accountId) return refuse('same-person', { by: open.proposedByName })
    const by = { accountId: actor.accountId, name: actor.name }
    await decide(tx, { id: open.id, move: approve ? 'approve' : 'refuse', by, because, now })
    const { id: clawbackId, hours, amount } = open
    const payload = { moved, reference: claim.reference, clawbackId, hours, pence: amount }
    if (!approve) {
      if (!because) return refuse('no-reason')
      const event = clawbackRefused.of(claimSubjects(claim), { ...payload, because })
      return { value: { claimId: claim.id }, events: [event] }
    }
    await addToLedger(
      tx,
      open.lines.map((line) => ({
        ...{ claimId: claim.id, lineId: line.lineId, kind: 'clawback-due' as const, amount: line.amount, now },
      })),
    )
    const event = clawbackAgreed.of(claimSubjects(claim), payload)
    return { value: { claimId: claim.id }, events: [event], send: await emailsAbout(tx, { claim, open, baseUrl }) }
  },
})

type About = { readonly claim: Claim; readonly open: Clawback; readonly baseUrl: string }

async function emailsAbout(tx: Tx, { claim, open, baseUrl }: About) {
  const { id: claimId, reference, schoolId, submitted } = claim
  const told = {
    ...{ claimId, reference, schoolId, amount: open.amount },
    ...{ schoolName: submitted?.schoolName ?? '', providerName: submitted?.providerName ?? '' },
  }
  const because = open.lines.map(
    ({ mentorName, hoursClaimed, hoursWorked, reason }) =>
      `${mentorName}: ${hoursWorked} of ${hoursClaimed} hours count. ${clawbackReasonText[reason]}`,
  )
  const organisationIds = [schoolId, ...(submitted?.for ? [submitted.for] : [])]
  const people = await toTellAtAny(tx, { organisationIds, kind: 'must' })
  return people.map((person) =>
    clawbackAgreedEmail({ person, claim: told, baseUrl, clawbackId: open.id, hours: open.hours, because }),
  )
}
