import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, Details, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { AskedSignIn } from '../../proofs/asked-sign-in.ts'
import { dueText } from '../../proofs/proof-rules.ts'
import { CODE_LIFE, SIGN_IN_LINK_LIFE, WRONG_ANSWERS_A_CODE } from '../../proofs/sign-in-rules.ts'
import type { Remedy } from './remedy-page.tsx'

// Problems with the message. What became of the newest one that this browser asked for is said, whoever it went to.

export const NoEmail = ({ asked }: Remedy): Html => (
  <>
    {asked ? <Newest asked={asked} /> : <NothingAsked />}
    <h2 class="govuk-heading-m">What you can do</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>look in your junk or spam folder, and wait 10 minutes: some schools hold email back</li>
      <li>check the address for slips, and use another one if your school gave us another</li>
      <li>give whoever looks after email at your school the text below</li>
      <li>
        <a class="govuk-link" href="/sign-in/problems/which-address">
          find out which address your school gave us
        </a>
      </li>
      <li>
        <a class="govuk-link" href="/sign-in/problems/somebody-else">
          ask your school to add you with another address
        </a>
      </li>
    </ul>
    <Details
      summaryText="For whoever looks after email at your school"
      html={
        <>
          <p class="govuk-body">
            A service of the Department for Education sends this person emails to sign in with. They come through GOV.UK
            Notify, from an address that ends in @{NOTIFY_DOMAIN}. Look for them in the quarantine, and add the domain
            to the list of safe senders.
          </p>
          <p class="govuk-body">
            Filters may open the links: that does not use them up. Do not rewrite them if you can avoid it.
          </p>
        </>
      }
    />
  </>
)

/** Every service that sends with GOV.UK Notify sends from here. Source: GOV.UK Notify, how emails are sent. */
const NOTIFY_DOMAIN = 'notifications.service.gov.uk'

export const DeadLink = ({ asked }: Remedy): Html => (
  <>
    <p class="govuk-body">
      A link works once, for {SIGN_IN_LINK_LIFE.total('minutes')} minutes. Once one has been used, older and newer ones
      stop working too.
    </p>
    {asked ? <Newest asked={asked} /> : <NothingAsked />}
    <h2 class="govuk-heading-m">What you can do</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>open the link from the newest email</li>
      <li>if it was cut in two, copy all of it into the address bar</li>
      <li>
        use the code in the same email instead, within {CODE_LIFE.total('minutes')} minutes, on the page where you asked
        for it
      </li>
    </ul>
  </>
)

export const RefusedCode = ({ asked }: Remedy): Html => (
  <>
    <p class="govuk-body">
      A code works for {CODE_LIFE.total('minutes')} minutes, in the browser that asked for it. After{' '}
      {WRONG_ANSWERS_A_CODE} wrong tries it stops working. The link in the same email goes on working.
    </p>
    {asked?.codesRestUntil ? (
      <InsetText
        text={`Too many wrong codes were entered for ${asked.address}. Codes work again at ${dueText(asked.codesRestUntil, asked.now)}. Links work now.`}
      />
    ) : null}
    {asked ? <Newest asked={asked} /> : <NothingAsked />}
    <h2 class="govuk-heading-m">What you can do</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>open the link in the email instead</li>
      <li>
        type the code from the newest email: 8 letters and numbers. Spaces, hyphens and small letters do not matter
      </li>
    </ul>
  </>
)

const NothingAsked = (): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href="/sign-in">
      Ask for an email to sign in
    </a>
    . This page then says what became of it.
  </p>
)

const Newest = ({ asked }: { readonly asked: AskedSignIn }): Html => (
  <>
    <h2 class="govuk-heading-m">Your newest email</h2>
    <p class="govuk-body">
      To <strong class="govuk-!-text-break-word">{asked.address}</strong>
    </p>
    {asked.message ? <InsetText text={`${asked.message.text}. ${asked.message.next}`} /> : null}
    {asked.nextEmailAt ? (
      <p class="govuk-body">You can ask for another email at {dueText(asked.nextEmailAt, asked.now)}.</p>
    ) : (
      <Form state={freshForm('/sign-in', { hidden: { email: asked.address, 'as-typed': asked.address } })}>
        <Button text="Send another email" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    )}
    <p class="govuk-body">
      <a class="govuk-link" href="/sign-in/check-your-email">
        Enter the code from it
      </a>{' '}
      or{' '}
      <a class="govuk-link" href="/sign-in">
        use another address
      </a>
      .
    </p>
  </>
)
