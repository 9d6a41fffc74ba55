import type { Temporal } from '#src/kit/dates.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { School } from '../../../directory/public.ts'
import {
  type Contact,
  LINKS_IN_A_DAY,
  NOMINATION_LINK_DAYS,
  type SendDecision,
} from '../../nominations/nomination-rules.ts'
import { dueText } from '../../proofs/proof-rules.ts'

/** All that decides whether a link can be sent: the same rules as the command's, so that the page says why not. */
export type Sending = {
  readonly maySend: boolean
  readonly eligible: boolean
  readonly contact: Contact | null
  readonly decision: SendDecision
}

type Props = { readonly school: School; readonly sending: Sending; readonly now: Temporal.Instant }

export const SendLink = ({ school, sending, now }: Props): Html => {
  const refusal = refusalText(sending, now)
  if (refusal) return <InsetText text={refusal} />
  return (
    <Form state={freshForm(`/schools/${school.urn}/nomination-link`)}>
      <p class="govuk-body">
        It goes to {sending.contact?.address} and works once, for {NOMINATION_LINK_DAYS} days.
      </p>
      <Button text="Send nomination link" preventDoubleClick />
    </Form>
  )
}

function refusalText({ maySend, eligible, contact, decision }: Sending, now: Temporal.Instant): string | null {
  if (!maySend) return 'Only support staff can send the nomination link.'
  if (!eligible)
    return 'The school cannot use the service, so no link can be sent. The reason is at the top of this page.'
  if (!contact) return 'We have no email address for this school, so no link can be sent.'
  if (decision.allowed) return null
  const next = dueText(decision.at, now)
  return decision.reason === 'too-soon'
    ? `A link was sent a moment ago. The next one can be sent at ${next}. See below what became of it.`
    : `${LINKS_IN_A_DAY.count} links were sent in the last 24 hours. The next one can be sent at ${next}.`
}
