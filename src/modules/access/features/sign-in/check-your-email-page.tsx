import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { type AskedSignIn, askedSignIn } from '../../proofs/asked-sign-in.ts'
import { dueText, type ProofState } from '../../proofs/proof-rules.ts'
import { enter, momentIn } from './entrance.ts'
import { signInWithCode } from './sign-in-with-code.ts'

const Schema = z.object({ code: text({ missing: 'Enter the code from the email', label: 'Code', max: 100 }) })

/** What became of the message that this browser asked for, and where its code is entered. */
export async function showCheckYourEmail(request: WebRequest): Promise<Reply> {
  const asked = await askedSignIn(request)
  return asked ? show(checkView(asked)) : redirectTo('/sign-in')
}

/** Tries a code. A wrong one is counted and explained; what was typed stays. */
export async function enterCode(request: WebRequest): Promise<Reply> {
  const asked = await askedSignIn(request)
  if (!asked) return redirectTo('/sign-in')
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(checkView(asked, { values: parsed.values, errors: parsed.errors }))
  const again = (message: string): Reply =>
    showAgain(checkView(asked, { values: parsed.raw, errors: codeError(message) }))
  const tried = await request.execute(signInWithCode, {
    proofId: asked.proofId,
    browserHash: request.browserHash,
    code: parsed.values.code,
  })
  if (!tried.ok) return again(refusedText(tried.refusal, request.now))
  const { value } = tried
  return value.kind === 'signed-in' ? enter(request, value.accountId) : again(wrongCodeText(value.triesLeft))
}

/** Says how many tries are left, or what to do when none are. */
export const wrongCodeText = (triesLeft: number): string =>
  triesLeft === 0
    ? 'This code is not right and no longer works. Use the link in the email or ask for a new email'
    : `This code is not right. You have ${triesLeft} more ${triesLeft === 1 ? 'try' : 'tries'}`

type Refused = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

/** Why no code can be tried now, and what works instead. */
export const refusedText = ({ code, facts }: Refused, now: Temporal.Instant): string =>
  code === 'codes-rest'
    ? `Too many wrong codes were entered. Use the link in the email, or enter a code after ${dueText(momentIn(facts, 'at'), now)}`
    : 'This code no longer works. Use the link in the email or ask for a new email'

const codeError = (message: string): readonly FieldError[] => [{ field: 'code', message }]

type Typed = { readonly values: RawValues; readonly errors: readonly FieldError[] }

const NOTHING_TYPED: Typed = { values: {}, errors: [] }

/** The same page for every address: what it says depends on the message alone. */
const checkView = (asked: AskedSignIn, typed: Typed = NOTHING_TYPED): Page =>
  page(
    { title: 'Check your email', errors: typed.errors, back: '/sign-in' },
    <>
      <h1 class="govuk-heading-l">Check your email</h1>
      {asked.state === 'live' ? <Waiting asked={asked} /> : <Over state={asked.state} />}
      {asked.codeLives || typed.errors.length > 0 ? <CodeForm typed={typed} /> : null}
      <Again asked={asked} />
    </>,
  )

const Waiting = ({ asked }: { readonly asked: AskedSignIn }): Html => {
  const { message } = asked
  return (
    <>
      <p class="govuk-body">
        We have an email for <strong class="govuk-!-text-break-word">{asked.address}</strong>.
      </p>
      {message ? <InsetText html={<Became text={message.text} next={message.next} />} /> : null}
      {message?.status === 'permanent-failure' ? (
        <DoesNotExist />
      ) : (
        <p class="govuk-body">
          Open the link in it{asked.codeLives ? ', or enter its code here' : null}. The link works until{' '}
          {dueText(asked.expiresAt, asked.now)}.
        </p>
      )}
    </>
  )
}

/** The mailbox's own server said so. Sending again would not help; another address or another way does. */
const DoesNotExist = (): Html => (
  <>
    <p class="govuk-body">
      The email system of this address says that there is no such mailbox. No email of ours can reach it.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        <a class="govuk-link" href="/sign-in">
          Enter the address again without a slip, or another one
        </a>
      </li>
      <li>
        <a class="govuk-link" href="/sign-in/problems/which-address">
          Find out which address your school gave us
        </a>
      </li>
      <li>
        <a class="govuk-link" href="/sign-in/problems/somebody-else">
          Ask your school to add you with an address that works
        </a>
      </li>
    </ul>
  </>
)

const Became = ({ text, next }: { readonly text: string; readonly next: string }): Html => (
  <>
    <p class="govuk-body">
      <strong>{text}</strong>
    </p>
    <p class="govuk-body">
      {next}{' '}
      <a class="govuk-link" href="/sign-in/check-your-email">
        Check again
      </a>
    </p>
  </>
)

const endings: Readonly<Record<Exclude<ProofState, 'live'>, string>> = {
  used: 'This email has been used to sign in. It works once.',
  revoked: 'Another email to this address has been used to sign in, so this one no longer works.',
  expired: 'The link and the code in this email have expired.',
}

const Over = ({ state }: { readonly state: ProofState }): Html => (
  <p class="govuk-body">{state === 'live' ? '' : endings[state]}</p>
)

const CodeForm = ({ typed }: { readonly typed: Typed }): Html => (
  <Form state={freshForm('/sign-in/code', typed)}>
    <TextField
      name="code"
      label="Code"
      hint="8 letters and numbers, like K7QD-M2XP"
      width={10}
      autocomplete="one-time-code"
      spellcheck={false}
    />
    <Button text="Sign in" preventDoubleClick />
  </Form>
)

const Again = ({ asked }: { readonly asked: AskedSignIn }): Html => (
  <>
    <h2 class="govuk-heading-m">If it does not arrive</h2>
    <p class="govuk-body">
      Check your junk folder. Some schools hold email back for up to 10 minutes. If the address is wrong,{' '}
      <a class="govuk-link" href="/sign-in">
        enter another one
      </a>
      .
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href="/sign-in/problems?problem=no-email">
        Problems signing in
      </a>
    </p>
    {asked.nextEmailAt ? (
      <p class="govuk-body">You can ask for another email at {dueText(asked.nextEmailAt, asked.now)}.</p>
    ) : (
      <Form state={freshForm('/sign-in', { hidden: { email: asked.address, 'as-typed': asked.address } })}>
        <Button text="Send another email" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    )}
  </>
)
