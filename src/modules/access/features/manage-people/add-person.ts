import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { accountCreated } from '../../access-events.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { giveRole } from '../../memberships/give-role.ts'
import { roleGiven } from '../../memberships/membership-events.ts'
import { GIVEN_ROLES, offeredRoles } from '../../memberships/membership-rules.ts'
import { placeById } from '../../memberships/place.ts'
import { demandInCharge } from '../../memberships/still-in-charge.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

/**
 * Gives somebody a role, besides any that they have. Whether the mailbox had an account before makes no difference that can be
 * seen. Refuses a role that the organisation has no use for, and one that the person has already.
 */
export const addPerson = command({
  name: 'access.add-person',
  input: z.object({
    organisationId: OrganisationId,
    name: z.string().min(1),
    address: z.string().min(3),
    role: z.enum(GIVEN_ROLES),
  }),
  refusals: ['no-longer-in-charge', 'not-offered', 'has-role'],
  records: [accountCreated.name, roleGiven.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, name, address, role }) {
    await lockOrganisation(tx, organisationId)
    const place = await placeById(tx, organisationId, now)
    if (!place) return refuse('not-found')
    await demandInCharge({ tx, actor, now, refuse }, place)
    if (!offeredRoles(place).includes(role)) refuse('not-offered')
    const because = actor.worksAt(organisationId) ? 'added' : 'by-staff'
    const grantedBy = actor.accountId
    const given = await giveRole(tx, { name, address, organisation: place, role, because, grantedBy, now, baseUrl })
    const [first, ...rest] = given.events
    if (!first) return refuse('has-role')
    return { value: { membershipId: given.membershipId }, events: [first, ...rest], send: given.send }
  },
})
