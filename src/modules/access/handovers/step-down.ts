import type { Temporal } from '#src/kit/dates.ts'
import { londonDate } from '#src/kit/dates.ts'
import type { AuditEvent, Subject } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import type { ConfirmedBy } from '../confirmations/confirmation.ts'
import { answerQuestions } from '../confirmations/confirmations-store.ts'
import { membershipEnded, roleGiven } from '../memberships/membership-events.ts'
import type { Ending } from '../memberships/membership-rules.ts'
import type { Member } from '../memberships/memberships-queries.ts'
import { endMembership, startMembership } from '../memberships/memberships-store.ts'
import type { Appointment } from './appoint-tutor.ts'

type SteppingDown = {
  readonly appointment: Appointment
  readonly before: Member
  readonly members: readonly Member[]
}

type SteppedDown = {
  readonly ended: readonly string[]
  readonly started: readonly string[]
  readonly events: readonly AuditEvent[]
}

const ENDING = {
  nominated: 'replaced',
  'handed-over': 'handed-over',
  'by-staff': 'by-staff',
} as const satisfies Record<Appointment['by']['kind'], Ending>

/**
 * Ends what the tutor before has at the school: the tutor's role, and every other unless they stay as administrator, for good or
 * until a day. They are signed out everywhere, unless it was they who handed over: they are about to read what was done.
 */
export async function stepDown(tx: Tx, { appointment, before, members }: SteppingDown): Promise<SteppedDown> {
  const { school, by, keeps, now } = appointment
  const own = members.filter(({ accountId }) => accountId === before.accountId)
  const administrator = own.find(({ role }) => role === 'administrator')
  const until = keeps.access === 'nothing' ? null : keeps.until
  // An administrator without an end who is to leave on a day gets an end; one who stays for good stays as they are.
  const renewed = keeps.access === 'administrator' && (!administrator || until !== null)
  const ending = own.filter(
    ({ role }) => role === 'induction-tutor' || keeps.access === 'nothing' || (role === 'administrator' && renewed),
  )
  const byAccount = by.kind === 'nominated' ? null : by.accountId
  const because = ENDING[by.kind]
  for (const { membershipId } of ending) await endMembership(tx, { membershipId, because, by: byAccount, now })
  const started = renewed ? [await stayOn(tx, { appointment, before, until, byAccount })] : []
  if (byAccount !== before.accountId) await endSessionsOf(tx, before.accountId, { because: 'access removed', now })
  const answered = { answer: 'somebody-else', by: answererOf(appointment, before), now } as const
  await answerQuestions(tx, { membershipId: before.membershipId, ...answered })
  const about: readonly [Subject, Subject] = [
    { kind: 'school', id: school.id },
    { kind: 'account', id: before.accountId },
  ]
  const stays = roleGiven.of(about, {
    organisation: school.name,
    role: 'administrator',
    name: before.name,
    because: 'handed-over',
    until: until && londonDate(until).toString(),
  })
  return {
    ended: ending.map(({ membershipId }) => membershipId),
    started,
    events: [
      ...ending.map(({ role }) => membershipEnded.of(about, { school: school.name, role, because })),
      ...(renewed ? [stays] : []),
    ],
  }
}

type StayingOn = {
  readonly appointment: Appointment
  readonly before: Member
  readonly until: Temporal.Instant | null
  readonly byAccount: string | null
}

const stayOn = (tx: Tx, { appointment, before, until, byAccount }: StayingOn): Promise<string> =>
  startMembership(tx, {
    accountId: before.accountId,
    organisationId: appointment.school.id,
    role: 'administrator',
    because: 'handed-over',
    grantedBy: byAccount,
    until,
    now: appointment.now,
  })

/** Naming somebody else answers whether the tutor is still right. */
function answererOf({ by }: Appointment, before: Member): ConfirmedBy {
  if (by.kind === 'nominated') return 'contact'
  if (by.kind === 'by-staff') return 'staff'
  return by.accountId === before.accountId ? 'tutor' : 'administrator'
}
