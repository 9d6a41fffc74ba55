import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { MessageState } from '#src/platform/email/messages-queries.ts'
import type { Page } from '#src/platform/http/route.ts'
import { InsetText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { dueText } from '../../proofs/proof-rules.ts'

type NewLink = {
  readonly school: string
  readonly urn: string
  readonly sentTo: string
  readonly sentAt: Temporal.Instant
  readonly message: Pick<MessageState, 'text' | 'next'> | null
  readonly nextAt: Temporal.Instant | null
  readonly now: Temporal.Instant
}

/** Where the newest link went, what became of it, and what to do when it does not arrive. The address stays masked. */
export const newLinkPage = ({ school, urn, sentTo, sentAt, message, nextAt, now }: NewLink): Page =>
  page(
    { title: 'A link is on its way' },
    <>
      <h1 class="govuk-heading-l">A link is on its way</h1>
      <p class="govuk-body">
        We sent the newest link for {school} to <strong>{sentTo}</strong> at {momentText(sentAt)}.
      </p>
      {message ? <InsetText text={`${message.text}. ${message.next}`} /> : null}
      <p class="govuk-body">
        {nextAt
          ? `Another one can be sent at ${dueText(nextAt, now)}.`
          : 'Another one can be sent now from an old link.'}
      </p>
      <p class="govuk-body">
        If nobody reads that address any more, change it in Get Information about Schools. We use the new one from the
        next morning.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/schools/${urn}/access`}>
          See every way to get access for {school}
        </a>
      </p>
    </>,
  )

const whyNot = {
  'no-contact': 'We have no email address for the school. It can add one in Get Information about Schools.',
  'not-eligible': 'The school cannot use this service. Its page says why.',
} as const

/** Nothing was sent, and trying again would not help. */
export const noLinkPage = (school: { readonly name: string; readonly urn: string }, code: keyof typeof whyNot): Page =>
  page(
    { title: 'We could not send a link' },
    <>
      <h1 class="govuk-heading-l">We could not send a link</h1>
      <p class="govuk-body">{whyNot[code]}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/schools/${school.urn}/access`}>
          See how to get access for {school.name}
        </a>
      </p>
    </>,
  )
