import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { ClaimId } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { lockClaim } from '../claims/claims-store.ts'
import { takeAnswers } from './answers-store.ts'
import { auditAnswered, auditAnswersSaved } from './audit-events.ts'
import { ProviderWord } from './provider-word.ts'

/**
 * What the provider says of each mentor of a claim in an audit; staff may say it for the provider with a reason. `give` false saves
 * it for later. Given, it counts: all confirmed, and the claim stays paid; else the school is asked. Refuses an answer that lacks
 * its reason, more hours than were claimed are taken as confirmed, a claim that is not being audited any more, and, with `seen`,
 * answers to a page from before a colleague saved theirs.
 */
export const answerAudit = command({
  name: 'claims.answer-audit',
  input: z.object({
    claimId: ClaimId,
    answers: z.array(ProviderWord).max(200),
    give: z.boolean(),
    seen: z.string().nullable().default(null),
  }),
  refusals: ['not-in-audit', 'changed-since', 'incomplete', 'reason-missing', 'unknown-mentor', 'reason-needed'],
  records: [auditAnswersSaved.name, auditAnswered.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { claimId, answers, give, seen }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.answersForProviderOrSupport(actor, claim))
    if (!actor.worksAt(claim.providerId) && process.reason === null) return refuse('reason-needed')
    const by = { accountId: actor.accountId, name: actor.name }
    const taken = await takeAnswers(tx, { claim, answers, give, seen, by, now, baseUrl })
    if (!taken.ok) return refuse(taken.code, taken.facts)
    return { value: { outcome: taken.outcome }, events: [taken.event], send: taken.send }
  },
})
