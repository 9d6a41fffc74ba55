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
import type { Html } from '#src/ui/govuk-types.ts'
import type { ClaimPlace } from '../claims/claim-place.ts'
import { AskFields, askOn, usualDue } from './asking.tsx'

type Asking = {
  /** Whom the asker may ask. */
  readonly of: 'either' | 'school'
  /** The list of the claim's requests, as the asker sees it. */
  readonly listOf: (place: ClaimPlace) => string
  readonly title: string
  /** What becomes of the question, in words before the form. */
  readonly before: (place: ClaimPlace) => Html
}

/** The form of a question about a claim, and what sends it. Two clicks ask once. */
export function askPages({ of, listOf, title, before }: Asking) {
  const formOf = (place: ClaimPlace, given: Partial<FormState>): FormState =>
    freshForm(`${listOf(place)}/new`, { back: listOf(place), ...given })
  const askPage = (place: ClaimPlace, form: FormState): Page =>
    formPage(
      form,
      {
        ...{ title, caption: `Claim ${place.claim.reference}`, headed: 'by-page', submit: 'Send the question' },
        before: before(place),
      },
      <AskFields place={place} of={of} />,
    )
  return {
    showAsk: async (request: WebRequest, place: ClaimPlace): Promise<Reply> =>
      place.claim.submitted === null
        ? redirectTo(listOf(place))
        : show(askPage(place, formOf(place, { values: await usualDue(request) }))),
    async sendAsk(request: WebRequest, place: ClaimPlace): Promise<Reply> {
      const asked = await askOn(request, place, of)
      if (asked.kind === 'asked') return redirectTo(`${listOf(place)}/${asked.requestId}`)
      if (asked.kind === 'gone') return notFound
      return showAgain(askPage(place, formOf(place, { values: request.form, errors: asked.errors })))
    },
  }
}
