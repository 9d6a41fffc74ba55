import { dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import { notFound, type Page, type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { Button, InsetText, NotificationBanner } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { ApiToken } from '../../api-tokens/api-token.ts'
import { MOST_LIVE_TOKENS, tokenState, works } from '../../api-tokens/api-token-rules.ts'
import { tokensOf } from '../../api-tokens/api-tokens-queries.ts'
import { mayHaveTokens } from '../../api-tokens/token-work.ts'
import type { Place } from '../../memberships/place.ts'

type Tokens = {
  readonly place: Place
  readonly tokens: readonly ApiToken[]
  readonly now: Temporal.Instant
  readonly isStaff: boolean
  readonly done: string | null
}

export const tokensPath = ({ id }: { readonly id: string }): `/${string}` => `/organisations/${id}/api-tokens`

const DONE: Readonly<Record<string, string>> = {
  revoked: 'Ended. The token stopped working at once, and we have told the administrators by email.',
}

/** The tokens of an organisation, those that have ended too. One that has none and may have none has no such page. */
export async function showTokens({ db, now, actor, query }: WebRequest, place: Place): Promise<Reply> {
  const tokens = await tokensOf(db, place.id)
  if (tokens.length === 0 && !mayHaveTokens(place)) return notFound
  return show(tokensPage({ place, tokens, now, isStaff: actor.isStaff, done: DONE[query['done'] ?? ''] ?? null }))
}

const tokensPage = (facts: Tokens): Page =>
  page(
    { title: `API tokens of ${facts.place.name}`, back: facts.isStaff ? '/staff/api-tokens' : '/home', width: 'full' },
    <>
      {facts.done ? <NotificationBanner type="success" text={facts.done} /> : null}
      <h1 class="govuk-heading-l">API tokens of {facts.place.name}</h1>
      <p class="govuk-body">
        Your systems use a token to read and change registrations through the API. Several can work at the same time.{' '}
        <a class="govuk-link" href="/api/guidance">
          Read how to use the API
        </a>
        .
      </p>
      {facts.tokens.length === 0 ? <p class="govuk-body">There are no tokens yet.</p> : <TokenTable {...facts} />}
      <NewToken {...facts} />
    </>,
  )

const NewToken = ({ place, tokens, now }: Tokens): Html => {
  if (!mayHaveTokens(place)) {
    return (
      <InsetText text="It is not an NPQ provider today, so it can have no new token, and none of these opens anything." />
    )
  }
  if (tokens.filter((token) => works(token, now)).length >= MOST_LIVE_TOKENS) {
    return (
      <InsetText text={`${MOST_LIVE_TOKENS} tokens work now, which is the most. End one before you make another.`} />
    )
  }
  return <Button text="Make a token" href={`${tokensPath(place)}/new`} />
}

const TokenTable = (facts: Tokens): Html => (
  <WideTable
    caption="Tokens"
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Name', 'Status', 'Made', 'Last used', 'Works until', 'Change'].map((text) => ({ text }))}
    rows={facts.tokens.map((token) => [
      { html: <Name token={token} /> },
      { html: <StatusTag status={`api-token-${tokenState(token, facts.now)}`} /> },
      { html: <Made token={token} /> },
      { text: token.lastUsedAt ? momentText(token.lastUsedAt) : 'Never' },
      { text: untilText(token) },
      { html: <Actions token={token} {...facts} /> },
    ])}
  />
)

type OfToken = { readonly token: ApiToken }

const Name = ({ token: { name, ending } }: OfToken): Html => (
  <>
    {name} <span class="govuk-!-display-block govuk-!-font-weight-regular">Ends in {ending}</span>
  </>
)

const Made = ({ token: { createdAt, createdBy } }: OfToken): Html => (
  <>
    {dateText(londonDate(createdAt))} <span class="govuk-!-display-block">by {createdBy}</span>
  </>
)

const untilText = ({ revokedAt, expiresAt }: ApiToken): string =>
  revokedAt ? `Ended at ${momentText(revokedAt)}` : dateText(londonDate(expiresAt))

const Actions = ({ token, place, now }: Tokens & OfToken): Html => {
  if (!works(token, now)) return <>None</>
  const at = `${tokensPath(place)}/${token.id}`
  const about = `${token.name}, ends in ${token.ending}`
  return (
    <>
      {tokenState(token, now) === 'live' && mayHaveTokens(place) ? (
        <a class="govuk-link govuk-!-display-block" href={`${at}/rotation`}>
          Replace<span class="govuk-visually-hidden"> ({about})</span>
        </a>
      ) : null}
      <a class="govuk-link govuk-!-display-block" href={`${at}/revocation`}>
        End<span class="govuk-visually-hidden"> ({about})</span>
      </a>
    </>
  )
}
