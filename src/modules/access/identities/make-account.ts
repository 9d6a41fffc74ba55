import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { accountCreated, signedIn } from '../access-events.ts'
import { accountAtAddress } from '../accounts/accounts-queries.ts'
import { insertAccount, noteSignedIn, verifyAddress } from '../accounts/accounts-store.ts'
import { roleGiven } from '../memberships/membership-events.ts'
import { lockAddress } from '../proofs/proofs-store.ts'
import { settleArrival } from './arrivals-store.ts'
import { lockAccountOf } from './identities-store.ts'
import { identityConnected } from './identity-events.ts'
import { rolesOfCodes } from './identity-rules.ts'
import { linkIdentity } from './link-identity.ts'
import { ArrivalInput, belong, liveArrival, lockPlaceOf } from './settle.ts'

/**
 * Makes an account for somebody whom a door vouches for and who has none. A teacher always may; somebody from DfE Sign-in when an
 * approver has given them a role at an organisation of ours. The address that the service vouches for is theirs when it is
 * nobody's yet; when it is somebody's, they must prove that they read it (`address-in-use`), for it does not say who they are.
 */
export const makeAccount = command({
  name: 'access.make-account',
  input: ArrivalInput.extend({ name: z.string().trim().min(1).max(200) }),
  refusals: ['not-live', 'known', 'address-in-use', 'no-address', 'no-role'],
  records: [accountCreated.name, identityConnected.name, signedIn.name, roleGiven.name],
  async run({ tx, now, baseUrl, refuse }, { codes, name, ...input }) {
    const arrival = (await liveArrival(tx, input, now)) ?? refuse('not-live')
    const { identity, door } = arrival
    const address = arrival.address ?? refuse('no-address')
    const at = await lockPlaceOf(tx, arrival, now)
    if (door === 'dfe-sign-in' && !isWelcome(at, codes)) refuse('no-role')
    await lockAddress(tx, address)
    if (await accountAtAddress(tx, address)) refuse('address-in-use')
    if (await lockAccountOf(tx, identity)) refuse('known')
    const accountId = await accountWith(tx, { name, address, verified: arrival.addressVerified, now })
    const linking = { accountId, identity, door, because: 'account-made', now, baseUrl } as const
    const linked = (await linkIdentity(tx, linking)) ?? refuse('known')
    const { actingFor, events, send } = await belong(tx, { arrival, accountId, at, codes, now, baseUrl })
    await settleArrival(tx, arrival.id, now)
    await noteSignedIn(tx, accountId, now)
    const account = [{ kind: 'account', id: accountId }] as const
    const made = [accountCreated.of(account, { name }), signedIn.of(account, { method: door })] as const
    return { value: { accountId, actingFor }, events: [...made, ...linked.events, ...events], send }
  },
})

const isWelcome = (at: unknown, codes: readonly string[] | null): boolean =>
  at !== null && rolesOfCodes(codes ?? []).length > 0

type Owner = {
  readonly name: string
  readonly address: string
  readonly verified: boolean
  readonly now: Temporal.Instant
}

/** A mailbox that the service has verified counts as read by its owner. */
async function accountWith(tx: Tx, { verified, ...owner }: Owner): Promise<string> {
  const accountId = await insertAccount(tx, owner)
  const own = verified ? await accountAtAddress(tx, owner.address) : null
  if (own) await verifyAddress(tx, own.addressId, owner.now)
  return accountId
}
