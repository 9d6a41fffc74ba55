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
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { waitText } from '#src/ui/wait-text.ts'
import type { VisitorDoor } from '../../identities/identity.ts'
import { OtherDoors, openDoors } from '../../identities/other-doors.tsx'
import { dueText } from '../../proofs/proof-rules.ts'
import { signInSends } from '../../proofs/proofs-queries.ts'
import { nextSignInEmailAt } from '../../proofs/sign-in-rules.ts'
import { rememberReturn } from '../../proofs/way-back.ts'
import { goToCheckYourEmail, momentIn, takeBurstAllowance, takeIpAllowance } from './entrance.ts'
import { requestSignInEmail } from './request-sign-in-email.ts'

const Schema = z.object({ email: email({ missing: 'Enter your email address' }) })

/** Asks for an address. Whoever is signed in already goes straight on. */
export async function showSignIn(request: WebRequest): Promise<Reply> {
  const { actor, query, session } = request
  if (actor.accountId !== null) return redirectTo('/home')
  const form = freshForm('/sign-in', { back: '/', hidden: hiddenReturn(query['return']) })
  const before = (await session.whyEnded()) === ACCESS_REMOVED ? <AccessHasChanged /> : <Intro />
  return show(signInPage(form, { before, doors: openDoors(request) }))
}

/** Sends the message and answers every address alike. */
export async function sendSignInEmail(request: WebRequest): Promise<Reply> {
  const parsed = parseForm(Schema, request.form)
  const back = freshForm('/sign-in', { back: '/', hidden: hiddenReturn(one(request.form['return'])) })
  const doors = openDoors(request)
  if (!parsed.ok) return showAgain(signInPage({ ...back, values: parsed.values, errors: parsed.errors }, { doors }))
  const address = parsed.values.email
  const likely = likelyAddress(address)
  if (likely && one(request.form['as-typed']) !== address) {
    const hidden = { ...back.hidden, 'as-typed': address }
    return show(signInPage({ ...back, values: parsed.raw, hidden }, { before: <DidYouMean likely={likely} />, doors }))
  }
  rememberReturn(request, one(request.form['return']))
  return sendTo(request, address)
}

/** Asks for a message to an address for this browser, from the form or again from a dead link. */
export async function sendTo(request: WebRequest, address: string): Promise<Reply> {
  const { db, now } = request
  // What the address's own limit refuses is not counted against the line: whoever hammers one address must not lock out
  // everybody who shares the connection.
  const isFull = nextSignInEmailAt(await signInSends(db, address, now), now) !== null
  if (!isFull) {
    const burst = await takeBurstAllowance(request, address)
    if (!burst.taken) return tooMany(burst.waitSeconds)
    const token = await takeIpAllowance(request)
    if (!token.taken) return { kind: 'page', status: 429, page: tooManyFromHerePage(token.waitSeconds) }
  }
  const sent = await request.execute(requestSignInEmail, { address, browserHash: request.browserHash })
  if (sent.ok) return goToCheckYourEmail(request, sent.value.proofId)
  if (sent.refusal.code !== 'too-many') throw new Error(`Unexpected refusal: ${sent.refusal.code}`)
  return { kind: 'page', status: 429, page: tooManyPage(momentIn(sent.refusal.facts, 'at'), now) }
}

type Around = { readonly before?: Html; readonly doors: readonly VisitorDoor[] }

const signInPage = (form: FormState, { before = <Intro />, doors }: Around): Page =>
  formPage(
    form,
    {
      title: 'Sign in',
      headed: 'by-page',
      before,
      after: (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href="/sign-in/problems">
              Problems signing in
            </a>
          </p>
          <OtherDoors doors={doors} back={form.hidden?.['return']} />
        </>
      ),
    },
    <EmailField name="email" label="Email address" hint="Use the one that your school gave us" />,
  )

const Intro = (): Html => (
  <p class="govuk-body">We will send you an email to sign in with. You do not need a password.</p>
)

const DidYouMean = ({ likely }: { readonly likely: string }): Html => (
  <InsetText text={`Did you mean ${likely}? Change the email address, or continue if it is right.`} />
)

/** Why the browser's session ended when somebody took a role away. */
const ACCESS_REMOVED = 'access removed'

const AccessHasChanged = (): Html => (
  <>
    <InsetText text="You have been signed out. Your access to an organisation has changed: we have sent you an email about it. If you still have a role, sign in again." />
    <Intro />
  </>
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
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in/problems?problem=no-email">
          See what else you can do
        </a>
      </p>
    </>,
  )

/** A robot, or a whole trust on its first morning: whoever reads this has done nothing wrong. */
const tooManyFromHerePage = (seconds: number): Page =>
  page(
    { title: 'Too many sign-in emails were asked for from your network', back: '/sign-in' },
    <>
      <h1 class="govuk-heading-l">Too many sign-in emails were asked for from your network</h1>
      <p class="govuk-body">
        Everybody who shares your internet connection counts together. You can ask for an email in {waitText(seconds)}.
      </p>
      <p class="govuk-body">
        Any email that we have sent in the last hour still works. On another connection, such as a phone, you can ask
        for one now.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in/problems">
          See other ways to get in
        </a>
      </p>
    </>,
  )

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

const hiddenReturn = (path: string | undefined): Readonly<Record<string, string>> => (path ? { return: path } : {})
