import type { Page } from '#src/platform/http/route.ts'
import type { SignInFailure } from '#src/platform/oidc/sign-in-port.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { doorText, type VisitorDoor } from './identity.ts'

type Words = { readonly title: string; readonly what: string }

/** What happened, and what to do; the same form begins again. */
const wordsFor = (door: VisitorDoor): Readonly<Record<SignInFailure, Words>> => ({
  unavailable: {
    title: 'You cannot sign in this way at the moment',
    what: `${doorText[door]} is not answering. You have not been signed in. Try again in a few minutes, or use another way.`,
  },
  cancelled: {
    title: 'You have not signed in',
    what: `You stopped before signing in with ${doorText[door]}. You can try again.`,
  },
  refused: {
    title: 'We could not sign you in',
    what: `What ${doorText[door]} sent back did not show us who you are. Try again, or use another way.`,
  },
  expired: {
    title: 'Start signing in again',
    what: 'Signing in took longer than 10 minutes, was finished in another browser, or has been finished already.',
  },
})

/** Why nobody came in, with every other way. */
export const notVouchedPage = (door: VisitorDoor, failure: SignInFailure): Page => {
  const { title, what } = wordsFor(door)[failure]
  return failurePage({ door, title, what })
}

/** The service knows them, but nobody can say what they may do: that is a no. */
export const noAnswerPage = (door: VisitorDoor): Page =>
  failurePage({
    door,
    title: 'You cannot sign in this way at the moment',
    what: `${doorText[door]} does not tell us what you have access to at the moment, so we have not signed you in. Try again in a few minutes, or use another way.`,
  })

/** Their arrival has been used, is an hour old, or is another browser's. */
export const arrivalOverPage = (door: VisitorDoor): Page => notVouchedPage(door, 'expired')

const failurePage = ({ door, title, what }: Words & { readonly door: VisitorDoor }): Page =>
  page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{what}</p>
      <Form state={freshForm(`/${door}`)}>
        <Button text={`Try ${doorText[door]} again`} preventDoubleClick />
      </Form>
      <OtherWays />
    </>,
  )

/** Nobody is left at a shut door. */
const OtherWays = (): Html => (
  <>
    <h2 class="govuk-heading-m">Other ways to sign in</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        <a class="govuk-link" href="/sign-in">
          Sign in with your email address
        </a>
      </li>
      <li>
        <a class="govuk-link" href="/sign-in/problems">
          Get help with signing in
        </a>
      </li>
    </ul>
  </>
)

/** The account behind the identity is one of staff, or shut. */
export const noEntryPage = (door: VisitorDoor, why: 'staff' | 'no-access'): Page => {
  const title = why === 'staff' ? 'Sign in as staff instead' : 'You cannot sign in with this account'
  return page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {why === 'staff' ? (
        <p class="govuk-body">
          Your account can act on other people’s records, so {doorText[door]} does not open it.{' '}
          <a class="govuk-link" href="/staff-sign-in">
            Sign in as staff
          </a>
          .
        </p>
      ) : (
        <p class="govuk-body">The account that {doorText[door]} is connected to has been closed.</p>
      )}
      <OtherWays />
    </>,
  )
}

type Start = { readonly door: VisitorDoor; readonly title: string; readonly back: string | null; readonly about: Html }

/** Explains where the button leads. */
export const doorPage = ({ door, title, back, about }: Start): Page =>
  page(
    { title, back: '/sign-in' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {about}
      <Form state={freshForm(`/${door}`, { hidden: back ? { return: back } : {} })}>
        <Button text={`Continue to ${doorText[door]}`} preventDoubleClick />
      </Form>
      <OtherWays />
    </>,
  )
