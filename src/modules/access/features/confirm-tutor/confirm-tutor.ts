import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { confirmationAnswered } from '../../confirmations/confirmation-events.ts'
import { confirmationPolicy } from '../../confirmations/confirmation-policy.ts'
import { answerQuestions, type OpenQuestion, openQuestionOf } from '../../confirmations/confirmations-store.ts'
import { lockLinkedQuestion } from '../../confirmations/lock-question.ts'
import { revokeMailedProofs, useMailedProof } from '../../handovers/mailed-proofs-store.ts'
import { tutorOf } from '../../memberships/memberships-queries.ts'
import { schoolStanding } from '../../nominations/school-standing-queries.ts'
import { ProofId } from '../../proofs/proof.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

const ByLink = z.object({ by: z.literal('link'), proofId: ProofId })
const ByAccount = z.object({ by: z.literal('account'), organisationId: OrganisationId })

/**
 * "The induction tutor is still right": by the link to the tutor or the contact, or by the tutor or an administrator who is signed
 * in. Answers every open question about this tutor. Refuses a link that is not live (with `state`), a question that was answered
 * (`answered`), and a tutor who has changed since (`tutor-changed`).
 */
export const confirmTutor = command({
  name: 'access.confirm-tutor',
  input: z.discriminatedUnion('by', [ByLink, ByAccount]),
  refusals: ['link-not-live', 'answered', 'tutor-changed'],
  records: [confirmationAnswered.name],
  async run({ tx, actor, now, refuse }, input) {
    if (input.by === 'link') {
      const { proof, question } = await lockLinkedQuestion({ tx, actor, now, refuse }, input.proofId)
      await useMailedProof(tx, proof, now)
      return confirmed(tx, { question, by: proof.accountId ? 'tutor' : 'contact', now })
    }
    const { organisationId } = input
    await lockOrganisation(tx, organisationId)
    demand(confirmationPolicy.answer(actor, { organisationId }))
    const [question, tutor] = [await openQuestionOf(tx, organisationId), await tutorOf(tx, organisationId)]
    if (!question) return refuse('answered')
    if (!tutor || tutor.membershipId !== question.membershipId) return refuse('tutor-changed')
    await revokeMailedProofs(tx, { purpose: 'confirm-tutor', aboutId: question.id, now })
    return confirmed(tx, { question, by: tutor.accountId === actor.accountId ? 'tutor' : 'administrator', now })
  },
})

type Confirmed = {
  readonly question: OpenQuestion
  readonly by: 'tutor' | 'contact' | 'administrator'
  readonly now: Temporal.Instant
}

async function confirmed(tx: Tx, { question, by, now }: Confirmed) {
  const { membershipId, organisationId } = question
  await answerQuestions(tx, { membershipId, answer: 'still-right', by, now })
  const standing = await schoolStanding(tx, organisationId, londonDate(now))
  const event = confirmationAnswered.of([{ kind: 'school', id: organisationId }], {
    school: standing?.school.name ?? '',
    answer: 'still-right',
    by,
  })
  return { value: null, events: [event] as const }
}
