import { z } from 'zod'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { longText } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { LongTextField } from '#src/ui/fields.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Summary } from '#src/ui/summary.tsx'
import { hoursOf } from '../../claims/claim.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { discardDraft } from '../../claims/discard-draft.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import { withdrawClaim } from '../../claims/withdraw-claim.ts'
import { because, saysWhy, WhyField, whyIn } from '../../places/on-behalf.tsx'
import { notDone } from './not-done.tsx'

const Why = z.object({ because: longText({ missing: 'Enter why the claim is withdrawn', label: 'Reason', max: 500 }) })

/** What withdrawing means, asked once more. */
export function showWithdrawal(_request: WebRequest, place: ClaimPlace): Reply {
  return canWithdraw(place) ? show(withdrawalPage(place, formOf(place, 'withdrawal'))) : redirectTo(pathOf(place))
}

/** Withdraws; a second click finds that done. */
export async function sendWithdrawal(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  if (!canWithdraw(place)) return redirectTo(pathOf(place))
  const parsed = parseForm(Why, request.form)
  if (!parsed.ok) return showAgain(withdrawalPage(place, { ...formOf(place, 'withdrawal'), ...parsed }))
  const why = parsed.values.because
  const input = { claimId: place.claim.id, seen: seenIn(request), because: why }
  const process = because(request, saysWhy(request.actor, place.schoolId) ? why : null)
  const done = await process.execute(withdrawClaim, input)
  return done.ok ? redirectTo(listPath(place, 'withdrawn')) : notDone(request, done.refusal)
}

/** Asks once more before a draft is given up. */
export const showDiscarding = ({ actor }: WebRequest, place: ClaimPlace): Reply =>
  place.status === 'draft'
    ? show(discardingPage(place, formOf(place, 'discarding'), saysWhy(actor, place.schoolId)))
    : redirectTo(pathOf(place))

/** Gives the draft up, staff with the reason; a second click finds that done. */
export async function sendDiscarding(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  if (place.status !== 'draft') return redirectTo(listPath(place, 'discarded'))
  const { reason, errors } = whyIn(request, place.schoolId)
  if (errors.length > 0) {
    const form = { ...formOf(place, 'discarding'), values: request.form, errors }
    return showAgain(discardingPage(place, form, true))
  }
  const input = { claimId: place.claim.id, seen: seenIn(request) }
  const done = await because(request, reason).execute(discardDraft, input)
  return done.ok ? redirectTo(listPath(place, 'discarded')) : notDone(request, done.refusal)
}

const canWithdraw = ({ status }: ClaimPlace): boolean => status === 'submitted' || status === 'needs-provider'
const pathOf = ({ claim }: ClaimPlace): string => `/claims/${claim.id}`
const listPath = ({ schoolId }: ClaimPlace, done: string): string => `/organisations/${schoolId}/claims?done=${done}`
const seenIn = (request: WebRequest): number => Number(/^[0-9]{1,9}$/.exec(firstValue(request.form, 'seen'))?.[0] ?? -1)

const formOf = (place: ClaimPlace, word: 'withdrawal' | 'discarding'): FormState =>
  freshForm(`${pathOf(place)}/${word}`, { back: pathOf(place), hidden: { seen: String(place.claim.revision) } })

const rowsOf = ({ claim, providerName }: ClaimPlace) => [
  { key: 'Reference', value: claim.reference },
  { key: 'Provider', value: claim.submitted?.providerName ?? providerName },
  { key: 'Hours', value: hoursText(hoursOf(claim)) },
  ...(claim.submitted ? [{ key: 'Amount', value: moneyText(claim.submitted.amount) }] : []),
]

const withdrawalPage = (place: ClaimPlace, form: FormState): Page => {
  const title = 'Withdraw this claim'
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <span class="govuk-caption-l">{place.school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={rowsOf(place)} />
      <p class="govuk-body">If you withdraw:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>the claim is not paid</li>
        <li>its hours can be claimed again while a claim window is open</li>
        <li>your colleagues who claim and the provider are told</li>
        <li>you cannot undo it</li>
      </ul>
      <Form state={form}>
        <LongTextField
          name="because"
          label="Why is it withdrawn?"
          hint="It is kept with the claim"
          max={500}
          rows={3}
        />
        <Button text="Withdraw claim" preventDoubleClick classes="govuk-button--warning" />
      </Form>
    </>,
  )
}

const discardingPage = (place: ClaimPlace, form: FormState, mustSay: boolean): Page => {
  const title = 'Discard this draft'
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <span class="govuk-caption-l">{place.school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary rows={rowsOf(place)} />
      <p class="govuk-body">
        Nothing of it has been sent. The hours that it keeps can be claimed at once. You cannot undo this, but you can
        begin another claim.
      </p>
      <Form state={form}>
        {mustSay ? <WhyField /> : null}
        <Button text="Discard draft" preventDoubleClick classes="govuk-button--warning" />
      </Form>
    </>,
  )
}
