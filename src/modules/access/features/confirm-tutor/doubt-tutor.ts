import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { contactsOf } from '../../../directory/public.ts'
import { confirmationAnswered, tutorSaysLeft } from '../../confirmations/confirmation-events.ts'
import { CONFIRM_LINK_LIFE } from '../../confirmations/confirmation-rules.ts'
import { markContactsAsked } from '../../confirmations/confirmations-store.ts'
import { lockLinkedQuestion } from '../../confirmations/lock-question.ts'
import { contactAskedEmail } from '../../emails/confirmation-emails.ts'
import { insertMailedProofs, isKnownToken } from '../../handovers/mailed-proofs-store.ts'
import { NOMINATION_LINK_LIFE } from '../../nominations/nomination-rules.ts'
import { schoolStanding } from '../../nominations/school-standing-queries.ts'
import { ProofId } from '../../proofs/proof.ts'
import { folded } from '../../proofs/proof-rules.ts'
import { insertNominationProof } from '../../proofs/proofs-store.ts'

const REFUSALS = ['link-not-live', 'answered', 'tutor-changed', 'contact-asked', 'no-contact', 'not-eligible'] as const

/**
 * The tutor says by their link that they have left and does not know who follows: the school's contact is asked at once.
 * Refuses as `confirmTutor` does, when the contact was asked before, and when the school has no other mailbox than the tutor's.
 */
export const reportTutorLeft = command({
  name: 'access.report-tutor-left',
  input: z.object({ proofId: ProofId }),
  refusals: REFUSALS,
  records: [tutorSaysLeft.name],
  async run({ tx, actor, now, baseUrl, refuse }, { proofId }) {
    const { proof, question, tutor } = await lockLinkedQuestion({ tx, actor, now, refuse }, proofId)
    if (question.contactAskedAt) refuse('contact-asked')
    const { school } = (await schoolStanding(tx, question.organisationId, londonDate(now))) ?? refuse('not-found')
    const contact = (await contactsOf(tx, school.id)).find(({ address }) => folded(address) !== folded(proof.address))
    if (!contact) return refuse('no-contact')
    const expiresAt = now.add(CONFIRM_LINK_LIFE)
    const link = { purpose: 'confirm-tutor', address: contact.address, accountId: null } as const
    const [made] = await insertMailedProofs(tx, [{ ...link, aboutId: question.id, expiresAt, now }])
    await markContactsAsked(tx, [question.id], now)
    const told = { confirmationId: question.id, to: contact.address, school, why: 'left', expiresAt, baseUrl } as const
    return {
      value: null,
      events: [
        tutorSaysLeft.of(
          [
            { kind: 'school', id: school.id },
            { kind: 'account', id: tutor.accountId },
          ],
          { school: school.name, asked: maskedAddress(contact.address) },
        ),
      ],
      send: made ? [contactAskedEmail({ ...told, token: made.token, tutor: tutor.name })] : [],
    }
  },
})

/**
 * The contact says by their link that somebody else is the induction tutor: they have read the school's mailbox, so they may name
 * them at once. `tokenHash` is of a nomination link that only the holder of this one can know. Refuses as `confirmTutor` does, the
 * tutor's own link (`not-allowed`), and a school that may not use the service.
 */
export const nameSomebodyElse = command({
  name: 'access.name-somebody-else',
  input: z.object({ proofId: ProofId, tokenHash: z.base64url() }),
  refusals: REFUSALS,
  records: [confirmationAnswered.name],
  async run({ tx, actor, now, refuse }, { proofId, tokenHash }) {
    const { proof, question } = await lockLinkedQuestion({ tx, actor, now, refuse }, proofId)
    if (proof.accountId !== null) refuse('not-allowed')
    const standing = (await schoolStanding(tx, question.organisationId, londonDate(now))) ?? refuse('not-found')
    if (!standing.eligible) refuse('not-eligible')
    const { school } = standing
    const hash = Buffer.from(tokenHash, 'base64url')
    if (!(await isKnownToken(tx, hash))) {
      await insertNominationProof(tx, {
        organisationId: school.id,
        address: proof.address,
        channel: 'main',
        linkRequestId: null,
        tokenHash: hash,
        now,
        expiresAt: now.add(NOMINATION_LINK_LIFE),
      })
    }
    const event = confirmationAnswered.of([{ kind: 'school', id: school.id }], {
      school: school.name,
      answer: 'somebody-else',
      by: 'contact',
    })
    return { value: null, events: [event] }
  },
})
