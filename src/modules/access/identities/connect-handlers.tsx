import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import type { Arrival } from './arrivals-store.ts'
import { connectArrival } from './connect-arrival.ts'
import { arrivalOverPage, noEntryPage } from './door-pages.tsx'
import { arrivalIn, enterWith, noAnswer, rolesNow } from './door-visit.ts'
import { doorText, type VisitorDoor } from './identity.ts'

/** Asks somebody who is signed in, and has proved another identity in this browser, whether to connect the two. */
export const showConnect = (door: VisitorDoor) =>
  async function showConnect(request: WebRequest): Promise<Reply> {
    const arrival = await arrivalIn(request, door)
    return arrival ? show(connectPage(door, request.actor.name)) : redirectTo('/home')
  }

/** Connects them. The session goes on through the new door. */
export const connect = (door: VisitorDoor) =>
  async function connect(request: WebRequest): Promise<Reply> {
    const arrival = await arrivalIn(request, door)
    return arrival ? connectTo(request, arrival) : showOver(door)
  }

/** As `connect`, for an arrival that is at hand. */
export async function connectTo(request: WebRequest, arrival: Arrival): Promise<Reply> {
  const { door, id: arrivalId } = arrival
  const told = await rolesNow(request, arrival)
  if (!told) return noAnswer(door)
  const input = { arrivalId, browserHash: request.browserHash, ...told }
  const connected = await request.execute(connectArrival, input)
  if (connected.ok) return enterWith(request, arrival, connected.value)
  const { code } = connected.refusal
  if (code === 'connected') return redirectTo('/account/sign-in-methods')
  if (code === 'staff') return { kind: 'page', status: 403, page: noEntryPage(door, 'staff') }
  if (code === 'in-use') return showAgain(inUsePage(door))
  return showOver(door)
}

const showOver = (door: VisitorDoor): Reply => ({ kind: 'page', status: 403, page: arrivalOverPage(door) })

const connectPage = (door: VisitorDoor, name: string): Page => {
  const title = `Connect ${doorText[door]} to your account`
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        You are signed in as {name}, and have also signed in with {doorText[door]}. Connect the two, and either of them
        opens your account from now on. We will tell you by email.
      </p>
      <Form state={freshForm(`/${door}/connect`)}>
        <Button text={`Connect ${doorText[door]}`} preventDoubleClick />
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href="/home">
          Go on without connecting
        </a>
      </p>
    </>,
  )
}

/** Says nothing of whose account it is. */
const inUsePage = (door: VisitorDoor): Page => {
  const title = `This ${doorText[door]} account is in use elsewhere`
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">It opens another account of this service, so it cannot be connected to this one too.</p>
      <p class="govuk-body">
        If the other account is also yours, sign in with {doorText[door]} to use it. To have one account instead of two,{' '}
        <a class="govuk-link" href="/sign-in/problems">
          ask the support team to bring them together
        </a>
        . They will ask you to prove that both are yours.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/account/sign-in-methods">
          Go back to your ways to sign in
        </a>
      </p>
    </>,
  )
}
