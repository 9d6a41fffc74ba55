import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent, Subject } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { contactsOf } from '../../directory/public.ts'
import type { SchoolName } from '../emails/email-text.ts'
import { type Outcome, takenBackEmail } from '../emails/taken-back-emails.ts'
import { type Member, membersOf } from '../memberships/memberships-queries.ts'
import { contactForNomination } from '../nominations/nomination-rules.ts'
import { folded } from '../proofs/proof-rules.ts'
import { rolesIn } from './changed-memberships-queries.ts'
import type { Handover } from './handover.ts'
import type { HandoverWithPeople } from './handovers-queries.ts'
import { swapRoles } from './swap-roles.ts'

type TakingBack = {
  readonly handover: Handover
  /** The changes that came after it and fall with it, newest first. */
  readonly later: readonly Handover[]
  readonly school: SchoolName
  readonly by: string | null
  readonly now: Temporal.Instant
}

/**
 * Restores exactly what was before a change of tutor: what it and the changes after it gave is taken, what they took is given back.
 * Whoever is tutor now by another way makes room too. Call it under the school's lock and after the rule.
 */
export async function takeBack(
  tx: Tx,
  { handover, later, school, by, now }: TakingBack,
): Promise<readonly AuditEvent[]> {
  const changes = [handover, ...later]
  const given = new Set(changes.flatMap(({ membershipsStarted }) => membershipsStarted))
  const taken = changes.flatMap(({ membershipsEnded }) => membershipsEnded).filter((id) => !given.has(id))
  const members = await membersOf(tx, school.id)
  return swapRoles(tx, {
    school,
    end: members.filter(({ membershipId, role }) => given.has(membershipId) || role === 'induction-tutor'),
    give: await rolesIn(tx, taken),
    because: { ended: 'undone', given: 'restored' },
    by,
    now,
  })
}

type Reinstating = Omit<TakingBack, 'later'> & { readonly members: readonly Member[] }

/** Does once more what an objection had taken back: the same roles end and the same begin. */
export async function doAgain(
  tx: Tx,
  { handover, members, school, by, now }: Reinstating,
): Promise<readonly AuditEvent[]> {
  const taken = await rolesIn(tx, handover.membershipsEnded)
  return swapRoles(tx, {
    school,
    end: members.filter((member) =>
      taken.some(({ accountId, role }) => accountId === member.accountId && role === member.role),
    ),
    give: await rolesIn(tx, handover.membershipsStarted),
    because: { ended: 'by-staff', given: 'by-staff' },
    by,
    now,
  })
}

type Telling = {
  readonly change: HandoverWithPeople
  readonly outcome: Outcome
  readonly school: SchoolName
  readonly baseUrl: string
}

/** To both people and the school's mailbox: who is induction tutor from now on. */
export async function tellOfOutcome(
  tx: Tx,
  { change, outcome, school, baseUrl }: Telling,
): Promise<readonly OutgoingEmail[]> {
  const { handover, from, to } = change
  const tutor = outcome === 'reinstated' ? to : from
  const about: readonly [Subject, Subject] = [
    { kind: 'school', id: school.id },
    { kind: 'handover', id: handover.id },
  ]
  const told = { handoverId: handover.id, outcome, tutor: tutor.name, school, baseUrl }
  const people = [from, to].flatMap((person) =>
    person.address === null
      ? []
      : [
          takenBackEmail({
            ...told,
            to: person.address,
            name: person.name,
            isTutor: person === tutor,
            about: [{ kind: 'account', id: person.accountId }, ...about],
          }),
        ],
  )
  const contact = contactForNomination(await contactsOf(tx, school.id))
  const isPerson = [from, to].some(({ address }) => address && contact && folded(address) === folded(contact.address))
  if (!contact || isPerson) return people
  return [...people, takenBackEmail({ ...told, to: contact.address, name: null, isTutor: null, about })]
}
