import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import type { ApiToken } from '../../api-tokens/api-token.ts'
import { endOfOld, ROTATION_DAYS } from '../../api-tokens/api-token-rules.ts'
import { tokenOf } from '../../api-tokens/api-tokens-queries.ts'
import { type Place, placeInPath } from '../../memberships/place.ts'
import { because, mustSayWhy, ReasonField, reasonSchema } from '../../memberships/reason-field.tsx'
import { revokeApiToken } from './revoke-api-token.ts'
import { rotateApiToken } from './rotate-api-token.ts'
import { hashedSecret, preparedSecret, prepareSecret, secretReply } from './secret-page.tsx'
import { tokensPath } from './tokens-page.tsx'

export type PlaceAndToken = Place & { readonly token: ApiToken }

/** For `load`: the token of the address and the organisation that it belongs to; another's token is not there. */
export async function tokenInPath(request: WebRequest): Promise<PlaceAndToken | null> {
  const place = await placeInPath(request)
  const id = request.params['tokenId'] ?? ''
  const token = place && (await tokenOf(request.db, { organisationId: place.id, id }))
  return place && token ? { ...place, token } : null
}

type Change = {
  readonly step: 'rotation' | 'revocation'
  readonly title: (token: ApiToken) => string
  readonly submit: string
  readonly about: Html
}

const rotation: Change = {
  step: 'rotation',
  title: ({ name }) => `Replace the token ‘${name}’`,
  submit: 'Make the new token',
  about: (
    <ul class="govuk-list govuk-list--bullet">
      <li>A new token of the same name works at once. We show its secret on the next page, once.</li>
      <li>The old one works for {ROTATION_DAYS} days more, so that your system can change over without a gap.</li>
      <li>We tell the administrators by email.</li>
    </ul>
  ),
}

const revocation: Change = {
  step: 'revocation',
  title: ({ name }) => `End the token ‘${name}’?`,
  submit: 'End the token',
  about: (
    <ul class="govuk-list govuk-list--bullet">
      <li>It stops working at once. A system that uses it is answered with 401.</li>
      <li>This cannot be undone. You can make another token.</li>
      <li>We tell the administrators by email.</li>
    </ul>
  ),
}

const shower =
  (change: Change) =>
  ({ actor, cookies }: WebRequest, place: PlaceAndToken): Reply => {
    if (change.step === 'rotation') prepareSecret(cookies)
    return show(changePage(change, { place, form: formFor(change, place), saysWhy: mustSayWhy(actor, place) }))
  }

export const showRotation = shower(rotation)
export const showRevocation = shower(revocation)

/** Makes the token that takes the other's place, and shows its secret. */
export async function sendRotation(request: WebRequest, place: PlaceAndToken): Promise<Reply> {
  const said = reasonGiven(rotation, request, place)
  if (!said.ok) return said.again
  const { execute } = because(request, said.reason)
  const rotate = async (secret: string) => ({
    secret,
    done: await execute(rotateApiToken, {
      ...{ organisationId: place.id, tokenId: place.token.id, ...hashedSecret(secret) },
    }),
  })
  const first = await rotate(preparedSecret(request.cookies))
  const isUsed = !first.done.ok && first.done.refusal.code === 'secret-used'
  const { done, secret } = isUsed ? await rotate(prepareSecret(request.cookies)) : first
  if (!done.ok) return redirectTo(tokensPath(place))
  return secretReply({ place, name: place.token.name, secret, oldUntil: endOfOld(place.token, request.now) })
}

/** Ends the token. One that somebody else has ended meanwhile stays ended, and the list says so. */
export async function sendRevocation(request: WebRequest, place: PlaceAndToken): Promise<Reply> {
  const said = reasonGiven(revocation, request, place)
  if (!said.ok) return said.again
  const input = { organisationId: place.id, tokenId: place.token.id }
  const done = await because(request, said.reason).execute(revokeApiToken, input)
  return redirectTo(done.ok ? `${tokensPath(place)}?done=revoked` : tokensPath(place))
}

type Said = { readonly ok: true; readonly reason: string | null } | { readonly ok: false; readonly again: Reply }

function reasonGiven(change: Change, { actor, form }: WebRequest, place: PlaceAndToken): Said {
  const saysWhy = mustSayWhy(actor, place)
  const parsed = parseForm(z.object(reasonSchema(saysWhy).shape), form)
  if (parsed.ok) return { ok: true, reason: parsed.values.reason }
  const state = { ...formFor(change, place), ...parsed }
  return { ok: false, again: showAgain(changePage(change, { place, form: state, saysWhy })) }
}

const formFor = ({ step }: Change, place: PlaceAndToken): FormState =>
  freshForm(`${tokensPath(place)}/${place.token.id}/${step}`, { back: tokensPath(place) })

type Shown = { readonly place: PlaceAndToken; readonly form: FormState; readonly saysWhy: boolean }

const changePage = ({ title, submit, about }: Change, { place, form, saysWhy }: Shown): Page =>
  formPage(
    form,
    {
      title: title(place.token),
      caption: `${place.name}, token ends in ${place.token.ending}`,
      headed: 'by-page',
      submit,
      before: about,
    },
    saysWhy ? <ReasonField /> : <input type="hidden" name="confirmed" value="yes" />,
  )
