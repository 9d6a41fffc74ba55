import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import type { Claim } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { lockAndMove, MOVE_REFUSALS, OfClaim } from '../payments/unpaid-claim.ts'
import { CLAWBACK_ORIGINS, type ClawbackOrigin } from './clawback.ts'
import { clawbackProposed } from './clawback-events.ts'
import { CLAWBACK_REASONS, type ClawbackReason, clawbackSum } from './clawback-rules.ts'
import { clawbacksOfClaim, hoursTakenBack } from './clawbacks-queries.ts'
import { insertClawback } from './clawbacks-store.ts'

const Line = z.object({
  lineId: z.uuid(),
  hoursWorked: z.int(),
  reason: z.enum(CLAWBACK_REASONS),
  note: z.string().nullable(),
})

/**
 * Proposes to take money of a claim back: after an audit that did not uphold it, after a colleague's no, or because the school or a
 * report says that a claim which was paid is wrong. The school hears of it once somebody else has approved.
 */
export const proposeClawback = command({
  name: 'claims.propose-clawback',
  input: OfClaim.extend({ origin: z.enum(CLAWBACK_ORIGINS), lines: z.array(Line).nonempty() }),
  refusals: [...MOVE_REFUSALS, 'unknown-mentor', 'too-many-hours', 'nothing-taken-back', 'note-needed'],
  records: [clawbackProposed.name],
  async run(work, { origin: given, lines, ...input }) {
    const { tx, actor, now, refuse } = work
    const { claim, moved } = await lockAndMove(work, { ...input, policy: claimPolicy.pay, move: 'proposeClawback' })
    const [before] = await clawbacksOfClaim(tx, claim.id)
    const origin = originOf(claim, given, before?.origin)
    const taken = await hoursTakenBack(tx, claim.id)
    const atStake = claim.lines.map(({ id, hours }) => ({
      ...{ lineId: id, hoursClaimed: hours, hoursTakenBack: taken.get(id) ?? 0 },
    }))
    const { submitted } = claim
    if (submitted === null) return refuse('not-possible')
    const sum = clawbackSum({ pencePerHour: submitted.pencePerHour, atStake, worked: lines })
    if (!sum.ok) return refuse(sum.because, { lineId: sum.lineId })
    const said = new Map(lines.map(({ lineId, reason, note }) => [lineId, { reason, note: note?.trim() || null }]))
    const back = sum.lines.map((line) => ({ ...line, ...(said.get(line.lineId) ?? UNSAID) }))
    const mute = back.find(({ reason, note }) => reason === 'other' && note === null)
    if (mute) return refuse('note-needed', { lineId: mute.lineId })
    const { hours, amount } = sum
    const by = { accountId: actor.accountId, name: actor.name }
    const clawbackId = await insertClawback(tx, { claimId: claim.id, origin, hours, amount, lines: back, by, now })
    const payload = { moved, reference: claim.reference, clawbackId, hours, pence: amount, origin }
    return { value: { clawbackId }, events: [clawbackProposed.of(claimSubjects(claim), payload)] }
  },
})

const UNSAID: { readonly reason: ClawbackReason; readonly note: string | null } = { reason: 'other', note: null }

/** What an audit found stays its own; a proposal after a colleague's no has the origin of the one before. */
function originOf({ status }: Claim, given: ClawbackOrigin, before: ClawbackOrigin | undefined): ClawbackOrigin {
  if (status === 'not-upheld') return 'audit'
  return status === 'clawback-refused' ? (before ?? given) : given
}
