import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { DoorName, ProvenIdentity } from '#src/platform/oidc/sign-in-port.ts'
import { accountWithAddresses } from '../accounts/accounts-queries.ts'
import { identityConnectedEmail, identityDisconnectedEmail } from '../emails/identity-emails.ts'
import { insertIdentity } from './identities-store.ts'
import { identityConnected } from './identity-events.ts'

type Linking = {
  readonly accountId: string
  readonly identity: ProvenIdentity
  readonly door: DoorName
  readonly because: 'account-made' | 'connected-when-signed-in' | 'moved-by-staff'
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

export type Linked = { readonly events: readonly [AuditEvent]; readonly send: readonly OutgoingEmail[] }

/** Lets an identity open the account and tells its owner; null when it opens an account already. */
export async function linkIdentity(tx: Tx, linking: Linking): Promise<Linked | null> {
  const { accountId, identity, door, because, now, baseUrl } = linking
  if (!(await insertIdentity(tx, { ...identity, accountId, door, now }))) return null
  const event = identityConnected.of([{ kind: 'account', id: accountId }], { door, because })
  return { events: [event], send: await tellOwner(tx, { accountId, door, now, baseUrl, change: 'connected' }) }
}

type Telling = Pick<Linking, 'accountId' | 'door' | 'now' | 'baseUrl'> & {
  readonly change: 'connected' | 'disconnected'
}

/** To every address that is known to be theirs; to the one that they gave when none is. */
export async function tellOwner(tx: Tx, { accountId, door, now, baseUrl, change }: Telling) {
  const found = await accountWithAddresses(tx, accountId)
  if (!found) return []
  const verified = found.addresses.filter(({ verifiedAt }) => verifiedAt !== null)
  const told = verified.length > 0 ? verified : found.addresses.slice(0, 1)
  const email = change === 'connected' ? identityConnectedEmail : identityDisconnectedEmail
  const occasion = String(now.epochMilliseconds)
  return told.map(({ address }) => email({ accountId, to: address, name: found.account.name, door, occasion, baseUrl }))
}
