import { type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'

/** The front door: who the service is for, what one needs, and the three ways on. */
export const showStart = ({ actor }: WebRequest): Reply => show(startPage(actor.accountId !== null))

const startPage = (isSignedIn: boolean): Page =>
  page(
    { title: 'Set up training for early career teachers' },
    <>
      <h1 class="govuk-heading-xl">Set up training for early career teachers</h1>
      <p class="govuk-body">Use this service if you work at a school in England and are its induction tutor.</p>
      <p class="govuk-body">
        State schools and special schools with Section 41 approval can use it. Each school has one induction tutor here.
      </p>
      {isSignedIn ? (
        <Button text="Go to your school" href="/home" isStartButton />
      ) : (
        <Button text="Sign in" href="/sign-in" isStartButton />
      )}
      <h2 class="govuk-heading-m">If you cannot sign in yet</h2>
      <p class="govuk-body">
        Find your school to see whether it can use the service and who is registered. You can ask to be added, or have a
        link sent to the school with which it names its induction tutor. It takes about 2 minutes.
      </p>
      <Button text="Get access for my school" href="/schools" classes="govuk-button--secondary" />
      <h2 class="govuk-heading-m">What you need to sign in</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>the email address that your school gave us</li>
        <li>to be able to read that email: we send a link and a code each time, and there is no password</li>
      </ul>
      <h2 class="govuk-heading-m">If you want to take a national professional qualification</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/npq">
          Register for an NPQ, or see where your registration stands
        </a>
      </p>
      <h2 class="govuk-heading-m">If you work for the Department for Education</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/staff-sign-in">
          Sign in with your DfE account
        </a>
      </p>
    </>,
  )
