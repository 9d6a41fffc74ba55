import { safeReturnPath } from '#src/platform/http/return-path.ts'
import { notFound, type Reply, redirectTo, sendAway, show, type WebRequest } from '#src/platform/http/route.ts'
import type { Vouched } from '#src/platform/oidc/sign-in-port.ts'
import { againPage, noAccessPage, notSignedInPage, somebodyElsePage, staffSignInPage } from './pages.tsx'
import { proveAgain } from './prove-again.ts'
import { staffSignIn } from './staff-sign-in.ts'

const ATTEMPT = 'staff-sign-in'
const RETURN = 'staff-return-to'
const STAFF_HOME = '/staff'
/** What those set out for who are signed in already. */
const AGAIN = 'again'

/** Explains where the button leads. Staff who are signed in go straight on. */
export function showStaffSignIn({ actor, query, door }: WebRequest): Reply {
  if (!door('staff')) return notFound
  return actor.isStaff ? redirectTo(STAFF_HOME) : show(staffSignInPage(safeReturnPath(query['return'])))
}

/** Asks somebody who is signed in to prove anew who they are, and says why. */
export const showAgain = ({ query, door }: WebRequest): Reply =>
  door('staff') ? show(againPage(safeReturnPath(query['return']))) : notFound

/** Sends the visitor to the sign-in service; their browser keeps what ties the way back to the way there. */
export const goToSignInService = (request: WebRequest): Promise<Reply> => depart(request, '')

/** The same, and the service asks for the password again. */
export const goToProveAgain = (request: WebRequest): Promise<Reply> => depart(request, AGAIN)

async function depart({ door, cookies, form, now }: WebRequest, purpose: string): Promise<Reply> {
  const departing = await door('staff')?.begin({ now, purpose, fresh: purpose === AGAIN })
  if (!departing) return notFound
  if (!departing.ok) return { kind: 'page', status: 503, page: notSignedInPage('unavailable') }
  const { address, attempt, attemptSeconds } = departing.value
  const back = safeReturnPath(typeof form['return'] === 'string' ? form['return'] : undefined)
  cookies.set(ATTEMPT, attempt, attemptSeconds)
  if (back) cookies.set(RETURN, back, attemptSeconds)
  else cookies.clear(RETURN)
  return sendAway(address)
}

/** The way back. Whatever is in doubt ends without a session. */
export async function comeBack(request: WebRequest): Promise<Reply> {
  const { door, cookies, query, now } = request
  const attempt = cookies.get(ATTEMPT)
  cookies.clear(ATTEMPT)
  const proven = await door('staff')?.finish({ query, attempt, now })
  if (!proven) return notFound
  if (!proven.ok) {
    return { kind: 'page', status: STATUS[proven.refusal.code], page: notSignedInPage(proven.refusal.code) }
  }
  const vouched = proven.value
  const isAgain = vouched.purpose === AGAIN && request.actor.accountId !== null
  return isAgain ? renew(request, vouched) : enter(request, vouched)
}

async function enter(request: WebRequest, vouched: Vouched): Promise<Reply> {
  const signedIn = await request.execute(staffSignIn, vouched.identity)
  if (!signedIn.ok) return { kind: 'page', status: 403, page: noAccessPage(vouched.identity.subject) }
  await request.session.start(signedIn.value.accountId, 'dfe-sign-in', {
    provedAt: provedAt(request, vouched),
    cameBy: { door: 'staff', sealedIdToken: vouched.sealedIdToken },
  })
  return goOn(request)
}

/** The same session goes on: whoever proves to be somebody else has proved nothing for it. */
async function renew(request: WebRequest, vouched: Vouched): Promise<Reply> {
  const proved = await request.execute(proveAgain, vouched.identity)
  if (!proved.ok) return { kind: 'page', status: 403, page: somebodyElsePage }
  await request.session.prove(provedAt(request, vouched))
  return goOn(request)
}

/** When they gave their password there, which with one sign-in for many services may be long ago. */
const provedAt = ({ now }: WebRequest, { provenSecondsAgo }: Vouched) => now.subtract({ seconds: provenSecondsAgo })

function goOn({ cookies }: WebRequest): Reply {
  const back = safeReturnPath(cookies.get(RETURN))
  cookies.clear(RETURN)
  return redirectTo(back ?? STAFF_HOME)
}

const STATUS = { unavailable: 503, cancelled: 200, refused: 403, expired: 403 } as const
