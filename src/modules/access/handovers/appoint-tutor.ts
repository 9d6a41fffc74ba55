import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { AuditEvent, Subject } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { newId } from '#src/platform/ids.ts'
import { accountCreated, inductionTutorConfirmed, inductionTutorNominated } from '../access-events.ts'
import { accountAtAddress } from '../accounts/accounts-queries.ts'
import { insertAccount } from '../accounts/accounts-store.ts'
import type { SchoolName } from '../emails/email-text.ts'
import { type Member, membersOf } from '../memberships/memberships-queries.ts'
import { startMembership } from '../memberships/memberships-store.ts'
import type { NominationProof } from '../proofs/proof.ts'
import { lockAddress } from '../proofs/proofs-store.ts'
import { tutorHandedOver, tutorReplacedByStaff } from './handover-events.ts'
import type { Keeps } from './handover-rules.ts'
import { insertHandover } from './handovers-store.ts'
import { stepDown } from './step-down.ts'
import { tellOfAppointment } from './tell-of-appointment.ts'

/** Who names the tutor, and by which right: the link in the school's mailbox, somebody at the school or its trust, or staff. */
export type Appointer =
  | { readonly kind: 'nominated'; readonly proof: NominationProof }
  | { readonly kind: 'handed-over'; readonly accountId: string; readonly name: string }
  | { readonly kind: 'by-staff'; readonly accountId: string; readonly reason: string }

export type Appointment = {
  readonly school: SchoolName
  readonly name: string
  readonly address: string
  readonly by: Appointer
  /** What the one before keeps at the school. */
  readonly keeps: Keeps
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

type Appointed = {
  readonly accountId: string
  /** Null when nobody was replaced. */
  readonly handoverId: string | null
  readonly events: readonly [AuditEvent, ...AuditEvent[]]
  readonly send: readonly OutgoingEmail[]
}

/**
 * The one way in which a school's named tutor changes. Makes the account at the address the induction tutor, whatever it is called
 * and whether or not it was there before: the answer to whoever names them is the same. The one before keeps what was agreed, and
 * everybody concerned is told; who was replaced and the school's contact can object.
 * Call it under the school's lock and after the policy; `memberships_one_tutor` is the last guard.
 */
export async function appointTutor(tx: Tx, appointment: Appointment): Promise<Appointed> {
  const { school, name, address, now } = appointment
  await lockAddress(tx, address)
  const known = await accountAtAddress(tx, address)
  const accountId = known?.id ?? (await insertAccount(tx, { name, address, now }))
  const made = known ? [] : [accountCreated.of([{ kind: 'account', id: accountId }], { name })]
  const members = await membersOf(tx, school.id)
  const before = members.find(({ role }) => role === 'induction-tutor') ?? null
  if (before?.accountId === accountId) return confirmed(tx, appointment, accountId)
  const left = before ? await stepDown(tx, { appointment, before, members }) : null
  const membershipId = await startMembership(tx, {
    accountId,
    organisationId: school.id,
    role: 'induction-tutor',
    because: appointment.by.kind,
    grantedBy: doneBy(appointment),
    invited: known ? { name, address } : null,
    now,
  })
  const handoverId = before && left ? await noted(tx, { appointment, before, accountId, left, membershipId }) : null
  const told = await tellOfAppointment(tx, {
    appointment,
    accountId,
    occasion: occasionOf(appointment),
    before,
    handoverId,
  })
  return {
    accountId,
    handoverId,
    events: [appointedEvent({ appointment, accountId, before, handoverId }), ...made, ...(left?.events ?? [])],
    send: told,
  }
}

/** Naming the tutor whom the school already has changes nothing, but reminds them how to sign in. */
async function confirmed(tx: Tx, appointment: Appointment, accountId: string): Promise<Appointed> {
  const { school, address } = appointment
  const event = inductionTutorConfirmed.of(aboutTutor({ appointment, accountId }), {
    school: school.name,
    address: maskedAddress(address),
  })
  const occasion = occasionOf(appointment)
  const send = await tellOfAppointment(tx, { appointment, accountId, occasion, before: null, handoverId: null })
  return { accountId, handoverId: null, events: [event], send }
}

type Noted = {
  readonly appointment: Appointment
  readonly before: Member
  readonly accountId: string
  readonly left: { readonly ended: readonly string[]; readonly started: readonly string[] }
  readonly membershipId: string
}

const noted = (tx: Tx, { appointment, before, accountId, left, membershipId }: Noted): Promise<string> =>
  insertHandover(tx, {
    organisationId: appointment.school.id,
    kind: appointment.by.kind,
    fromAccountId: before.accountId,
    toAccountId: accountId,
    overlapUntil: appointment.keeps.access === 'nothing' ? null : appointment.keeps.until,
    doneBy: doneBy(appointment),
    membershipsEnded: left.ended,
    membershipsStarted: [...left.started, membershipId],
    now: appointment.now,
  })

type Named = {
  readonly appointment: Appointment
  readonly accountId: string
  readonly before?: Member | null
  readonly handoverId?: string | null
}

function appointedEvent({ appointment, accountId, before = null, handoverId = null }: Named): AuditEvent {
  const { school, name, address, by, keeps } = appointment
  const about = aboutTutor({ appointment, accountId, before, handoverId })
  const tutor = { before: before?.accountId ?? null, after: accountId }
  const named = { school: school.name, name, address: maskedAddress(address), tutor }
  if (by.kind === 'nominated') return inductionTutorNominated.of(about, named)
  if (by.kind === 'by-staff') return tutorReplacedByStaff.of(about, { ...named, reason: by.reason })
  const until = keeps.access === 'nothing' ? null : keeps.until
  return tutorHandedOver.of(about, {
    ...named,
    by: by.name,
    keeps: keeps.access,
    until: until && londonDate(until).toString(),
  })
}

function aboutTutor({ appointment, accountId, handoverId = null }: Named): readonly [Subject, ...Subject[]] {
  const { school, by } = appointment
  const also: Subject[] = [
    ...(by.kind === 'nominated' ? [{ kind: 'proof', id: by.proof.id } as const] : []),
    ...(handoverId ? [{ kind: 'handover', id: handoverId } as const] : []),
  ]
  return [{ kind: 'school', id: school.id }, { kind: 'account', id: accountId }, ...also]
}

const doneBy = ({ by }: Appointment): string | null => (by.kind === 'nominated' ? null : by.accountId)

/** What the messages are about: the link that was used, or this one change. */
const occasionOf = ({ by }: Appointment): string => (by.kind === 'nominated' ? by.proof.id : newId<string>())
