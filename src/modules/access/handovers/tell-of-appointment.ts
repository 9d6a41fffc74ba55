import type { Subject } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { contactsOf } from '../../directory/public.ts'
import type { SchoolName } from '../emails/email-text.ts'
import { type Namer, nominatedEmail, nominationDoneEmail, replacedEmail } from '../emails/handover-emails.ts'
import type { Member } from '../memberships/memberships-queries.ts'
import { contactForNomination } from '../nominations/nomination-rules.ts'
import type { NominationProof } from '../proofs/proof.ts'
import { folded } from '../proofs/proof-rules.ts'
import type { Appointer, Appointment } from './appoint-tutor.ts'
import { OBJECTION_LIFE } from './handover-rules.ts'
import { insertMailedProofs } from './mailed-proofs-store.ts'

type Telling = {
  readonly appointment: Appointment
  readonly accountId: string
  readonly occasion: string
  readonly before: Member | null
  readonly handoverId: string | null
}

/**
 * Tells the nominee; who was replaced, with a link to object; and the school's mailboxes, with such a link when somebody was
 * replaced. Nobody gets two messages: a head who names themselves is told once.
 */
export async function tellOfAppointment(tx: Tx, telling: Telling): Promise<readonly OutgoingEmail[]> {
  const { appointment, accountId, before, handoverId } = telling
  const { school, name, address, by } = appointment
  const about = subjectsOf(telling)
  const nominee = nominatedEmail({
    ...toldOf(telling),
    to: address,
    name,
    about: [{ kind: 'account', id: accountId }, ...about],
  })
  const known = [address, ...(before?.address ? [before.address] : [])]
  const mailboxes = await mailboxesOf(tx, school, by, known)
  if (before && handoverId !== null) {
    return [nominee, ...(await whoMayObject(tx, { ...telling, before, handoverId }, mailboxes))]
  }
  const done = mailboxes.map((to, position) =>
    nominationDoneEmail({ ...toldOf(telling), to, nominee: name, objection: null, position, about }),
  )
  return [nominee, ...done]
}

type Replacing = Telling & { readonly before: Member; readonly handoverId: string }

/** The messages with a link to object: to who was replaced, and to the mailboxes. */
async function whoMayObject(tx: Tx, telling: Replacing, mailboxes: readonly string[]) {
  const { appointment, before, handoverId } = telling
  const { name, address, by, keeps, now } = appointment
  const until = now.add(OBJECTION_LIFE)
  const link = { purpose: 'object-to-handover', aboutId: handoverId, expiresAt: until, now } as const
  const reachable = before.address !== null && folded(before.address) !== folded(address) ? [before.address] : []
  const proofs = await insertMailedProofs(tx, [
    ...reachable.map((to) => ({ ...link, address: to, accountId: before.accountId })),
    ...mailboxes.map((to) => ({ ...link, address: to, accountId: null })),
  ])
  const about = subjectsOf(telling)
  const own = by.kind === 'handed-over' && by.accountId === before.accountId
  return proofs.map(({ address: to, accountId, token }, at) => {
    const objection = { token, until }
    const told = { ...toldOf(telling), to, objection }
    return accountId
      ? replacedEmail({ ...told, name: before.name, keeps, own, about: [{ kind: 'account', id: accountId }, ...about] })
      : nominationDoneEmail({ ...told, nominee: name, position: at - reachable.length, about })
  })
}

const toldOf = ({ occasion, appointment: { school, by, baseUrl } }: Telling) => ({
  occasion,
  school,
  by: namerOf(by),
  baseUrl,
})

const namerOf = (by: Appointer): Namer =>
  by.kind === 'handed-over' ? { kind: by.kind, name: by.name } : { kind: by.kind }

function subjectsOf({ appointment: { school, by }, handoverId }: Telling): readonly [Subject, ...Subject[]] {
  return [
    { kind: 'school', id: school.id },
    ...(by.kind === 'nominated' ? [{ kind: 'proof', id: by.proof.id } as const] : []),
    ...(handoverId ? [{ kind: 'handover', id: handoverId } as const] : []),
  ]
}

/** Where the school reads: the mailbox of the link, unless it went by post, and its contact. Without those told anyhow. */
async function mailboxesOf(
  tx: Tx,
  school: SchoolName,
  by: Appointer,
  known: readonly string[],
): Promise<readonly string[]> {
  const contact = contactForNomination(await contactsOf(tx, school.id))
  const all = [...(by.kind === 'nominated' ? mailboxOf(by.proof) : []), ...(contact ? [contact.address] : [])]
  const toldAnyhow = new Set(known.map(folded))
  return [...new Map(all.map((address) => [folded(address), address])).entries()]
    .filter(([key]) => !toldAnyhow.has(key))
    .map(([, address]) => address)
}

const mailboxOf = ({ channel, address }: NominationProof): readonly string[] => (channel === 'letter' ? [] : [address])
