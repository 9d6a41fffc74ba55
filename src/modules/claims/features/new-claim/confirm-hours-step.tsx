import { allValues } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { CheckboxField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import { saveDraft } from '../../claims/save-draft.ts'
import { because, WhyField, whyIn } from '../../places/on-behalf.tsx'
import { asksWhy, mentorsIn, reasonBefore, seenIn, seenOf, stepPath } from './draft.ts'
import { refusedReply } from './refused-page.tsx'

/** Asks the school to agree the hours with the provider before it claims. */
export async function showConfirmHours(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  if (place.claim.lines.length === 0) return redirectTo(stepPath(place, 'mentors'))
  const form = { ...formOf(place), values: await reasonBefore(request, place) }
  return show(confirmPage(place, form, asksWhy(request, place)))
}

/** Notes that it has. Staff end here: only the school agrees to the declaration, and sends the claim. */
export async function sendConfirmHours(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const isConfirmed = allValues(request.form, 'confirmed').includes('yes')
  const why = whyIn(request, place.schoolId)
  const missing = { field: 'confirmed', message: 'Agree the hours with the provider, then confirm it here' }
  const errors = [...(isConfirmed ? [] : [missing]), ...why.errors]
  if (errors.length > 0) {
    const form = { ...formOf(place), values: request.form, errors }
    return showAgain(confirmPage(place, form, asksWhy(request, place)))
  }
  const saved = await because(request, why.reason).execute(saveDraft, {
    ...{ claimId: place.claim.id, schoolId: place.schoolId, providerId: place.providerId, seen: seenIn(request) },
    ...{ mentors: mentorsIn(place), confirmed: true },
  })
  const next = asksWhy(request, place) ? `/claims/${place.claim.id}?done=draft` : stepPath(place, 'check-answers')
  if (saved.ok) return redirectTo(next)
  return refusedReply(request, { schoolId: place.schoolId, refusal: saved.refusal, again: stepPath(place, 'hours') })
}

const formOf = (place: ClaimPlace): FormState =>
  freshForm(stepPath(place, 'confirm-hours'), { back: stepPath(place, 'hours'), hidden: seenOf(place) })

const confirmPage = (place: ClaimPlace, form: FormState, mustSay: boolean): Page =>
  formPage(
    form,
    {
      ...{ title: `Confirm the hours with ${place.providerName}`, caption: place.school.name, headed: 'by-page' },
      before: (
        <>
          <p class="govuk-body">
            The provider may be asked later whether these hours are right. Claims that it does not confirm can be taken
            back, so agree them with it now. Your draft is kept while you do.
          </p>
          <Summary
            rows={place.claim.lines.map(({ mentorName, mentorTrn, hours }) => ({
              key: `${mentorName} (${mentorTrn})`,
              value: hoursText(hours),
            }))}
          />
        </>
      ),
      after: (
        <p class="govuk-body">
          <a class="govuk-link" href={`/organisations/${place.schoolId}/claims`}>
            Go on later
          </a>
        </p>
      ),
    },
    <>
      <CheckboxField
        name="confirmed"
        legend="Have the hours been agreed?"
        choices={[{ value: 'yes', text: `${place.providerName} has confirmed these hours to us` }]}
      />
      {mustSay ? <WhyField /> : null}
    </>,
  )
