import type { MembershipRole } from '#src/kit/actor.ts'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { accountCreated } from '../access-events.ts'
import { accountAtAddress } from '../accounts/accounts-queries.ts'
import { insertAccount } from '../accounts/accounts-store.ts'
import { type OrganisationName, subjectOf } from '../emails/email-text.ts'
import { roleGivenEmail } from '../emails/membership-emails.ts'
import { lockAddress } from '../proofs/proofs-store.ts'
import { roleGiven } from './membership-events.ts'
import type { Grant } from './membership-rules.ts'
import { membersOf } from './memberships-queries.ts'
import { startMembership } from './memberships-store.ts'

type Giving = {
  readonly name: string
  readonly address: string
  readonly organisation: OrganisationName
  /** The induction tutor is appointed, not given: there is only one. */
  readonly role: Exclude<MembershipRole, 'induction-tutor'>
  readonly because: Grant
  readonly grantedBy: string | null
  readonly until?: Temporal.Instant | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

export type Given = {
  readonly accountId: string
  /** Null when the person has the role already: then nothing has changed. */
  readonly membershipId: string | null
  readonly events: readonly AuditEvent[]
  readonly send: readonly OutgoingEmail[]
}

/**
 * Gives a role to whoever reads the mailbox: the account that it belongs to, whatever it is called, or a new one. The person is
 * told by e-mail. Call it under the organisation's lock and after the policy.
 */
export async function giveRole(tx: Tx, giving: Giving): Promise<Given> {
  const { name, address, now } = giving
  await lockAddress(tx, address)
  const known = await accountAtAddress(tx, address)
  const accountId = known?.id ?? (await insertAccount(tx, { name, address, now }))
  // Adding somebody must not tell what their account is called: what was typed is shown until they come.
  const invited = known ? { name, address } : null
  const given = await giveRoleToAccount(tx, { ...giving, accountId, invited, ownName: known?.name ?? name })
  const made = known ? [] : [accountCreated.of([{ kind: 'account', id: accountId }], { name })]
  return { ...given, events: [...made, ...given.events] }
}

type GivingToAccount = Giving & {
  readonly accountId: string
  /** What the account itself is called, for the message to it. */
  readonly ownName: string
  readonly invited: { readonly name: string; readonly address: string } | null
}

/** Gives a role to an account that is known by something else than a mailbox. The same conditions. */
export async function giveRoleToAccount(tx: Tx, giving: GivingToAccount): Promise<Given> {
  const { accountId, ownName, invited, name, address, organisation, role, because, now, baseUrl } = giving
  const { grantedBy, until = null } = giving
  const held = await membersOf(tx, organisation.id)
  if (held.some((member) => member.accountId === accountId && member.role === role)) {
    return { accountId, membershipId: null, events: [], send: [] }
  }
  const start = { accountId, organisationId: organisation.id, role, because, grantedBy, until, invited, now }
  const membershipId = await startMembership(tx, start)
  const account = { kind: 'account', id: accountId } as const
  const given = roleGiven.of([subjectOf(organisation), account], {
    organisation: organisation.name,
    role,
    name,
    because,
    until: until && londonDate(until).toString(),
  })
  const told = { membershipId, accountId, to: address, name: ownName, organisation, role, baseUrl }
  return { accountId, membershipId, events: [given], send: [roleGivenEmail(told)] }
}
