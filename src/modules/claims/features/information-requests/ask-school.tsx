import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { AskFields, askOn, usualDue } from '../../requests/asking.tsx'

const listOf = ({ claim }: ClaimPlace): string => `/claims/${claim.id}/requests`

const formOf = (place: ClaimPlace, given: Partial<FormState>): FormState =>
  freshForm(`${listOf(place)}/new`, { back: listOf(place), ...given })

/** A provider's question to the school of a claim that names it. */
export const showAsk = async (request: WebRequest, place: ClaimPlace): Promise<Reply> =>
  show(askPage(place, formOf(place, { values: await usualDue(request) })))

/** Asks. Two clicks ask once. */
export async function sendAsk(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const asked = await askOn(request, place, 'school')
  if (asked.kind === 'asked') return redirectTo(`${listOf(place)}/${asked.requestId}`)
  if (asked.kind === 'gone') return notFound
  return showAgain(askPage(place, formOf(place, { values: request.form, errors: asked.errors })))
}

const askPage = (place: ClaimPlace, form: FormState): Page =>
  formPage(
    form,
    {
      ...{ title: 'Ask the school a question', caption: `Claim ${place.claim.reference}`, headed: 'by-page' },
      submit: 'Send the question',
      before: (
        <p class="govuk-body">
          {place.claim.submitted?.schoolName ?? place.school.name} is told by email, answers here, and DfE can read it
          too. You read the answer here; files that the school adds are seen by DfE alone.
        </p>
      ),
    },
    <AskFields place={place} of="school" />,
  )
