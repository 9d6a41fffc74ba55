import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { likelyAddress } from '#src/kit/email-typo.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { email } from '#src/kit/form-fields.ts'
import { type MessageState, messageState } from '#src/platform/email/messages-queries.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { EmailField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { ADDRESS_LINK_HOURS, MOST_ADDRESSES } from '../../accounts/address-rules.ts'
import { addressProofIntent } from '../../emails/account-emails.ts'
import { dueText } from '../../proofs/proof-rules.ts'
import { askForAddress } from './ask-for-address.ts'

/** What this browser remembers of the address that it asked for. */
const ASKED = 'address-asked'
const MEMORY_SECONDS = 3_600

const Schema = z.object({ email: email({ missing: 'Enter the email address' }) })

export const showAddAddress = (): Reply => show(addPage(FORM))

/** Sends the proof. The answer is the same for every address that is not one's own. */
export async function sendAddAddress(request: WebRequest): Promise<Reply> {
  const parsed = parseForm(Schema, request.form)
  if (!parsed.ok) return showAgain(addPage({ ...FORM, values: parsed.values, errors: parsed.errors }))
  const { email: address } = parsed.values
  const likely = likelyAddress(address)
  if (likely && firstValue(request.form, 'as-typed') !== address) {
    return show(addPage({ ...FORM, values: parsed.raw, hidden: { 'as-typed': address } }, likely))
  }
  const done = await request.execute(askForAddress, { address })
  if (done.ok) {
    request.cookies.set(ASKED, done.value.proofId, MEMORY_SECONDS)
    return redirectTo('/account/email-addresses/sent')
  }
  const message = refusedText(done.refusal, request.now)
  return showAgain(addPage({ ...FORM, values: parsed.raw, errors: [{ field: 'email', message }] }))
}

function refusedText(
  { code, facts }: { code: string; facts: Readonly<Record<string, unknown>> },
  now: Temporal.Instant,
) {
  const { at } = facts
  if (at instanceof Temporal.Instant)
    return `You have asked for several addresses. Ask for the next at ${dueText(at, now)}`
  return code === 'own-already'
    ? 'Enter another address: you have this one already'
    : `Remove an address first: an account has ${MOST_ADDRESSES} at most`
}

/** What became of the message, for as long as this browser remembers that it asked. */
export async function showSent({ cookies, db }: WebRequest): Promise<Reply> {
  const proofId = cookies.get(ASKED)
  const state = proofId ? await messageState(db, addressProofIntent(proofId)) : null
  return state ? show(sentPage(state)) : redirectTo('/account')
}

const FORM = freshForm('/account/email-addresses/add', { back: '/account' })

const addPage = (form: FormState, likely: string | null = null): Page =>
  formPage(
    form,
    {
      title: 'Add an email address',
      headed: 'by-page',
      before: likely ? (
        <InsetText text={`Did you mean ${likely}? Change the email address, or continue if it is right.`} />
      ) : (
        <p class="govuk-body">We send a link there. Once you have opened it, you can sign in with this address too.</p>
      ),
    },
    <EmailField name="email" label="Email address" hint="One that only you read. We tell your other addresses" />,
  )

const sentPage = (state: MessageState): Page =>
  page(
    { title: 'Check your email', back: '/account' },
    <>
      <h1 class="govuk-heading-l">Check your email</h1>
      <Summary
        rows={[
          { key: 'Sent to', value: state.to },
          { key: 'What became of it', value: `${state.text}. ${state.next}` },
        ]}
      />
      <p class="govuk-body">
        Open the link in this browser. It works once, for {ADDRESS_LINK_HOURS} hours. The address is added when you have
        confirmed it.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/account/email-addresses/add">
          Enter another address
        </a>
      </p>
    </>,
  )
