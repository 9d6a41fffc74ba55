import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { subjectOf } from '../../emails/email-text.ts'
import { roleChangedEmail } from '../../emails/membership-emails.ts'
import { memberInQuestion } from '../../memberships/member-in-question.ts'
import { roleChanged } from '../../memberships/membership-events.ts'
import { GIVEN_ROLES, leavesSomebodyInCharge, offeredRoles } from '../../memberships/membership-rules.ts'
import { invitedIn } from '../../memberships/memberships-queries.ts'
import { endMembership, startMembership } from '../../memberships/memberships-store.ts'
import { placeById } from '../../memberships/place.ts'
import { demandInCharge } from '../../memberships/still-in-charge.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

/**
 * Gives somebody another role in place of the one that they have. They stay signed in: what they may do is read anew with every
 * page. Refuses for the induction tutor, who hands over, and when nobody would be left who can add people.
 */
export const changeRole = command({
  name: 'access.change-role',
  input: z.object({ organisationId: OrganisationId, membershipId: z.uuid(), role: z.enum(GIVEN_ROLES) }),
  refusals: ['no-longer-in-charge', 'already-ended', 'is-tutor', 'not-offered', 'has-role', 'last-in-charge'],
  records: [roleChanged.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, membershipId, role }) {
    await lockOrganisation(tx, organisationId)
    const place = await placeById(tx, organisationId, now)
    if (!place) return refuse('not-found')
    await demandInCharge({ tx, actor, now, refuse }, place)
    const { member, members } = await memberInQuestion({ tx, refuse }, place, membershipId)
    const { accountId, name, address } = member
    if (!offeredRoles(place).includes(role)) refuse('not-offered')
    if (members.some((one) => one.accountId === accountId && one.role === role)) refuse('has-role')
    const ending = new Set([membershipId])
    if (role !== 'administrator' && !leavesSomebodyInCharge(members, ending)) refuse('last-in-charge')
    const invited = await invitedIn(tx, membershipId)
    await endMembership(tx, { membershipId, because: 'role-changed', by: actor.accountId, now })
    const because = actor.worksAt(organisationId) ? 'added' : 'by-staff'
    const start = { accountId, organisationId, role, because, grantedBy: actor.accountId, invited, now } as const
    const started = await startMembership(tx, start)
    const before = member.role
    const changed = { organisation: place.name, name, role: { before, after: role } }
    const told = { membershipId: started, accountId, name, organisation: place, role, before, baseUrl }
    return {
      value: { membershipId: started },
      events: [roleChanged.of([subjectOf(place), { kind: 'account', id: accountId }], changed)],
      send: address ? [roleChangedEmail({ ...told, to: address })] : [],
    }
  },
})
