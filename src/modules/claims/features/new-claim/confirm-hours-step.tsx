import { allValues } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { CheckboxField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import { saveDraft } from '../../claims/save-draft.ts'
import { mentorsIn, seenIn, seenOf, stepPath } from './draft.ts'
import { refusedReply } from './refused-page.tsx'

/** Asks the school to agree the hours with the provider before it claims. */
export function showConfirmHours(_request: WebRequest, place: ClaimPlace): Reply {
  if (place.claim.lines.length === 0) return redirectTo(stepPath(place, 'mentors'))
  return show(confirmPage(place, formOf(place)))
}

/** Notes that it has. */
export async function sendConfirmHours(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  if (!allValues(request.form, 'confirmed').includes('yes')) {
    const errors = [{ field: 'confirmed', message: 'Agree the hours with the provider, then confirm it here' }]
    return showAgain(confirmPage(place, { ...formOf(place), errors }))
  }
  const saved = await request.execute(saveDraft, {
    ...{ claimId: place.claim.id, schoolId: place.schoolId, providerId: place.providerId, seen: seenIn(request) },
    ...{ mentors: mentorsIn(place), confirmed: true },
  })
  if (saved.ok) return redirectTo(stepPath(place, 'check-answers'))
  return refusedReply(request, { schoolId: place.schoolId, refusal: saved.refusal, again: stepPath(place, 'hours') })
}

const formOf = (place: ClaimPlace): FormState =>
  freshForm(stepPath(place, 'confirm-hours'), { back: stepPath(place, 'hours'), hidden: seenOf(place) })

const confirmPage = (place: ClaimPlace, form: FormState): Page =>
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
    <CheckboxField
      name="confirmed"
      legend="Have the hours been agreed?"
      choices={[{ value: 'yes', text: `${place.providerName} has confirmed these hours to us` }]}
    />,
  )
