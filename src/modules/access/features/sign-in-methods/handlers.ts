import { z } from 'zod'
import { firstValue } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { accountWithAddresses } from '../../accounts/accounts-queries.ts'
import { depart } from '../../identities/door-visit.ts'
import { identitiesOfAccount, type LinkedIdentity } from '../../identities/identities-store.ts'
import { VISITOR_DOORS } from '../../identities/identity.ts'
import { keyOfIdentity } from '../../identities/identity-key.ts'
import { disconnectIdentity } from './disconnect-identity.ts'
import { cannotDisconnectPage, disconnectPage, methodsPage } from './methods-page.tsx'

const ADDRESS = '/account/sign-in-methods'

/** Everything that opens one's own account, and what else could. */
export async function showMethods({ db, actor, door, query }: WebRequest): Promise<Reply> {
  const accountId = actor.accountId ?? ''
  const found = await accountWithAddresses(db, accountId)
  if (!found) return notFound
  const identities = await identitiesOfAccount(db, accountId)
  const connectable = actor.isStaff ? [] : VISITOR_DOORS.filter((name) => door(name) !== null)
  return show(methodsPage({ ...found, identities, connectable, done: query['done'] ?? null, isStaff: actor.isStaff }))
}

/** Sends them to the service to prove themselves there anew; its callback connects what comes back. */
export async function goToConnect(request: WebRequest): Promise<Reply> {
  const door = z.enum(VISITOR_DOORS).safeParse(firstValue(request.form, 'door'))
  if (!door.success || request.actor.isStaff) return notFound
  return depart({ ...request, form: { return: ADDRESS } }, door.data, 'connect')
}

/** Asks before a way in is taken away. */
export async function showDisconnect(request: WebRequest): Promise<Reply> {
  const identity = await ownIdentity(request, request.query['method'] ?? '')
  return identity ? show(disconnectPage(identity)) : notFound
}

export async function disconnect(request: WebRequest): Promise<Reply> {
  const key = firstValue(request.form, 'method')
  const done = await request.execute(disconnectIdentity, { key, sessionId: request.session.id })
  if (done.ok) return redirectTo(`${ADDRESS}?done=disconnected`)
  const { code } = done.refusal
  if (code === 'last-way-in' || code === 'staff') return showAgain(cannotDisconnectPage(code))
  return redirectTo(ADDRESS)
}

async function ownIdentity({ db, actor }: WebRequest, key: string): Promise<LinkedIdentity | null> {
  const own = actor.accountId ? await identitiesOfAccount(db, actor.accountId) : []
  return own.find((identity) => keyOfIdentity(identity) === key) ?? null
}
