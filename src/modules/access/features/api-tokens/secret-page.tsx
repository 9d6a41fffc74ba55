import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Cookies, Reply } from '#src/platform/http/route.ts'
import { WarningText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { endingOf, hashOfApiSecret, newApiSecret } from '../../api-tokens/api-token-secrets.ts'
import type { Place } from '../../memberships/place.ts'
import { tokensPath } from './tokens-page.tsx'

/** Holds the secret of the token that is being made, in the browser that makes it, so that a form sent twice makes one and shows it. */
const NEXT_SECRET = 'api-token-next'
const KEPT_SECONDS = 15 * 60

/** A secret for the next token: the page before gives it to the browser, and the token is made with it. */
export function prepareSecret(cookies: Cookies): string {
  const secret = newApiSecret()
  cookies.set(NEXT_SECRET, secret, KEPT_SECONDS)
  return secret
}

/** The secret that the browser was given, or a new one when it has kept none. */
export function preparedSecret(cookies: Cookies): string {
  const kept = cookies.get(NEXT_SECRET)
  return kept !== undefined && hashOfApiSecret(kept) !== null ? kept : prepareSecret(cookies)
}

/** What a command is given of a secret. */
export const hashedSecret = (secret: string) => ({
  hash: (hashOfApiSecret(secret) ?? Buffer.alloc(0)).toString('hex'),
  ending: endingOf(secret),
})

type Shown = {
  readonly place: Place
  readonly name: string
  readonly secret: string
  /** Until when the one before works, when this takes its place. */
  readonly oldUntil: Temporal.Instant | null
}

/** The one page that shows a secret. */
export const secretReply = ({ place, name, secret, oldUntil }: Shown): Reply => ({
  kind: 'page',
  status: 200,
  page: page(
    { title: 'Copy the token now' },
    <>
      <span class="govuk-caption-l">{place.name}</span>
      <h1 class="govuk-heading-l">Copy the token now</h1>
      <p class="govuk-body">This is the token ‘{name}’:</p>
      <p class="govuk-body">
        <code class="govuk-!-text-break-word" id="secret">
          {secret}
        </code>
      </p>
      <WarningText text="We show it once and keep no copy. If you lose it, make another." iconFallbackText="Warning" />
      <h2 class="govuk-heading-m">What happens next</h2>
      <ol class="govuk-list govuk-list--number">
        <li>Put the token where your system keeps its secrets. Do not send it by email or put it into code.</li>
        <li>Your system sends it with every call, in the header “Authorization: Bearer” and then the token.</li>
        {oldUntil ? (
          <li>The old token works until {dateText(londonDate(oldUntil))}. Change over before then.</li>
        ) : null}
      </ol>
      <p class="govuk-body">
        <a class="govuk-link" href={tokensPath(place)}>
          See the tokens of {place.name}
        </a>
      </p>
    </>,
  ),
})
