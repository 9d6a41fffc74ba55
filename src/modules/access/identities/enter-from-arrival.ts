import { command } from '#src/platform/commands/command.ts'
import { signedIn } from '../access-events.ts'
import { isStaffNow } from '../accounts/accounts-queries.ts'
import { noteSignedIn } from '../accounts/accounts-store.ts'
import { membershipEnded, roleGiven } from '../memberships/membership-events.ts'
import { settleArrival } from './arrivals-store.ts'
import { lockAccountOf } from './identities-store.ts'
import { ArrivalInput, belong, liveArrival, lockPlaceOf } from './settle.ts'

/**
 * Lets in whoever's identity opens an account, by issuer and subject and never by e-mail address, with the roles that DfE Sign-in
 * gives them now. Refuses identities that open none (`unknown`), disabled accounts, and accounts of staff, who have a door of
 * their own.
 */
export const enterFromArrival = command({
  name: 'access.enter-from-arrival',
  input: ArrivalInput,
  refusals: ['not-live', 'unknown', 'no-access', 'staff'],
  records: [signedIn.name, roleGiven.name, membershipEnded.name],
  async run({ tx, now, baseUrl, refuse }, { codes, ...input }) {
    const arrival = (await liveArrival(tx, input, now)) ?? refuse('not-live')
    const at = await lockPlaceOf(tx, arrival, now)
    const account = (await lockAccountOf(tx, arrival.identity)) ?? refuse('unknown')
    if (account.disabledAt) refuse('no-access')
    if (await isStaffNow(tx, account.id)) refuse('staff')
    const { actingFor, events, send } = await belong(tx, { arrival, accountId: account.id, at, codes, now, baseUrl })
    await settleArrival(tx, arrival.id, now)
    await noteSignedIn(tx, account.id, now)
    const event = signedIn.of([{ kind: 'account', id: account.id }], { method: arrival.door })
    return { value: { accountId: account.id, actingFor }, events: [event, ...events], send }
  },
})
