import { CALLS_OF_A_TOKEN, ENTRIES, LONGEST_KEY } from '#src/platform/http/api/api-rules.ts'
import { IDEMPOTENCY_KEYS } from '#src/platform/jobs/retention-rules.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { waitText } from '#src/ui/wait-text.ts'
import { TOKEN_LIFE } from '../../../access/public.ts'
import { endpoints } from '../../api/endpoints.ts'
import { Code, WordTable } from './parts.tsx'

const count = (number: number): string => number.toLocaleString('en-GB')

export const GettingStarted = (): Html => (
  <>
    <ol class="govuk-list govuk-list--number">
      <li>An administrator of your organisation makes a token, on the page “API tokens” of your home page.</li>
      <li>Send it with each call, as “Authorization: Bearer” and the token.</li>
      <li>Ask for the people who registered with you:</li>
    </ol>
    <Code text="GET /api/v3/npq-applications" />
    <p class="govuk-body">
      Answers are JSON: “data” has one entry, or a list of them, each with “id”, “type” and “attributes”. Attributes may
      be added at any time, so pass over those that you do not know. None is taken away or changes its meaning in v3.
    </p>
    <WordTable
      caption="Addresses"
      head={['Call', 'What it does']}
      rows={endpoints.map(({ at, summary }) => [at, summary])}
    />
    <h2 class="govuk-heading-m">Pages of a list</h2>
    <p class="govuk-body">
      A list has {ENTRIES.usual} entries on a page. Ask for up to {count(ENTRIES.most)} with page[per_page], and for
      later pages with page[page]. A page with fewer entries than you asked for is the last one.
    </p>
    <h2 class="govuk-heading-m">Changing something</h2>
    <p class="govuk-body">
      Send the body as application/json, in the form {'{"data": {"type": "…", "attributes": {…}}}'}. Give each change an
      “Idempotency-Key” of your own, of 1 to {LONGEST_KEY} characters. When you do not know whether a call arrived, send
      it again with the same key: it is answered as the first time and does nothing more. Keys count for one token, for{' '}
      {IDEMPOTENCY_KEYS.total('hours')} hours.
    </p>
    <h2 class="govuk-heading-m">How often</h2>
    <p class="govuk-body">
      Each token may call {count(CALLS_OF_A_TOKEN.limit)} times in {waitText(CALLS_OF_A_TOKEN.seconds)}. The headers
      X-RateLimit-Limit, X-RateLimit-Remaining and X-RateLimit-Reset say how many are left and for how many seconds. A
      call too many is answered with 429 and Retry-After.
    </p>
  </>
)

export const Authentication = (): Html => (
  <>
    <p class="govuk-body">
      A token belongs to your organisation and to one of your systems. Administrators make, replace and end tokens on
      the page “API tokens”. We show the secret once and keep no copy.
    </p>
    <Code text="Authorization: Bearer tts_api_…" />
    <ul class="govuk-list govuk-list--bullet">
      <li>
        A token works for {TOKEN_LIFE.days} days. We write to your administrators {TOKEN_LIFE.toldDays} days before its
        end.
      </li>
      <li>
        Replace it without a gap: the new one works at once, and the old one for {TOKEN_LIFE.rotationDays} days more.
      </li>
      <li>Up to {TOKEN_LIFE.most} tokens work at the same time, so each system and supplier can have its own.</li>
      <li>End a token that has been seen by others at once. The next call with it is answered with 401.</li>
      <li>Every secret begins with tts_api_, so that tools can find one that was put into code.</li>
    </ul>
    <p class="govuk-body">
      A token opens the API while your organisation is an NPQ provider. On a day on which it is not, calls are answered
      with 403.
    </p>
  </>
)

export const Sandbox = (): Html => (
  <>
    <p class="govuk-body">
      The sandbox is the same program with invented people. Make tokens for it there: those of the live service do not
      work in it, nor the other way round. Its limits are the same.
    </p>
    <h2 class="govuk-heading-m">Another date</h2>
    <p class="govuk-body">
      In the sandbox a call can be made as if it were another day, for example to declare before a course begins:
    </p>
    <Code text="X-With-Server-Date: 2027-02-01T09:00:00Z" />
    <p class="govuk-body">
      The header counts for its own call. A day alone, such as 2027-02-01, means the beginning of that day in London.
      The live service refuses a call with this header and does nothing, so that a call meant for the sandbox changes no
      real record.
    </p>
  </>
)
