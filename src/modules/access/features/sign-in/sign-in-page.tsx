import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { likelyAddress } from '#src/kit/email-typo.ts'
import { parseForm } from '#src/kit/form.ts'
import { email } from '#src/kit/form-fields.ts'
import {
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  tooMany,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { EmailField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { dueText } from '../../proof-rules.ts'
import { goToCheckYourEmail, momentIn, rememberReturn, takeIpAllowance } from './entrance.ts'
import { requestSignInEmail } from './request-sign-in-email.ts'

const Schema = z.object({ email: email({ missing: 'Enter your email address' }) })

/** Asks for an address. Whoever is signed in already goes straight on. */
export function showSignIn({ actor, query }: WebRequest): Reply {
  if (actor.accountId !== null) return redirectTo('/home')
  return show(signInPage(freshForm('/sign-in', { back: '/', hidden: hiddenReturn(query['return']) })))
}

/** Sends the message and answers every address alike. */
export async function sendSignInEmail(request: WebRequest): Promise<Reply> {
  const parsed = parseForm(Schema, request.form)
  const back = freshForm('/sign-in', { back: '/', hidden: hiddenReturn(one(request.form['return'])) })
  if (!parsed.ok) return showAgain(signInPage({ ...back, values: parsed.values, errors: parsed.errors }))
  const address = parsed.values.email
  const likely = likelyAddress(address)
  if (likely && one(request.form['as-typed']) !== address) {
    const hidden = { ...back.hidden, 'as-typed': address }
    return show(signInPage({ ...back, values: parsed.raw, hidden }, likely))
  }
  rememberReturn(request, one(request.form['return']))
  return sendTo(request, address)
}

/** Asks for a message to an address for this browser, from the form or again from a dead link. */
export async function sendTo(request: WebRequest, address: string): Promise<Reply> {
  const token = await takeIpAllowance(request)
  if (!token.taken) return tooMany(token.waitSeconds)
  const sent = await request.execute(requestSignInEmail, { address, browserHash: request.browserHash })
  if (sent.ok) return goToCheckYourEmail(request, sent.value.proofId)
  if (sent.refusal.code !== 'too-many') throw new Error(`Unexpected refusal: ${sent.refusal.code}`)
  return { kind: 'page', status: 429, page: tooManyPage(momentIn(sent.refusal.facts, 'at'), request.now) }
}

const signInPage = (form: FormState, likely: string | null = null): Page =>
  formPage(
    form,
    {
      title: 'Sign in',
      headed: 'by-page',
      before: likely ? (
        <InsetText text={`Did you mean ${likely}? Change the email address, or continue if it is right.`} />
      ) : (
        <p class="govuk-body">We will send you an email to sign in with. You do not need a password.</p>
      ),
    },
    <EmailField name="email" label="Email address" hint="Use the one that your school gave us" />,
  )

const tooManyPage = (at: Temporal.Instant, now: Temporal.Instant): Page =>
  page(
    { title: 'You have asked for too many emails', back: '/sign-in' },
    <>
      <h1 class="govuk-heading-l">You have asked for too many emails</h1>
      <p class="govuk-body">You can ask for another one at {dueText(at, now)}.</p>
      <p class="govuk-body">
        Any email that we have sent in the last hour still works. Check your junk folder, and ask whoever looks after
        email at your school whether it was held back.
      </p>
    </>,
  )

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

const hiddenReturn = (path: string | undefined): Readonly<Record<string, string>> => (path ? { return: path } : {})
