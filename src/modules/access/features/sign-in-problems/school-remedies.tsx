import type { Html } from '#src/ui/govuk-types.ts'
import { WORKING_DAYS_TO_ANSWER } from '../../join-requests/join-request-rules.ts'

// Problems whose remedy depends on the school: it is chosen below, and leads straight to what helps.

export const SomebodyElse = (): Html => (
  <>
    <p class="govuk-body">
      Several people of a school can have access, each with their own email address. Choose the school and ask to be
      added: whoever manages access there gets your request. If they do not answer within {WORKING_DAYS_TO_ANSWER}{' '}
      working days, we ask the next who can.
    </p>
    <p class="govuk-body">A DfE Sign-in account, or being head teacher, does not give access by itself.</p>
  </>
)

export const TutorLeft = (): Html => (
  <p class="govuk-body">
    Choose the school and have a link sent to its own email address. Whoever reads it can name the new induction tutor
    today. The one who left is told and loses access.
  </p>
)

export const Address = (): Html => (
  <p class="govuk-body">
    You sign in with the email address that your school gave us for you. Choose the school to see who is registered
    there. Most of each address is hidden, but you will recognise your own. If yours is not there, you can ask to be
    added.
  </p>
)

export const NeverRegistered = (): Html => (
  <p class="govuk-body">
    You do not register by yourself: your school gives you access. Choose the school to see whether somebody is
    registered. From there, ask them to add you, or have a link sent to the school’s own email address.
  </p>
)

export const WrongAccount = (): Html => (
  <>
    <p class="govuk-body">You can always sign in with your email address instead. It leads to the same account.</p>
    <ol class="govuk-list govuk-list--number">
      <li>
        Sign out of DfE Sign-in or GOV.UK One Login, or close the browser, so that it does not choose the account for
        you
      </li>
      <li>
        <a class="govuk-link" href="/sign-in">
          Sign in with the email address that your school gave us
        </a>
      </li>
      <li>
        Once you are in, go to{' '}
        <a class="govuk-link" href="/account/sign-in-methods">
          your ways to sign in
        </a>{' '}
        and connect the account that you want to use
      </li>
    </ol>
    <p class="govuk-body">
      A DfE Sign-in account does not give access by itself. If your school has not given you access,{' '}
      <a class="govuk-link" href="/sign-in/problems/somebody-else">
        ask to be added
      </a>
      .
    </p>
  </>
)
