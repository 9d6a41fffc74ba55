import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import {
  accountCreated,
  expectationRecorded,
  inductionTutorConfirmed,
  inductionTutorNominated,
} from '../../access-events.ts'
import { nominationPolicy } from '../../access-policy.ts'
import { appointTutor } from '../../handovers/appoint-tutor.ts'
import { NOTHING_KEPT } from '../../handovers/handover-rules.ts'
import { membershipEnded } from '../../memberships/membership-events.ts'
import { answerForYear, LINK_HOLDER } from '../../nominations/answer-for-year.ts'
import { schoolStanding } from '../../nominations/school-standing-queries.ts'
import { ProofId } from '../../proofs/proof.ts'
import { proofState } from '../../proofs/proof-rules.ts'
import { lockNominationProof, useNominationProof } from '../../proofs/proofs-store.ts'

const NoNominee = z.object({ proofId: ProofId, expectation: z.literal('no') })
const WithNominee = z.object({
  proofId: ProofId,
  expectation: z.enum(['yes', 'not-known']),
  name: z.string().min(1),
  address: z.string().min(3),
})

/**
 * Ends the journey behind a nomination link: names the school's induction tutor and uses the link up, or records that the school
 * expects no early career teachers and leaves the link as it is, so that a changed mind needs no new one.
 * Everything is checked again here. Refuses a link that is not live (with `state`) and a school that may not use the service.
 */
export const nominateInductionTutor = command({
  name: 'access.nominate-induction-tutor',
  input: z.discriminatedUnion('expectation', [NoNominee, WithNominee]),
  refusals: ['link-not-live', 'not-eligible'],
  records: [
    expectationRecorded.name,
    inductionTutorNominated.name,
    inductionTutorConfirmed.name,
    accountCreated.name,
    membershipEnded.name,
  ],
  async run({ tx, actor, now, baseUrl, refuse }, input) {
    const proof = await lockNominationProof(tx, input.proofId)
    if (!proof) return refuse('not-found')
    demand(nominationPolicy.nominateInductionTutor(actor, proof))
    const state = proofState(proof, now)
    if (state !== 'live') refuse('link-not-live', { state })
    const standing = await schoolStanding(tx, proof.organisationId, londonDate(now))
    if (!standing?.eligible) return refuse('not-eligible')
    const { school } = standing
    const said = { school, answer: input.expectation, by: { proofId: proof.id }, sayer: LINK_HOLDER, now, baseUrl }
    if (input.expectation === 'no') {
      const { event, send } = await answerForYear(tx, said)
      return { value: nobody, events: [event], send }
    }
    await useNominationProof(tx, proof, now)
    const { name, address } = input
    const by = { kind: 'nominated', proof } as const
    const appointed = await appointTutor(tx, { school, name, address, by, keeps: NOTHING_KEPT, now, baseUrl })
    // After the appointment, so that nobody is told of the answer whom the school has just replaced.
    const answered = await answerForYear(tx, said)
    return {
      value: nominated(appointed.accountId),
      events: [answered.event, ...appointed.events],
      send: appointed.send,
    }
  },
})

export type Nomination =
  | { readonly outcome: 'nobody'; readonly accountId: null }
  | { readonly outcome: 'nominated'; readonly accountId: string }

const nobody: Nomination = { outcome: 'nobody', accountId: null }
const nominated = (accountId: string): Nomination => ({ outcome: 'nominated', accountId })
