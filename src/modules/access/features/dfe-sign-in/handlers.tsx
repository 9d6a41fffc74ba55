import { safeReturnPath } from '#src/platform/http/return-path.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import type { Arrival } from '../../identities/arrivals-store.ts'
import { connectTo } from '../../identities/connect-handlers.tsx'
import { arrivalOverPage, doorPage, noEntryPage } from '../../identities/door-pages.tsx'
import { comeBackTo, depart, enterWith, noAnswer, rolesNow } from '../../identities/door-visit.ts'
import { enterFromArrival } from '../../identities/enter-from-arrival.ts'

const DOOR = 'dfe-sign-in'

/** Explains where the button leads, and that a DfE Sign-in account alone gives no access. */
export function showDfeSignIn({ door, query }: WebRequest): Reply {
  if (!door(DOOR)) return notFound
  const back = safeReturnPath(query['return'])
  return show(doorPage({ door: DOOR, title: 'Sign in with DfE Sign-in', back, about: ABOUT }))
}

const ABOUT = (
  <p class="govuk-body">
    For people who work at a school, trust or other organisation. Having a DfE Sign-in account does not give you access
    to this service by itself: your organisation decides who has access. If you do not have access yet, we will show you
    how to get it.
  </p>
)

export const goToDfeSignIn = (request: WebRequest): Promise<Reply> => depart(request, DOOR, 'enter')

/** The way back: a session, a choice of organisations, or the question whose account this is. */
export async function comeBack(request: WebRequest): Promise<Reply> {
  const came = await comeBackTo(request, DOOR)
  if (came.kind === 'stopped') return came.reply
  if (came.purpose === 'connect' && request.actor.accountId !== null) return connectTo(request, came.arrival)
  return goOn(request, came.arrival)
}

/** Lets in whoever is known, with what DfE Sign-in gives them at this moment. */
export async function goOn(request: WebRequest, arrival: Arrival): Promise<Reply> {
  if (!arrival.chosen && arrival.organisations.length > 1) return redirectTo('/dfe-sign-in/organisation')
  const told = await rolesNow(request, arrival)
  if (!told) return noAnswer(DOOR)
  const input = { arrivalId: arrival.id, browserHash: request.browserHash, ...told }
  const entered = await request.execute(enterFromArrival, input)
  if (entered.ok) return enterWith(request, arrival, entered.value)
  const { code } = entered.refusal
  if (code === 'unknown') return redirectTo('/dfe-sign-in/new')
  if (code === 'staff' || code === 'no-access') return { kind: 'page', status: 403, page: noEntryPage(DOOR, code) }
  return { kind: 'page', status: 403, page: arrivalOverPage(DOOR) }
}
