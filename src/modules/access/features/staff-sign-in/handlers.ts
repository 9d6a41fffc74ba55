import { safeReturnPath } from '#src/platform/http/return-path.ts'
import { type Reply, redirectTo, sendAway, show, type WebRequest } from '#src/platform/http/route.ts'
import { noAccessPage, notSignedInPage, staffSignInPage } from './pages.tsx'
import { staffSignIn } from './staff-sign-in.ts'

const ATTEMPT = 'staff-sign-in'
const RETURN = 'staff-return-to'
const STAFF_HOME = '/staff'

/** Explains where the button leads. Staff who are signed in go straight on. */
export function showStaffSignIn({ actor, query }: WebRequest): Reply {
  return actor.isStaff ? redirectTo(STAFF_HOME) : show(staffSignInPage(safeReturnPath(query['return'])))
}

/** Sends the visitor to the sign-in service; their browser keeps what ties the way back to the way there. */
export async function goToSignInService({ signInService, cookies, form, now }: WebRequest): Promise<Reply> {
  const departing = await signInService.begin({ now })
  if (!departing.ok) return { kind: 'page', status: 503, page: notSignedInPage('unavailable') }
  const { address, attempt, attemptSeconds } = departing.value
  const back = safeReturnPath(typeof form['return'] === 'string' ? form['return'] : undefined)
  cookies.set(ATTEMPT, attempt, attemptSeconds)
  if (back) cookies.set(RETURN, back, attemptSeconds)
  return sendAway(address)
}

/** The way back. Whatever is in doubt ends without a session. */
export async function comeBack(request: WebRequest): Promise<Reply> {
  const { signInService, cookies, query, now } = request
  const attempt = cookies.get(ATTEMPT)
  cookies.clear(ATTEMPT)
  const proven = await signInService.finish({ query, attempt, now })
  if (!proven.ok) {
    return { kind: 'page', status: STATUS[proven.refusal.code], page: notSignedInPage(proven.refusal.code) }
  }
  const signedIn = await request.execute(staffSignIn, proven.value)
  if (!signedIn.ok) return { kind: 'page', status: 403, page: noAccessPage(proven.value.subject) }
  const back = safeReturnPath(cookies.get(RETURN))
  cookies.clear(RETURN)
  await request.session.start(signedIn.value.accountId, 'dfe-sign-in')
  return redirectTo(back ?? STAFF_HOME)
}

const STATUS = { unavailable: 503, cancelled: 200, refused: 403, expired: 403 } as const
