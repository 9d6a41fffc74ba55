import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { contactsOf } from '../../../directory/public.ts'
import { nominationLinkSent } from '../../access-events.ts'
import { nominationPolicy } from '../../access-policy.ts'
import { sameMailbox } from '../../nominations/nomination-rules.ts'
import { eligibleSchool, LINK_REFUSALS, respectSchoolLimits, sendLinkTo } from '../../nominations/send-link.ts'
import { ProofId } from '../../proofs/proof.ts'
import { lockNominationProof } from '../../proofs/proofs-store.ts'

/**
 * Sends a new link for whoever holds one that no longer works: to the mailbox that theirs went to, while that is one of the
 * school's or staff have checked it, else to the school's contact. Refuses as sending a link does. The holder chooses nothing.
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
    const school = await eligibleSchool(work, proof.organisationId)
    const target = sameMailbox(proof, await contactsOf(work.tx, school.id))
    if (!target) return work.refuse('no-contact')
    await respectSchoolLimits(work, school.id)
    return sendLinkTo(work, { school, ...target, linkRequestId: proof.linkRequestId })
  },
})
