import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { nominationLinkSent } from '../../access-events.ts'
import { nominationPolicy } from '../../access-policy.ts'
import { ProofId } from '../../proof.ts'
import { lockNominationProof } from '../../proofs-store.ts'
import { LINK_REFUSALS, sendLink } from './send-link.ts'

/**
 * Sends a new link to the school's own contact for whoever holds one that no longer works. Refuses as sending one does.
 * The holder learns nothing and chooses nothing: the mailbox is the school's.
 */
export const requestNewLink = command({
  name: 'access.request-new-nomination-link',
  input: z.object({ proofId: ProofId }),
  refusals: LINK_REFUSALS,
  records: [nominationLinkSent.name],
  async run(work, { proofId }) {
    const proof = await lockNominationProof(work.tx, proofId)
    if (!proof) return work.refuse('not-found')
    demand(nominationPolicy.requestNewLink(work.actor, proof))
    return sendLink(work, proof.organisationId)
  },
})
