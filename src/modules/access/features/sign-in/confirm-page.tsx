import { z } from 'zod'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { proofState, tokenIn } from '../../proofs/proof-rules.ts'
import { signInProofByToken } from '../../proofs/proofs-queries.ts'
import { askedByBrowser, SIGN_IN_LINK_LIFE } from '../../proofs/sign-in-rules.ts'
import { refusedText, wrongCodeText } from './check-your-email-page.tsx'
import { enter, goToConfirm, openedToken } from './entrance.ts'
import { sendTo } from './sign-in-page.tsx'
import { signInWithLink } from './sign-in-with-link.ts'

const Schema = z.object({
  answer: text({ missing: 'Enter the email address that the link was sent to', label: 'Email address', max: 254 }),
})

/** Moves the token from the address bar to the browser's memory, whatever it is worth. Reads and changes nothing. */
export const openLink = (request: WebRequest): Reply => goToConfirm(request, tokenIn(request.params['token'] ?? ''))

/** The page behind a link: a button, or a question when another browser asked for the message. Changes nothing. */
export async function showConfirm(request: WebRequest): Promise<Reply> {
  const opened = await openedLink(request)
  if (opened.state !== 'live') return show(deadLinkPage(opened.state))
  return show(opened.ours ? buttonPage : questionPage())
}

/** Signs in. The link stays as it is when what is asked for besides is missing or wrong. */
export async function confirmSignIn(request: WebRequest): Promise<Reply> {
  const opened = await openedLink(request)
  if (opened.state !== 'live') return showAgain(deadLinkPage(opened.state))
  const parsed = opened.ours ? null : parseForm(Schema, request.form)
  if (parsed && !parsed.ok) return showAgain(questionPage(parsed))
  const answer = parsed?.values.answer ?? null
  const again = (message: string): Reply =>
    showAgain(questionPage({ values: parsed?.raw ?? {}, errors: [{ field: 'answer', message }] }))
  const tried = await request.execute(signInWithLink, { token: opened.token, browserHash: request.browserHash, answer })
  if (tried.ok) {
    const { value } = tried
    return value.kind === 'signed-in' ? enter(request, value.accountId) : again(wrongText(answer, value.triesLeft))
  }
  const { refusal } = tried
  if (refusal.code === 'link-not-live') return redirectTo('/sign-in/confirm')
  if (refusal.code === 'no-account') return showAgain(deadLinkPage('no-account'))
  return again(refusedText(refusal, request.now))
}

const wrongText = (answer: string | null, triesLeft: number): string =>
  answer?.includes('@')
    ? 'Enter the email address that the link was sent to. This is another one'
    : wrongCodeText(triesLeft)

type Opened =
  | { readonly state: 'live'; readonly token: string; readonly ours: boolean }
  | { readonly state: 'used' | 'revoked' | 'expired' | 'unknown' }

async function openedLink(request: WebRequest): Promise<Opened> {
  const token = openedToken(request)
  const proof = token ? await signInProofByToken(request.db, token) : null
  if (!token || !proof) return { state: 'unknown' }
  const state = proofState(proof, request.now)
  return state === 'live' ? { state, token, ours: askedByBrowser(proof, request.browserHash) } : { state }
}

const buttonPage: Page = formPage(
  freshForm('/sign-in/confirm'),
  {
    title: 'Sign in',
    headed: 'by-page',
    submit: 'Sign in',
  },
  <p class="govuk-body">Select ‘Sign in’ to finish. The link works once.</p>,
)

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }

const questionPage = (typed: Typed = { values: {}, errors: [] }): Page =>
  formPage(
    freshForm('/sign-in/confirm', typed),
    {
      title: 'Confirm that this is your link',
      headed: 'by-page',
      submit: 'Sign in',
      before: <p class="govuk-body">You asked for this link in another browser or on another device.</p>,
      after: <Problems problem="code-refused" />,
    },
    <TextField
      name="answer"
      label="Your email address"
      hint="The one that the link was sent to. You can enter the code from the same email instead"
      width="two-thirds"
      autocomplete="email"
      spellcheck={false}
    />,
  )

export type DeadLink = 'used' | 'revoked' | 'expired' | 'unknown' | 'no-account'

/** Sends a new message to the mailbox that a dead link went to. Whoever holds the link has read that mailbox. */
export async function replaceDeadLink(request: WebRequest): Promise<Reply> {
  const token = openedToken(request)
  const proof = token ? await signInProofByToken(request.db, token) : null
  if (!proof) return redirectTo('/sign-in')
  // A live link needs no replacement, and a robot that presses every button must not cause email after email.
  if (proofState(proof, request.now) === 'live') return redirectTo('/sign-in/confirm')
  return sendTo(request, proof.address)
}

const reasons: Readonly<Record<DeadLink, { readonly title: string; readonly why: string }>> = {
  used: { title: 'This link has been used', why: 'Each sign-in link works once.' },
  revoked: {
    title: 'This link no longer works',
    why: 'Another email to the same address was used to sign in after this one was sent.',
  },
  expired: {
    title: 'This link has expired',
    why: `Sign-in links work for ${SIGN_IN_LINK_LIFE.total('minutes')} minutes.`,
  },
  unknown: {
    title: 'This link does not work',
    why: 'Some email programs cut links in two. Open it again from the email, copy all of it, or ask for a new one.',
  },
  'no-account': {
    title: 'You cannot sign in with this link',
    why: 'Access with this email address has changed since the link was sent.',
  },
}

const Problems = ({ problem }: { readonly problem: 'dead-link' | 'code-refused' }): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/sign-in/problems?problem=${problem}`}>
      Problems signing in
    </a>
  </p>
)

/** Says why a link does not work, and offers a new message to the same mailbox where there is one. */
const deadLinkPage = (dead: DeadLink): Page =>
  page(
    { title: reasons[dead].title },
    <>
      <h1 class="govuk-heading-l">{reasons[dead].title}</h1>
      <p class="govuk-body">{reasons[dead].why}</p>
      {dead === 'unknown' || dead === 'no-account' ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/sign-in">
            Sign in with your email address
          </a>
        </p>
      ) : (
        <Form state={freshForm('/sign-in/link')}>
          <p class="govuk-body">We can send a new email to the same address.</p>
          <Button text="Send a new email" preventDoubleClick />
        </Form>
      )}
      <Problems problem="dead-link" />
    </>,
  )
