import { academicYearText, londonDate } from '#src/kit/dates.ts'
import { allValues, firstValue } from '#src/kit/form.ts'
import { type Money, times } from '#src/kit/money.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { CheckboxField } from '#src/ui/fields.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { moneyText } from '#src/ui/money-text.ts'
import { Summary } from '#src/ui/summary.tsx'
import { hoursOf } from '../../claims/claim.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { Declaration } from '../../claims/declaration.tsx'
import { hoursText } from '../../claims/event-text-rules.ts'
import { submitClaim } from '../../claims/submit-claim.ts'
import { areaText, type FundingArea } from '../../years/claim-year.ts'
import { areaOfDistrict, ratesOf } from '../../years/years-queries.ts'
import { seenIn, seenOf, stepPath } from './draft.ts'
import { refusedReply } from './refused-page.tsx'

/** Everything once more, what it comes to, and the declaration. What is not answered yet is asked first. */
export async function showCheckAnswers(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  if (place.claim.lines.length === 0) return redirectTo(stepPath(place, 'mentors'))
  if (!place.claim.providerConfirmedHours) return redirectTo(stepPath(place, 'hours'))
  const worth = await worthOf(request, place)
  return show(checkPage(place, worth, formOf(place, worth)))
}

/** Sends the claim. A second click finds that it was sent. */
export async function sendClaim(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const declared = allValues(request.form, 'declared').includes('yes')
  if (!declared) {
    const worth = await worthOf(request, place)
    const errors = [{ field: 'declared', message: 'Confirm that you agree to the declaration' }]
    return showAgain(checkPage(place, worth, { ...formOf(place, worth), errors }))
  }
  const shown = /^[0-9]{1,12}$/.exec(firstValue(request.form, 'amount'))?.[0]
  const sent = await request.execute(submitClaim, {
    ...{ claimId: place.claim.id, seen: seenIn(request), declared },
    ...{ providerConfirmedHours: place.claim.providerConfirmedHours, shownPence: shown ? Number(shown) : null },
  })
  if (sent.ok || sent.refusal.facts['status'] === 'submitted') return redirectTo(stepPath(place, 'sent'))
  const again = stepPath(place, AGAIN[sent.refusal.code] ?? 'check-answers')
  return refusedReply(request, { schoolId: place.schoolId, refusal: sent.refusal, again })
}

/** Where what stands in the way can be changed. */
const AGAIN: Readonly<Partial<Record<string, 'hours' | 'mentors' | 'provider'>>> = {
  'too-few-hours': 'mentors',
  'not-a-mentor': 'mentors',
  'provider-not-accredited': 'provider',
  'no-mentors': 'mentors',
  'hours-not-confirmed': 'hours',
}

type Worth = { readonly area: FundingArea; readonly rate: Money; readonly amount: Money }

/** What the claim would come to if it were sent now; null for a year without rates. */
async function worthOf({ db, now }: WebRequest, { claim, school }: ClaimPlace): Promise<Worth | null> {
  const area = await areaOfDistrict(db, school.districtCode, londonDate(now))
  const rate = (await ratesOf(db, claim.year, now))?.[area]
  return rate === undefined ? null : { area, rate, amount: times(rate, hoursOf(claim)) }
}

const formOf = (place: ClaimPlace, worth: Worth | null): FormState =>
  freshForm(stepPath(place, 'check-answers'), {
    back: stepPath(place, 'confirm-hours'),
    hidden: { ...seenOf(place), ...(worth ? { amount: String(worth.amount) } : {}) },
  })

const checkPage = (place: ClaimPlace, worth: Worth | null, form: FormState): Page => {
  const title = 'Check your answers before you send the claim'
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <span class="govuk-caption-l">{place.school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Answers place={place} worth={worth} />
      <h2 class="govuk-heading-m">Declaration</h2>
      <p class="govuk-body">By sending this claim you declare for {place.school.name} that:</p>
      <Declaration organisationId={place.schoolId} />
      <WarningText
        text="You cannot change a claim that was sent. You can withdraw it until it is on its way to the payer."
        iconFallbackText="Warning"
      />
      <Form state={form}>
        <CheckboxField
          name="declared"
          legend="Do you agree to the declaration?"
          choices={[{ value: 'yes', text: 'I agree, and I am allowed to claim for the school' }]}
        />
        <Button text="Send claim" preventDoubleClick />
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={`/organisations/${place.schoolId}/claims`}>
          Keep the draft and go on later
        </a>
      </p>
    </>,
  )
}

const Answers = ({ place, worth }: { readonly place: ClaimPlace; readonly worth: Worth | null }): Html => {
  const { claim, school, providerName } = place
  const change = (step: 'provider' | 'mentors' | 'hours', hidden: string) => [
    { text: 'Change', href: stepPath(place, step), hidden },
  ]
  return (
    <>
      <Summary
        rows={[
          { key: 'School', value: `${school.name} (URN ${school.urn})` },
          { key: 'Academic year', value: academicYearText(claim.year) },
          { key: 'Provider', value: providerName, actions: change('provider', 'the provider') },
          {
            key: 'Mentors',
            value: claim.lines.map(({ mentorName }) => mentorName).join(', '),
            actions: change('mentors', 'the mentors'),
          },
          ...claim.lines.map(({ mentorName, mentorTrn, hours }) => ({
            ...{ key: `${mentorName} (${mentorTrn})`, value: hoursText(hours) },
            actions: change('hours', `the hours of ${mentorName}`),
          })),
        ]}
      />
      <Summary
        title="What it comes to"
        rows={[
          { key: 'Hours together', value: hoursText(hoursOf(claim)) },
          { key: 'Funding area', value: worth ? areaText[worth.area] : null },
          { key: 'Rate for an hour', value: worth ? moneyText(worth.rate) : null },
          { key: 'Amount', value: worth ? moneyText(worth.amount) : null },
        ]}
      />
    </>
  )
}
