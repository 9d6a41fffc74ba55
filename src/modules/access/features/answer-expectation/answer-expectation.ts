import { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { expectationRecorded } from '../../access-events.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { plainName } from '../../emails/email-text.ts'
import { answerForYear, LINK_HOLDER } from '../../nominations/answer-for-year.ts'
import { expectationPolicy } from '../../nominations/expectation-policy.ts'
import type { Answerer } from '../../nominations/expectations-store.ts'
import { EXPECTATIONS } from '../../nominations/nomination-rules.ts'
import { schoolStanding } from '../../nominations/school-standing-queries.ts'
import { ProofId } from '../../proofs/proof.ts'
import { proofState } from '../../proofs/proof-rules.ts'
import { lockNominationProof, lockOrganisation } from '../../proofs/proofs-store.ts'

const ByLink = z.object({ by: z.literal('link'), proofId: ProofId, answer: z.enum(EXPECTATIONS) })
const ByAccount = z.object({
  by: z.literal('account'),
  organisationId: OrganisationId,
  answer: z.enum(EXPECTATIONS),
})

/**
 * Whether the school expects early career teachers in the academic year that is running, said or taken back by the holder of a live
 * nomination link, by the tutor or an administrator, or by support. The tutor is told when somebody else says "no" or takes it back.
 * Refuses a link that is not live (with `state`) and a school that may not use the service.
 */
export const answerExpectation = command({
  name: 'access.answer-expectation',
  input: z.discriminatedUnion('by', [ByLink, ByAccount]),
  refusals: ['link-not-live', 'not-eligible'],
  records: [expectationRecorded.name],
  async run(work, input) {
    const { tx, now, baseUrl, refuse } = work
    const { organisationId, ...said } = await answererOf(work, input)
    const standing = (await schoolStanding(tx, organisationId, londonDate(now))) ?? refuse('not-found')
    if (!standing.eligible) refuse('not-eligible')
    const { school } = standing
    const { event, send } = await answerForYear(tx, { school, answer: input.answer, ...said, now, baseUrl })
    return { value: null, events: [event], send }
  },
})

type Work = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly refuse: (code: 'link-not-live' | 'not-found' | 'not-allowed', facts?: Record<string, unknown>) => never
}

type Answering = { readonly organisationId: string; readonly by: Answerer; readonly sayer: string }

/** Who answers for which school, under the school's lock and after the policy. */
async function answererOf(
  { tx, actor, now, refuse }: Work,
  input: z.output<typeof ByLink> | z.output<typeof ByAccount>,
): Promise<Answering> {
  if (input.by === 'account') {
    const { organisationId } = input
    await lockOrganisation(tx, organisationId)
    demand(expectationPolicy.answer(actor, { organisationId }))
    const accountId = actor.accountId ?? refuse('not-allowed')
    const sayer = actor.isStaff ? 'Our support team' : (plainName(actor.name) ?? 'Somebody at the school')
    return { organisationId, by: { accountId }, sayer }
  }
  const proof = (await lockNominationProof(tx, input.proofId)) ?? refuse('not-found')
  demand(expectationPolicy.answerByLink(actor, proof))
  const state = proofState(proof, now)
  if (state !== 'live') refuse('link-not-live', { state })
  return { organisationId: proof.organisationId, by: { proofId: proof.id }, sayer: LINK_HOLDER }
}
