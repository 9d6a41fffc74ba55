import { command } from '#src/platform/commands/command.ts'
import { isStaffNow } from '../accounts/accounts-queries.ts'
import { noteSignedIn } from '../accounts/accounts-store.ts'
import { membershipEnded, roleGiven } from '../memberships/membership-events.ts'
import { settleArrival } from './arrivals-store.ts'
import { lockAccountOf } from './identities-store.ts'
import { identityConnected } from './identity-events.ts'
import { linkIdentity } from './link-identity.ts'
import { ArrivalInput, belong, liveArrival, lockPlaceOf } from './settle.ts'

/**
 * Connects a proven identity to the account that somebody is signed in to: two proofs in one browser, never a matching address.
 * Every address of the account is told. Refuses an identity that opens another account (`in-use`), one that opens this account
 * already (`connected`), and accounts of staff.
 */
export const connectArrival = command({
  name: 'access.connect-identity',
  input: ArrivalInput,
  refusals: ['not-live', 'in-use', 'connected', 'staff'],
  records: [identityConnected.name, roleGiven.name, membershipEnded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { codes, ...input }) {
    const accountId = actor.accountId ?? refuse('not-allowed', { reason: 'sign-in' })
    const arrival = (await liveArrival(tx, input, now)) ?? refuse('not-live')
    const at = await lockPlaceOf(tx, arrival, now)
    if (await isStaffNow(tx, accountId)) refuse('staff')
    const owner = await lockAccountOf(tx, arrival.identity)
    if (owner) refuse(owner.id === accountId ? 'connected' : 'in-use')
    const { identity, door } = arrival
    const because = 'connected-when-signed-in'
    const linked = (await linkIdentity(tx, { accountId, identity, door, because, now, baseUrl })) ?? refuse('in-use')
    const { actingFor, events, send } = await belong(tx, { arrival, accountId, at, codes, now, baseUrl })
    await settleArrival(tx, arrival.id, now)
    await noteSignedIn(tx, accountId, now)
    return {
      value: { accountId, actingFor },
      events: [...linked.events, ...events],
      send: [...linked.send, ...send],
    }
  },
})
