import type { MembershipRole } from '#src/kit/actor.ts'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import type { AuditEvent, Subject } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { type OrganisationName, subjectOf } from '../emails/email-text.ts'
import { membershipEnded, roleGiven } from '../memberships/membership-events.ts'
import type { Ending, Grant } from '../memberships/membership-rules.ts'
import { type Member, membersOf } from '../memberships/memberships-queries.ts'
import { endMembership, startMembership } from '../memberships/memberships-store.ts'

/** A role to give back: what somebody had, and until when. */
export type RoleToGive = {
  readonly accountId: string
  readonly name: string
  readonly role: MembershipRole
  readonly until: Temporal.Instant | null
  readonly invited: { readonly name: string; readonly address: string } | null
}

type Swap = {
  readonly school: OrganisationName
  readonly end: readonly Member[]
  readonly give: readonly RoleToGive[]
  readonly because: { readonly ended: Ending; readonly given: Grant }
  readonly by: string | null
  readonly now: Temporal.Instant
}

/**
 * Takes roles at a school and gives others in one step, and signs out everywhere whoever only loses, save whoever does it. What
 * somebody has already is not given again, nor what would have ended by now. Call it under the school's lock; the caller tells the people.
 */
export async function swapRoles(tx: Tx, { school, end, give, because, by, now }: Swap): Promise<readonly AuditEvent[]> {
  const organisationId = school.id
  for (const { membershipId } of end) await endMembership(tx, { membershipId, because: because.ended, by, now })
  const held = await membersOf(tx, organisationId)
  const due = give.filter(
    ({ accountId, role, until }) =>
      !held.some((member) => member.accountId === accountId && member.role === role) &&
      (until === null || Temporal.Instant.compare(now, until) < 0),
  )
  for (const { accountId, role, until, invited } of due) {
    const start = { accountId, organisationId, role, until, invited, because: because.given, grantedBy: by, now }
    await startMembership(tx, start)
  }
  const stays = new Set([by, ...due.map(({ accountId }) => accountId)])
  for (const accountId of new Set(end.map((member) => member.accountId))) {
    if (!stays.has(accountId)) await endSessionsOf(tx, accountId, { because: 'access removed', now })
  }
  return [
    ...end.map(({ accountId, role }) =>
      membershipEnded.of(about(school, accountId), { school: school.name, role, because: because.ended }),
    ),
    ...due.map(({ accountId, role, name, until }) =>
      roleGiven.of(about(school, accountId), {
        organisation: school.name,
        role,
        name,
        because: because.given,
        until: until && londonDate(until).toString(),
      }),
    ),
  ]
}

const about = (school: OrganisationName, id: string): readonly [Subject, Subject] => [
  subjectOf(school),
  { kind: 'account', id },
]
