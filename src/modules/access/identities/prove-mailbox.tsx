import { EmailField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { doorText, type VisitorDoor } from './identity.ts'

type ProveMailboxProps = {
  readonly door: VisitorDoor
  /** Fills the field; it proves nothing. */
  readonly address: string
  readonly signedInAs: string | null
}

/** The evidence that joins an identity to an account: its mailbox, read in this browser. The ordinary sign-in message is enough. */
export const ProveMailbox = ({ door, address, signedInAs }: ProveMailboxProps): Html =>
  signedInAs ? (
    <p class="govuk-body">
      You are signed in as {signedInAs}.{' '}
      <a class="govuk-link" href={`/${door}/connect`}>
        Connect {doorText[door]} to your account
      </a>
    </p>
  ) : (
    <>
      <p class="govuk-body">
        Sign in by email once more. We will then ask whether to connect {doorText[door]} to your account. Open the email
        in this browser, or enter its code here.
      </p>
      <Form state={freshForm('/sign-in', { values: { email: address }, hidden: { return: `/${door}/connect` } })}>
        <EmailField name="email" label="Email address that you sign in with" />
        <Button text="Send the email" classes="govuk-button--secondary" preventDoubleClick />
      </Form>
    </>
  )
