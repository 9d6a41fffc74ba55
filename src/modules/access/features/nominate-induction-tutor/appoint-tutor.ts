import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent, Subject } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import {
  accountCreated,
  inductionTutorConfirmed,
  inductionTutorNominated,
  membershipEnded,
} from '../../access-events.ts'
import { accountAtAddress } from '../../accounts-queries.ts'
import { insertAccount } from '../../accounts-store.ts'
import { nominatedEmail, nominationDoneEmail, replacedEmail, type SchoolName } from '../../emails.ts'
import { type Member, tutorOf } from '../../memberships-queries.ts'
import { endMembership, startMembership } from '../../memberships-store.ts'
import type { NominationProof } from '../../proof.ts'
import { folded } from '../../proof-rules.ts'
import { lockAddress } from '../../proofs-store.ts'

export type Appointment = {
  readonly proof: NominationProof
  readonly school: SchoolName
  readonly name: string
  readonly address: string
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

type Appointed = Told & { readonly accountId: string }

type Told = { readonly events: readonly AuditEvent[]; readonly send: readonly OutgoingEmail[] }

/**
 * Makes the account at the address the school's induction tutor, whatever it is called and whether or not it was there before:
 * the answer to whoever nominates is the same. Ends the membership of the one before and tells everybody concerned.
 * Call it under the school's lock; `memberships_one_tutor` is the last guard.
 */
export async function appointTutor(tx: Tx, appointment: Appointment): Promise<Appointed> {
  const { proof, school, name, address, now } = appointment
  await lockAddress(tx, address)
  const known = await accountAtAddress(tx, address)
  const accountId = known?.id ?? (await insertAccount(tx, { name, address, now }))
  const made = known ? [] : [accountCreated.of([{ kind: 'account', id: accountId }], { name })]
  const before = await tutorOf(tx, school.id)
  if (before?.accountId === accountId) return { accountId, ...confirmed(appointment, accountId) }
  const left = before ? await replace(tx, before, appointment) : NOTHING
  await startMembership(tx, { accountId, organisationId: school.id, role: 'induction-tutor', now })
  const nominated = inductionTutorNominated.of(aboutTutor(accountId, proof), {
    school: school.name,
    name,
    address: maskedAddress(address),
    tutor: { before: before?.accountId ?? null, after: accountId },
  })
  return {
    accountId,
    events: [...made, ...left.events, nominated],
    send: [...left.send, ...news(appointment, accountId, before !== null)],
  }
}

const NOTHING: Told = { events: [], send: [] }

/** Naming the tutor whom the school already has changes nothing, but reminds them how to sign in. */
const confirmed = (appointment: Appointment, accountId: string): Told => ({
  events: [
    inductionTutorConfirmed.of(aboutTutor(accountId, appointment.proof), {
      school: appointment.school.name,
      address: maskedAddress(appointment.address),
    }),
  ],
  send: news(appointment, accountId, false),
})

async function replace(tx: Tx, before: Member, { proof, school, now, baseUrl }: Appointment): Promise<Told> {
  await endMembership(tx, { membershipId: before.membershipId, because: 'replaced', now })
  const { accountId, name, address, role } = before
  return {
    events: [membershipEnded.of(aboutTutor(accountId, proof), { school: school.name, role, because: 'replaced' })],
    send: address ? [replacedEmail({ proofId: proof.id, to: address, accountId, name, school, baseUrl })] : [],
  }
}

/** To the nominee, and to the school's mailbox unless that is the nominee's own. */
function news({ proof, school, name, address, baseUrl }: Appointment, accountId: string, replaced: boolean) {
  const proofId = proof.id
  const nominee = nominatedEmail({ proofId, to: address, accountId, name, school, baseUrl })
  const contact = nominationDoneEmail({ proofId, to: proof.address, school, nominee: name, replaced, baseUrl })
  return folded(proof.address) === folded(address) ? [nominee] : [nominee, contact]
}

const aboutTutor = (accountId: string, proof: NominationProof): readonly [Subject, ...Subject[]] => [
  { kind: 'school', id: proof.organisationId },
  { kind: 'account', id: accountId },
  { kind: 'proof', id: proof.id },
]
