import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { type Claim, ClaimId, LineId } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { lockClaim, moveClaim } from '../claims/claims-store.ts'
import { toTellAtAny } from '../claims/to-tell-queries.ts'
import { auditDecidedEmail } from '../emails/audit-emails.ts'
import { DECISIONS } from './audit.ts'
import { auditDecided } from './audit-events.ts'
import { lockOpenPlace, savePlace, say } from './audits-store.ts'
import { dayToWaitFor } from './deciding-rules.ts'

const Decision = z.object({ lineId: LineId, answer: z.enum(DECISIONS) })

/**
 * DfE's word on each mentor of a claim that is audited, with the reason. All upheld: the claim stays paid and is assured. Any not:
 * "not upheld", and a clawback can be proposed. Refuses before the school has replied or its time is over; a provider that has not
 * answered by its day counts as silent.
 */
export const decideAudit = command({
  name: 'claims.decide-audit',
  input: z.object({ claimId: ClaimId, seen: z.int(), decisions: z.array(Decision).min(1).max(200) }),
  refusals: ['reason-needed', 'not-in-audit', 'changed-since', 'too-early', 'incomplete'],
  records: [auditDecided.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { claimId, seen, decisions }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.support(actor, claim))
    if (process.reason === null) return refuse('reason-needed')
    const place = await lockOpenPlace(tx, claimId)
    if (!place) return refuse('not-in-audit', { status: claim.status })
    if (claim.revision !== seen) return refuse('changed-since')
    const { due_on: dueOn } = await tx
      .selectFrom('claims.audits')
      .select('due_on')
      .where('id', '=', place.auditId)
      .executeTakeFirstOrThrow()
    const waitsUntil = dayToWaitFor(claim.status, place, dueOn)
    if (waitsUntil !== null && Temporal.PlainDate.compare(londonDate(now), waitsUntil) <= 0)
      return refuse('too-early', { until: waitsUntil.toString() })
    const given = new Map(decisions.map(({ lineId, answer }) => [String(lineId), answer]))
    if (claim.lines.some(({ id }) => !given.has(id))) return refuse('incomplete')
    const isUpheld = decisions.every(({ answer }) => answer === 'upheld')
    const moved = await moveClaim(tx, { claim, move: isUpheld ? 'uphold' : 'notUphold', now })
    if (moved === null) return refuse('not-in-audit', { status: claim.status })
    await say(
      tx,
      decisions.map(({ lineId, answer }) => ({
        ...{ auditId: place.auditId, claimId, lineId, party: 'dfe' as const, answer, hours: null, reasonCode: null },
        ...{ note: process.reason, isDraft: false },
      })),
      { accountId: actor.accountId, name: actor.name, now },
    )
    const outcome = isUpheld ? 'confirmed' : 'not-upheld'
    await savePlace(tx, place, { decided_at: now, outcome }, now)
    const told = await toTellAtAny(tx, { organisationIds: parties(claim), kind: 'must' })
    return {
      value: { outcome },
      events: [
        auditDecided.of(claimSubjects(claim), {
          ...{ reference: claim.reference, reason: process.reason, moved },
          decisions: claim.lines.map(({ id, mentorName }) => ({
            mentor: mentorName,
            answer: z.enum(DECISIONS).parse(given.get(id)),
          })),
        }),
      ],
      send: told.map((to) =>
        auditDecidedEmail({ to, claim, isUpheld, reason: process.reason ?? '', auditId: place.auditId, baseUrl }),
      ),
    }
  },
})

const parties = (claim: Claim): readonly string[] => [
  claim.schoolId,
  ...(claim.submitted?.for ? [claim.submitted.for] : []),
]
