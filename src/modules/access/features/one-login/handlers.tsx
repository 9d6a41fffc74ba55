import { safeReturnPath } from '#src/platform/http/return-path.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { connectTo } from '../../identities/connect-handlers.tsx'
import { arrivalOverPage, doorPage, noEntryPage } from '../../identities/door-pages.tsx'
import { comeBackTo, depart, enterWith } from '../../identities/door-visit.ts'
import { enterFromArrival } from '../../identities/enter-from-arrival.ts'

const DOOR = 'one-login'

/** Explains where the button leads. */
export function showOneLogin({ door, query }: WebRequest): Reply {
  if (!door(DOOR)) return notFound
  const back = safeReturnPath(query['return'])
  return show(doorPage({ door: DOOR, title: 'Sign in with GOV.UK One Login', back, about: ABOUT }))
}

const ABOUT = (
  <p class="govuk-body">
    For teachers. You can use the GOV.UK One Login that you use for other services, or make one. If you work at a school
    and manage training for others, sign in with your school email address or DfE Sign-in instead.
  </p>
)

export const goToOneLogin = (request: WebRequest): Promise<Reply> => depart(request, DOOR, 'enter')

/** The way back: a session, or the question whose account this is. */
export async function comeBack(request: WebRequest): Promise<Reply> {
  const came = await comeBackTo(request, DOOR)
  if (came.kind === 'stopped') return came.reply
  const { arrival } = came
  if (came.purpose === 'connect' && request.actor.accountId !== null) return connectTo(request, arrival)
  const input = { arrivalId: arrival.id, browserHash: request.browserHash, codes: null }
  const entered = await request.execute(enterFromArrival, input)
  if (entered.ok) return enterWith(request, arrival, entered.value)
  const { code } = entered.refusal
  if (code === 'unknown') return redirectTo('/one-login/new')
  if (code === 'staff' || code === 'no-access') return { kind: 'page', status: 403, page: noEntryPage(DOOR, code) }
  return { kind: 'page', status: 403, page: arrivalOverPage(DOOR) }
}
