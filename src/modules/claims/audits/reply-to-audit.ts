import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { type Claim, ClaimId, LineId } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { lockClaim } from '../claims/claims-store.ts'
import { newestWordAt } from './answers-store.ts'
import { SCHOOL_ANSWERS } from './audit.ts'
import { auditReplied } from './audit-events.ts'
import { doubtedLines } from './audit-rules.ts'
import { saidOf } from './audits-queries.ts'
import { lockOpenPlace, savePlace, say } from './audits-store.ts'

const Reply = z.object({
  lineId: LineId,
  answer: z.enum(SCHOOL_ANSWERS),
  note: z.string().trim().max(2_000).nullable(),
})

/**
 * The school's word on each mentor whose hours the provider does not confirm. It may be given again until DfE has decided. Whoever
 * disagrees says why. DfE decides afterwards; nothing moves yet.
 */
export const replyToAudit = command({
  name: 'claims.reply-to-audit',
  input: z.object({
    claimId: ClaimId,
    replies: z.array(Reply).min(1).max(200),
    /** When the newest reply that the page showed was given, "" for none; null where nobody looked. */
    seen: z.string().nullable().default(null),
  }),
  refusals: ['not-asked', 'changed-since', 'incomplete', 'note-missing'],
  records: [auditReplied.name],
  async run({ tx, actor, now, refuse }, { claimId, replies, seen }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.claimant(actor, claim))
    const place = await lockOpenPlace(tx, claimId)
    if (!place || claim.status !== 'provider-disagrees') return refuse('not-asked', { status: claim.status })
    const said = (await saidOf(tx, place.auditId, [claimId])).get(claimId) ?? []
    if (seen !== null && newestWordAt(said, 'school') !== seen) return refuse('changed-since')
    const doubted = doubtedLines(claim.lines, said)
    const given = new Map(replies.map((reply) => [String(reply.lineId), reply]))
    if (doubted.some(({ id }) => !given.has(id))) return refuse('incomplete')
    const silent = doubted.filter(({ id }) => given.get(id)?.answer === 'disagrees' && !given.get(id)?.note)
    if (silent.length > 0) return refuse('note-missing', { lineIds: silent.map(({ id }) => id) })
    const words = doubted.flatMap(({ id }) => given.get(id) ?? [])
    await say(
      tx,
      words.map((reply) => ({
        ...{ auditId: place.auditId, claimId, party: 'school' as const, isDraft: false },
        ...{ ...reply, hours: null, reasonCode: null },
      })),
      { accountId: actor.accountId, name: actor.name, now },
    )
    await savePlace(tx, place, { school_replied_at: now }, now)
    return {
      value: { claimId },
      events: [
        auditReplied.of(claimSubjects(claim), {
          reference: claim.reference,
          replies: words.map(({ lineId, answer }) => ({ mentor: nameOf(claim, lineId), answer })),
        }),
      ],
    }
  },
})

const nameOf = ({ lines }: Claim, lineId: string): string => lines.find(({ id }) => id === lineId)?.mentorName ?? ''
