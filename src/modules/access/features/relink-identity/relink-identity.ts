import { z } from 'zod'
import { allOf, demand, type Policy, when } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { accountAtAddress, isStaffNow } from '../../accounts/accounts-queries.ts'
import { endDfeRoles } from '../../identities/end-dfe-roles.ts'
import { deleteIdentity, identitiesOfAccount, lockIdentitiesOf } from '../../identities/identities-store.ts'
import { identityConnected, identityDisconnected } from '../../identities/identity-events.ts'
import { keyOfIdentity } from '../../identities/identity-key.ts'
import { linkIdentity, tellOwner } from '../../identities/link-identity.ts'
import { membershipEnded } from '../../memberships/membership-events.ts'
import { remedyPolicy, type Treated } from '../../remedies/remedy-policy.ts'

/** Who opens an account from now on is decided by support staff who have proved just now that it is them. */
export const mayRelink: Policy<Treated> = (actor, treated) =>
  allOf(remedyPolicy.treat(actor, treated), when(actor.isFresh, 'fresh-sign-in'))

/**
 * Moves one identity from an account to the one that an address belongs to, with a reason. Roles that rest on it end, both accounts
 * are signed out everywhere, and both owners are told. Done the other way round, it is its own undo. Never to or from staff.
 */
export const relinkIdentity = command({
  name: 'access.relink-identity',
  input: z.object({ accountId: z.uuid(), key: z.string(), address: z.email() }),
  refusals: ['no-reason', 'no-account', 'same-account', 'staff-account'],
  records: [identityDisconnected.name, identityConnected.name, membershipEnded.name],
  async run({ tx, actor, now, baseUrl, process, refuse }, { accountId, key, address }) {
    demand(mayRelink(actor, { accountId, isStaff: await isStaffNow(tx, accountId) }))
    if (process.reason === null) refuse('no-reason')
    const target = (await accountAtAddress(tx, address)) ?? refuse('no-account')
    if (target.id === accountId) refuse('same-account')
    if (target.isStaff) refuse('staff-account')
    demand(mayRelink(actor, { accountId: target.id, isStaff: target.isStaff }))
    const meant = { accountId, key }
    const seen = (await identityOf(tx, meant)) ?? refuse('not-found')
    // Organisations are locked before accounts, here as everywhere.
    const ended = await endDfeRoles(tx, { accountId, subject: seen.subject, now, baseUrl })
    const identity = (await lockBoth(tx, meant, target.id)) ?? refuse('not-found')
    const { door } = identity
    await deleteIdentity(tx, identity)
    const because = 'moved-by-staff'
    const linking = { accountId: target.id, identity, door, because, now, baseUrl } as const
    const linked = (await linkIdentity(tx, linking)) ?? refuse('not-found')
    for (const id of [accountId, target.id]) await endSessionsOf(tx, id, { because: 'ended by staff', now })
    const lost = identityDisconnected.of([{ kind: 'account', id: accountId }], { door, because })
    const told = await tellOwner(tx, { accountId, door, now, baseUrl, change: 'disconnected' })
    return {
      value: { toAccountId: target.id },
      events: [lost, ...linked.events, ...ended.events],
      send: [...told, ...linked.send, ...ended.send],
    }
  },
})

type Meant = { readonly accountId: string; readonly key: string }

const identityOf = async (tx: Tx, { accountId, key }: Meant) =>
  (await identitiesOfAccount(tx, accountId)).find((one) => keyOfIdentity(one) === key)

/** In the order of their ids: two who move in opposite directions at once wait for each other and never for ever. */
async function lockBoth(tx: Tx, meant: Meant, otherId: string) {
  for (const id of [meant.accountId, otherId].toSorted()) await lockIdentitiesOf(tx, id)
  return identityOf(tx, meant)
}
