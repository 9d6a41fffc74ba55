import type { Temporal } from '#src/kit/dates.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { type Claim, ClaimId, LineId } from '../claims/claim.ts'
import { answerAudit } from './answer-audit.ts'
import type { AuditDecision } from './audit.ts'
import { decideAudit } from './decide-audit.ts'
import { SampleId } from './sample.ts'
import { sendSample } from './send-sample.ts'

// The doors of audits in the model of a claim's way (claims/model-factories.ts).

type Try = { readonly context: CommandContext; readonly claim: Claim }

/** So much later everybody's time to answer is over. */
const LATER = { hours: 24 * 60 }
const later = (context: CommandContext): CommandContext => ({ ...context, now: afterAll(context.now) })
const afterAll = (now: Temporal.Instant): Temporal.Instant => now.add(LATER)

/** A sample of this claim alone, sent. */
async function audit({ context, claim }: Try) {
  const sampleId = SampleId.parse(newId<string>())
  const pence = claim.submitted?.amount ?? 1
  const counts = { population: 1, population_pence: pence, chosen: 1, chosen_pence: pence, strata: '[]' }
  const { id: windowId } = await context.db.selectFrom('claims.windows').select('id').executeTakeFirstOrThrow()
  const settings = JSON.stringify({ highValuePence: 1, mentorSubmittedPercent: 1, valuePercent: 10 })
  await context.db
    .insertInto('claims.samples')
    .values({
      ...{ id: sampleId, window_id: windowId, seed: 'the model', status: 'drawn', settings, ...counts },
      ...{ drawn_by_name: 'the model', drawn_at: context.now },
    })
    .execute()
  const chosen = { sample_id: sampleId, claim_id: claim.id, reason: 'by-hand', stratum: '', drawn_as: 1, pence }
  await context.db.insertInto('claims.sample_claims').values(chosen).execute()
  return execute(context, sendSample, { sampleId, seen: 1 })
}

const answers = ({ lines }: Claim, answer: 'confirmed' | 'refused') =>
  lines.map(({ id }) => ({
    ...{ lineId: LineId.parse(id), answer, hours: null, note: null },
    reasonCode: answer === 'refused' ? ('not-known' as const) : null,
  }))

const answer = ({ context, claim }: Try, word: 'confirmed' | 'refused') =>
  execute(context, answerAudit, { claimId: ClaimId.parse(claim.id), answers: answers(claim, word), give: true })

const decide = ({ context, claim }: Try, word: AuditDecision) =>
  execute(later(context), decideAudit, {
    ...{ claimId: ClaimId.parse(claim.id), seen: claim.revision },
    decisions: claim.lines.map(({ id }) => ({ lineId: LineId.parse(id), answer: word })),
  })

/** The provider upholds by confirming, staff by deciding. */
export const auditDoors = {
  audit,
  disagree: (tried: Try) => answer(tried, 'refused'),
  uphold: (tried: Try) => (tried.context.actor.isStaff ? decide(tried, 'upheld') : answer(tried, 'confirmed')),
  notUphold: (tried: Try) => decide(tried, 'not-upheld'),
} as const
