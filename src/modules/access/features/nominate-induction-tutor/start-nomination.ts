import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { nominationStarted } from '../../access-events.ts'
import { nominationPolicy } from '../../access-policy.ts'
import { sentToText } from '../../nominations/sent-to-text.ts'
import { ProofId } from '../../proofs/proof.ts'
import { proofState } from '../../proofs/proof-rules.ts'
import { lockNominationProof, markOpened } from '../../proofs/proofs-store.ts'

/** Notes that somebody has begun to answer, which is the first sign that a person and not a mail filter opened the link. */
export const startNomination = command({
  name: 'access.start-nomination',
  input: z.object({ proofId: ProofId }),
  refusals: ['link-not-live'],
  records: [nominationStarted.name],
  async run({ tx, actor, now, refuse }, { proofId }) {
    const proof = await lockNominationProof(tx, proofId)
    if (!proof) return refuse('not-found')
    demand(nominationPolicy.nominateInductionTutor(actor, proof))
    const state = proofState(proof, now)
    if (state !== 'live') refuse('link-not-live', { state })
    await markOpened(tx, proofId, now)
    const event = nominationStarted.of(
      [
        { kind: 'school', id: proof.organisationId },
        { kind: 'proof', id: proofId },
      ],
      { sentTo: sentToText(proof) },
    )
    return { value: null, events: [event] }
  },
})
