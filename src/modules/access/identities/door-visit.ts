import { claimedOrganisation, type DfeOrganisation } from '#src/platform/dfe-sign-in/dfe-sign-in-port.ts'
import { safeReturnPath } from '#src/platform/http/return-path.ts'
import { notFound, type Reply, redirectTo, sendAway, type WebRequest } from '#src/platform/http/route.ts'
import type { Vouched } from '#src/platform/oidc/sign-in-port.ts'
import { type Arrival, arrivalOfBrowser } from './arrivals-store.ts'
import { arrive } from './arrive.ts'
import { noAnswerPage, notVouchedPage } from './door-pages.tsx'
import type { VisitorDoor } from './identity.ts'
import { ARRIVAL_LIFE, isLiveArrival } from './identity-rules.ts'

/** What this browser remembers on the way through a door: what ties the way back to it, who came, and where they were going. */
const ATTEMPT = 'door-attempt'
const ARRIVAL = 'arrival'
const RETURN = 'door-return-to'

/** What somebody sets out for: to come in, or, being in, to connect another way in. */
export type Purpose = 'enter' | 'connect'

/** Sends the visitor to the door's service. Whoever connects must prove themselves there anew. */
export async function depart(request: WebRequest, door: VisitorDoor, purpose: Purpose): Promise<Reply> {
  const { cookies, form, now } = request
  const departing = await request.door(door)?.begin({ now, purpose, fresh: purpose === 'connect' })
  if (!departing) return notFound
  if (!departing.ok) return { kind: 'page', status: 503, page: notVouchedPage(door, 'unavailable') }
  const { address, attempt, attemptSeconds } = departing.value
  const back = safeReturnPath(typeof form['return'] === 'string' ? form['return'] : undefined)
  cookies.set(ATTEMPT, attempt, attemptSeconds)
  if (back) cookies.set(RETURN, back, ARRIVAL_LIFE.total('seconds'))
  else cookies.clear(RETURN)
  return sendAway(address)
}

export type Came =
  | { readonly kind: 'stopped'; readonly reply: Reply }
  | { readonly kind: 'arrived'; readonly arrival: Arrival; readonly purpose: Purpose }

/** The way back. Whatever is in doubt, or cannot be asked, ends here with a page that says what to do. */
export async function comeBackTo(request: WebRequest, door: VisitorDoor): Promise<Came> {
  const { cookies, query, now } = request
  const attempt = cookies.get(ATTEMPT)
  cookies.clear(ATTEMPT)
  const proven = await request.door(door)?.finish({ query, attempt, now })
  if (!proven) return { kind: 'stopped', reply: notFound }
  if (!proven.ok) return stoppedBy(door, proven.refusal.code)
  const organisations = door === 'dfe-sign-in' ? await organisationsOf(request, proven.value) : []
  if (organisations === null) return { kind: 'stopped', reply: noAnswer(door) }
  const { name, address, identity, sealedIdToken, provenSecondsAgo } = proven.value
  const provedAt = now.subtract({ seconds: provenSecondsAgo })
  const { browserHash } = request
  const vouched = {
    browserHash,
    door,
    identity,
    name,
    address,
    organisations: [...organisations],
    sealedIdToken,
    provedAt,
  }
  const arrived = await request.execute(arrive, vouched)
  if (!arrived.ok) throw new Error(`Unexpected refusal: ${arrived.refusal.code}`)
  cookies.set(ARRIVAL, arrived.value.arrivalId, ARRIVAL_LIFE.total('seconds'))
  const arrival = await arrivalIn(request, door)
  if (!arrival) throw new Error('Nobody has arrived')
  return { kind: 'arrived', arrival, purpose: proven.value.purpose === 'connect' ? 'connect' : 'enter' }
}

const STATUS = { unavailable: 503, cancelled: 200, refused: 403, expired: 403 } as const

const stoppedBy = (door: VisitorDoor, failure: keyof typeof STATUS): Came => ({
  kind: 'stopped',
  reply: { kind: 'page', status: STATUS[failure], page: notVouchedPage(door, failure) },
})

export const noAnswer = (door: VisitorDoor): Reply => ({ kind: 'page', status: 503, page: noAnswerPage(door) })

/** The one that DfE Sign-in says they act for; where it says none, all that they belong to. Null when nobody can say. */
async function organisationsOf(
  { dfeSignInApi }: WebRequest,
  vouched: Vouched,
): Promise<readonly DfeOrganisation[] | null> {
  const claimed = claimedOrganisation(vouched.claims)
  if (claimed) return [claimed]
  const all = await dfeSignInApi?.organisations(vouched.identity.subject)
  return all?.ok ? all.value : null
}

/** Who has come through this door in this browser, while that still counts. */
export async function arrivalIn(request: WebRequest, door: VisitorDoor): Promise<Arrival | null> {
  const arrivalId = request.cookies.get(ARRIVAL)
  if (arrivalId === undefined || !/^[0-9a-f-]{36}$/.test(arrivalId)) return null
  const arrival = await arrivalOfBrowser(request.db, { arrivalId, browserHash: request.browserHash })
  return arrival?.door === door && isLiveArrival(arrival, request.now) ? arrival : null
}

export type Told = { readonly codes: string[] | null }

/** The roles that DfE Sign-in gives them now at the organisation that they act for; null when it does not answer: nothing may rest on it. */
export async function rolesNow({ dfeSignInApi }: WebRequest, arrival: Arrival): Promise<Told | null> {
  if (arrival.door !== 'dfe-sign-in' || !arrival.chosen) return { codes: null }
  const asked = { organisation: arrival.chosen.id, subject: arrival.identity.subject }
  const said = await dfeSignInApi?.roles(asked)
  if (said?.ok) return { codes: [...said.value] }
  return said?.refusal.code === 'no-access' ? { codes: [] } : null
}

type Entered = { readonly accountId: string; readonly actingFor: string | null }

/** Begins the session and goes on to where the visitor was going. */
export async function enterWith(
  request: WebRequest,
  arrival: Arrival,
  { accountId, actingFor }: Entered,
): Promise<Reply> {
  const { cookies, session } = request
  const back = safeReturnPath(cookies.get(RETURN))
  await session.start(accountId, arrival.door, {
    actingFor,
    provedAt: arrival.provedAt,
    cameBy: { door: arrival.door, sealedIdToken: arrival.sealedIdToken },
  })
  for (const name of [ARRIVAL, RETURN]) cookies.clear(name)
  return redirectTo(back ?? '/home')
}
