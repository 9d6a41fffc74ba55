import { z } from 'zod'
import { academicYearOf, londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import {
  accountCreated,
  expectationRecorded,
  inductionTutorConfirmed,
  inductionTutorNominated,
  membershipEnded,
} from '../../access-events.ts'
import { nominationPolicy } from '../../access-policy.ts'
import { recordExpectation } from '../../expectations-store.ts'
import type { Expectation } from '../../nomination-rules.ts'
import { type NominationProof, ProofId } from '../../proof.ts'
import { proofState } from '../../proof-rules.ts'
import { lockNominationProof, useNominationProof } from '../../proofs-store.ts'
import { schoolStanding } from '../../school-standing-queries.ts'
import { appointTutor } from './appoint-tutor.ts'

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
    const answered = await recordAnswer(tx, { proof, answer: input.expectation, now })
    if (input.expectation === 'no') return { value: nobody, events: [answered] }
    await useNominationProof(tx, proof, now)
    const { name, address } = input
    const appointed = await appointTutor(tx, { proof, school: standing.school, name, address, now, baseUrl })
    return {
      value: nominated(appointed.accountId),
      events: [answered, ...appointed.events],
      send: appointed.send,
    }
  },
})

export type Nomination =
  | { readonly outcome: 'nobody'; readonly accountId: null }
  | { readonly outcome: 'nominated'; readonly accountId: string }

const nobody: Nomination = { outcome: 'nobody', accountId: null }
const nominated = (accountId: string): Nomination => ({ outcome: 'nominated', accountId })

type Answer = { readonly proof: NominationProof; readonly answer: Expectation; readonly now: Temporal.Instant }

/** What the school says about the academic year that is running. Its newest answer counts. */
async function recordAnswer(tx: Tx, { proof, answer, now }: Answer): Promise<AuditEvent> {
  const academicYear = academicYearOf(londonDate(now))
  const { organisationId } = proof
  const before = await recordExpectation(tx, { organisationId, academicYear, answer, proofId: proof.id, now })
  return expectationRecorded.of(
    [
      { kind: 'school', id: organisationId },
      { kind: 'proof', id: proof.id },
    ],
    { academicYear, answer: { before, after: answer } },
  )
}
