import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import type { ProvenIdentity } from '#src/platform/oidc/sign-in-port.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { accountWithAddresses, isStaffNow } from '../../accounts/accounts-queries.ts'
import { endDfeRoles } from '../../identities/end-dfe-roles.ts'
import { deleteIdentity, identitiesOfAccount, lockIdentitiesOf } from '../../identities/identities-store.ts'
import { identityDisconnected } from '../../identities/identity-events.ts'
import { keyOfIdentity } from '../../identities/identity-key.ts'
import { leavesAWayIn } from '../../identities/identity-rules.ts'
import { tellOwner } from '../../identities/link-identity.ts'
import { membershipEnded } from '../../memberships/membership-events.ts'

/**
 * Takes one way in away from one's own account, with the roles that rest on it, and signs every other browser out. Every address of
 * the account is told. Refuses the last way in, and accounts of staff, whose identities are given where the service is installed.
 */
export const disconnectIdentity = command({
  name: 'access.disconnect-identity',
  input: z.object({ key: z.string(), sessionId: z.uuid().nullable() }),
  refusals: ['last-way-in', 'staff'],
  records: [identityDisconnected.name, membershipEnded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { key, sessionId }) {
    const accountId = actor.accountId ?? refuse('not-allowed', { reason: 'sign-in' })
    if (await isStaffNow(tx, accountId)) refuse('staff')
    const isMeant = (one: ProvenIdentity) => keyOfIdentity(one) === key
    const meant = (await identitiesOfAccount(tx, accountId)).find(isMeant) ?? refuse('not-found')
    const { subject, door } = meant
    // Organisations are locked before accounts, here as everywhere.
    const ending = { accountId, subject, exceptSession: sessionId, now, baseUrl }
    const ended = door === 'dfe-sign-in' ? await endDfeRoles(tx, ending) : NOTHING
    const before = await lockIdentitiesOf(tx, accountId)
    const identity = before.find(isMeant) ?? refuse('not-found')
    const addresses = (await accountWithAddresses(tx, accountId))?.addresses.length ?? 0
    if (!leavesAWayIn({ identities: before.length, addresses })) refuse('last-way-in')
    await deleteIdentity(tx, identity)
    await endSessionsOf(tx, accountId, { because: 'a way to sign in was taken away', now, except: sessionId })
    const event = identityDisconnected.of([{ kind: 'account', id: accountId }], { door, because: 'removed' })
    const told = await tellOwner(tx, { accountId, door, now, baseUrl, change: 'disconnected' })
    return { value: { door }, events: [event, ...ended.events], send: [...told, ...ended.send] }
  },
})

const NOTHING = { events: [], send: [] } as const
