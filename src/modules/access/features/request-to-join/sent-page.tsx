import type { Page } from '#src/platform/http/route.ts'
import { InsetText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { WORKING_DAYS_TO_ANSWER } from '../../join-requests/join-request-rules.ts'
import { FasterRoute } from './request-page.tsx'
import type { Sent } from './standing.ts'

/** Says what became of the message to whoever asked, and what happens next. Byte for byte the same for every address. */
export const sentPage = ({ target, message }: Sent): Page =>
  page(
    { title: 'Check your email for what happens next' },
    <>
      <h1 class="govuk-heading-l">Check your email for what happens next</h1>
      <p class="govuk-body">
        We have an email about {target.organisation.name} for{' '}
        <strong class="govuk-!-text-break-word">{message.to}</strong>. It says what we have done, and its link shows
        where your request stands.
      </p>
      <InsetText
        html={
          <>
            <p class="govuk-body">
              <strong>{message.text}</strong>
            </p>
            <p class="govuk-body">
              {message.next}{' '}
              <a class="govuk-link" href={`${target.path}/sent`}>
                Check again
              </a>
            </p>
          </>
        }
      />
      <p class="govuk-body">
        If the address is wrong,{' '}
        <a class="govuk-link" href={target.path}>
          send the request again with the right one
        </a>
        .
      </p>
      <h2 class="govuk-heading-m">Who answers</h2>
      <ol class="govuk-list govuk-list--number">
        <li>Whoever manages access for {target.organisation.name}, if there is anybody</li>
        {target.kind === 'school' ? (
          <>
            <li>Whoever reads the school’s own email</li>
            <li>The school’s trust, if it has one</li>
          </>
        ) : null}
        <li>Our support team</li>
      </ol>
      <p class="govuk-body">
        Each has {WORKING_DAYS_TO_ANSWER} working days, then we ask the next. We email you when that happens and when
        somebody has answered.
      </p>
      <FasterRoute target={target} />
    </>,
  )
