import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { contactAskedEmail, tutorAskedEmail, type WhyAsked } from '../emails/confirmation-emails.ts'
import { insertMailedProofs } from '../handovers/mailed-proofs-store.ts'
import type { AskableTutor } from './candidates-queries.ts'
import type { Cause } from './confirmation.ts'
import { confirmationAsked } from './confirmation-events.ts'
import { CONFIRM_LINK_LIFE } from './confirmation-rules.ts'

type Asking = {
  readonly id: string
  readonly tutor: AskableTutor
  readonly whom: 'tutor' | 'contact'
  readonly because: Cause
  readonly why: WhyAsked
}

type AskingPeople = {
  readonly questions: readonly Asking[]
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** Makes a link for each question, with its message and event. A question whose reader has no address is noted and sends nothing. */
export async function askPeople(tx: Tx, { questions, now, baseUrl }: AskingPeople) {
  const expiresAt = now.add(CONFIRM_LINK_LIFE)
  const reachable = questions.flatMap((asking) => {
    const to = asking.whom === 'tutor' ? asking.tutor.address : asking.tutor.contact
    return to === null ? [] : [{ asking, to }]
  })
  const proofs = await insertMailedProofs(
    tx,
    reachable.map(({ asking, to }) => ({
      purpose: 'confirm-tutor',
      address: to,
      accountId: asking.whom === 'tutor' ? asking.tutor.accountId : null,
      aboutId: asking.id,
      expiresAt,
      now,
    })),
  )
  const tokens = new Map(proofs.map(({ aboutId, token }) => [aboutId, token]))
  return {
    events: questions.map(eventOf),
    send: reachable.flatMap(({ asking, to }): OutgoingEmail[] => {
      const token = tokens.get(asking.id)
      if (token === undefined) return []
      const { tutor, why, id: confirmationId } = asking
      const school = { id: tutor.organisationId, name: tutor.schoolName, urn: tutor.urn }
      const asked = { confirmationId, to, school, token, why, expiresAt, baseUrl }
      return asking.whom === 'tutor'
        ? [tutorAskedEmail({ ...asked, accountId: tutor.accountId, name: tutor.name })]
        : [contactAskedEmail({ ...asked, tutor: tutor.name })]
    }),
  }
}

function eventOf({ tutor, whom, because }: Asking): AuditEvent {
  const to = whom === 'tutor' ? tutor.address : tutor.contact
  return confirmationAsked.of(
    [
      { kind: 'school', id: tutor.organisationId },
      { kind: 'account', id: tutor.accountId },
    ],
    { school: tutor.schoolName, because, whom, to: to === null ? 'who has no email address' : maskedAddress(to) },
  )
}
