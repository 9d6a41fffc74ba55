import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { removalsSince } from '../../memberships/endings-queries.ts'
import { giveRole } from '../../memberships/give-role.ts'
import { roleGiven } from '../../memberships/membership-events.ts'
import { GIVEN_ROLES, undoableSince } from '../../memberships/membership-rules.ts'
import { placeById } from '../../memberships/place.ts'
import { demandInCharge } from '../../memberships/still-in-charge.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

/** Undoes a removal within seven days: the person has the role again and is told. Refuses what is over or has been undone. */
export const restorePerson = command({
  name: 'access.restore-person',
  input: z.object({ organisationId: OrganisationId, membershipId: z.uuid() }),
  refusals: ['no-longer-in-charge', 'not-undoable'],
  records: [roleGiven.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, membershipId }) {
    await lockOrganisation(tx, organisationId)
    const place = await placeById(tx, organisationId, now)
    if (!place) return refuse('not-found')
    await demandInCharge({ tx, actor, now, refuse }, place)
    const removals = await removalsSince(tx, { organisationId, since: undoableSince(now) })
    const removed = removals.find((one) => one.membershipId === membershipId)
    const role = GIVEN_ROLES.find((one) => one === removed?.role)
    if (!removed?.address || !role) return refuse('not-undoable')
    const { name, address } = removed
    const given = { organisation: place, role, because: 'restored', grantedBy: actor.accountId, now, baseUrl } as const
    const { events, send } = await giveRole(tx, { name, address, ...given })
    const [first, ...rest] = events
    return first ? { value: null, events: [first, ...rest], send } : refuse('not-undoable')
  },
})
