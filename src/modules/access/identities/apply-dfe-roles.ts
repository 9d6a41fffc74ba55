import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { accountWithAddresses } from '../accounts/accounts-queries.ts'
import type { OrganisationName } from '../emails/email-text.ts'
import { giveRoleToAccount } from '../memberships/give-role.ts'
import { membersOf } from '../memberships/memberships-queries.ts'
import { takeRole } from '../memberships/take-role.ts'
import { dfeRolesAt, recordConfirmed } from './dfe-roles-store.ts'
import type { DfeRole } from './identity-rules.ts'

type Applying = {
  readonly accountId: string
  readonly subject: string
  /** Our organisation, locked, and DfE Sign-in's own id of it. */
  readonly organisation: OrganisationName
  readonly reference: string
  /** Everything that DfE Sign-in gives them here now. None takes away what it gave. */
  readonly roles: readonly DfeRole[]
  readonly exceptSession?: string | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

export type Applied = {
  readonly events: readonly AuditEvent[]
  readonly send: readonly OutgoingEmail[]
  /** Whether they have any role at the organisation now, whoever gave it. */
  readonly belongs: boolean
}

/**
 * Makes what somebody has from DfE Sign-in at one organisation what it says now: gives, confirms and takes. Roles that others gave
 * stay as they are. The last administrator's role ends too: the approver who gave it has taken it away, and can name another.
 */
export async function applyDfeRoles(tx: Tx, applying: Applying): Promise<Applied> {
  const { accountId, organisation, roles, exceptSession = null, now, baseUrl } = applying
  const given = await giveAll(tx, applying)
  const held = await dfeRolesAt(tx, accountId, organisation.id)
  const kept = held.filter(({ role }) => roles.some((wanted) => wanted === role))
  for (const { membershipId } of kept) await recordConfirmed(tx, said(applying, membershipId))
  const ending = new Set(held.filter((role) => !kept.includes(role)).map(({ membershipId }) => membershipId))
  const members = await membersOf(tx, organisation.id)
  const taken = []
  for (const member of members.filter(({ membershipId }) => ending.has(membershipId))) {
    taken.push(await takeRole(tx, { member, organisation, because: 'dfe-sign-in', exceptSession, now, baseUrl }))
  }
  return {
    events: [...given, ...taken].flatMap(({ events }) => events),
    send: [...given, ...taken].flatMap(({ send }) => send),
    belongs: members.some((member) => member.accountId === accountId && !ending.has(member.membershipId)),
  }
}

async function giveAll(tx: Tx, applying: Applying) {
  const { accountId, organisation, roles, now, baseUrl } = applying
  const found = roles.length > 0 ? await accountWithAddresses(tx, accountId) : null
  if (!found) return []
  const { name } = found.account
  const common = { accountId, name, ownName: name, invited: null, grantedBy: null, organisation, now, baseUrl } as const
  const address = found.addresses[0]?.address ?? ''
  const gifts = []
  for (const role of roles) {
    const gift = await giveRoleToAccount(tx, { ...common, address, role, because: 'dfe-sign-in' })
    if (gift.membershipId) await recordConfirmed(tx, said(applying, gift.membershipId))
    gifts.push(gift)
  }
  return gifts
}

const said = ({ subject, reference, now }: Applying, membershipId: string) => ({
  membershipId,
  subject,
  organisation: reference,
  now,
})
