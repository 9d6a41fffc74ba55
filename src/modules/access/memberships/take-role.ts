import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { type OrganisationName, subjectOf } from '../emails/email-text.ts'
import { roleEndedEmail } from '../emails/membership-emails.ts'
import { membershipEnded } from './membership-events.ts'
import type { Ending } from './membership-rules.ts'
import type { Member } from './memberships-queries.ts'
import { endMembership } from './memberships-store.ts'

type Taking = {
  readonly member: Member
  readonly organisation: OrganisationName
  readonly because: Ending
  /** Who takes it, when an account does. */
  readonly by?: string | null
  /** The session that stays, of somebody who gives it up in their own. */
  readonly exceptSession?: string | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

export type Taken = { readonly events: readonly [AuditEvent]; readonly send: readonly OutgoingEmail[] }

/**
 * Ends one role, signs the person out everywhere and tells them. Call it under the organisation's lock, after the policy and
 * after `leavesSomebodyInCharge`.
 */
export async function takeRole(
  tx: Tx,
  { member, organisation, because, by = null, exceptSession = null, now, baseUrl }: Taking,
): Promise<Taken> {
  const { membershipId, accountId, role, name, address } = member
  await endMembership(tx, { membershipId, because, by, now })
  await endSessionsOf(tx, accountId, { because: 'access removed', now, except: exceptSession })
  const ended = membershipEnded.of([subjectOf(organisation), { kind: 'account', id: accountId }], {
    school: organisation.name,
    role,
    because,
  })
  const told = address
    ? [roleEndedEmail({ membershipId, accountId, to: address, name, organisation, role, baseUrl })]
    : []
  return { events: [ended], send: told }
}
