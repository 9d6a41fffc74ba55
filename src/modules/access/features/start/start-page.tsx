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
      <h2 class="govuk-heading-m">What you need</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>the email address that your school nominated you with</li>
        <li>to be able to read that email: we send a link and a code each time, and there is no password</li>
      </ul>
      <h2 class="govuk-heading-m">Get access</h2>
      <p class="govuk-body">
        Your school’s main email address receives a link. Whoever reads it names the induction tutor, who can be
        themselves. It takes about 2 minutes.
      </p>
      <p class="govuk-body">If you do not know who your school’s induction tutor is, ask whoever reads that email.</p>
      <h2 class="govuk-heading-m">Find your school</h2>
      <p class="govuk-body">
        <a class="govuk-link" href="/schools">
          See whether your school can use the service
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
