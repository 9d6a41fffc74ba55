import type { Page } from '#src/platform/http/route.ts'
import type { SignInFailure } from '#src/platform/oidc/sign-in-port.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'

const ACTION = '/staff-sign-in'

export const staffSignInPage = (back: string | null): Page =>
  page(
    { title: 'Sign in as staff', back: '/' },
    <>
      <h1 class="govuk-heading-l">Sign in as staff</h1>
      <p class="govuk-body">
        This is for people who work on the service at the Department for Education. You sign in with DfE Sign-in and
        then come back here.
      </p>
      <SignInButton text="Continue to DfE Sign-in" back={back} />
      <p class="govuk-body">
        If you work at a school,{' '}
        <a class="govuk-link" href="/sign-in">
          sign in with your school email address
        </a>
        .
      </p>
    </>,
  )

export const againPage = (back: string | null): Page =>
  page(
    { title: 'Sign in again to go on', back: back ?? '/staff' },
    <>
      <h1 class="govuk-heading-l">Sign in again to go on</h1>
      <p class="govuk-body">
        What you are about to do changes who can open an account, or where money goes. Enter your password once more, so
        that nobody else can do it at your desk. You stay signed in, and nothing that you have done is lost.
      </p>
      <Form state={freshForm('/staff-sign-in/again', { hidden: back ? { return: back } : {} })}>
        <Button text="Continue to DfE Sign-in" preventDoubleClick />
      </Form>
    </>,
  )

export const somebodyElsePage: Page = page(
  { title: 'You signed in as somebody else' },
  <>
    <h1 class="govuk-heading-l">You signed in as somebody else</h1>
    <p class="govuk-body">
      You are still signed in here as before. To go on, sign in again with the account that you use for this service.
    </p>
    <Form state={freshForm('/staff-sign-in/again')}>
      <Button text="Try again" preventDoubleClick />
    </Form>
  </>,
)

/** What happened, and what to do; the same form begins again. */
const WORDS: Readonly<Record<SignInFailure, { readonly title: string; readonly what: string }>> = {
  unavailable: {
    title: 'You cannot sign in at the moment',
    what: 'DfE Sign-in is not answering. You have not been signed in. Try again in a few minutes.',
  },
  cancelled: {
    title: 'You have not signed in',
    what: 'You stopped before signing in with DfE Sign-in. You can try again.',
  },
  refused: {
    title: 'We could not sign you in',
    what: 'What DfE Sign-in sent back did not show us who you are. Try again. If this happens a second time, contact the support team.',
  },
  expired: {
    title: 'Start signing in again',
    what: 'Signing in took longer than 10 minutes, was finished in another browser, or has been finished already.',
  },
}

export const notSignedInPage = (failure: SignInFailure): Page =>
  page(
    { title: WORDS[failure].title },
    <>
      <h1 class="govuk-heading-l">{WORDS[failure].title}</h1>
      <p class="govuk-body">{WORDS[failure].what}</p>
      <SignInButton text="Try again" back={null} />
    </>,
  )

/** Somebody whom DfE Sign-in knows and we do not. The reference is what an administrator needs to add them. */
export const noAccessPage = (subject: string): Page =>
  page(
    { title: 'You do not have access yet' },
    <>
      <h1 class="govuk-heading-l">You do not have access yet</h1>
      <p class="govuk-body">
        DfE Sign-in knows who you are, but you have not been given access to this service, or your access has ended.
      </p>
      <p class="govuk-body">
        Ask your team’s manager to request it. Give them this reference: <code>{subject}</code>
      </p>
      <p class="govuk-body">
        If you work at a school,{' '}
        <a class="govuk-link" href="/sign-in">
          sign in with your school email address
        </a>{' '}
        instead.
      </p>
    </>,
  )

const SignInButton = ({ text, back }: { readonly text: string; readonly back: string | null }): Html => (
  <Form state={freshForm(ACTION, { hidden: back ? { return: back } : {} })}>
    <Button text={text} preventDoubleClick />
  </Form>
)
