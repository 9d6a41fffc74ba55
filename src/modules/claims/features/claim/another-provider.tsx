import { allValues, firstValue } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { CheckboxField } from '#src/ui/fields.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { type Accredited, findAccredited } from '../../claims/accredited-queries.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { nameProvider } from '../../claims/name-provider.ts'
import { because, saysWhy, WhyField } from '../../places/on-behalf.tsx'
import { NotFound, ProviderChoices, ProviderSearch, SEARCH_ASSETS, splitErrors } from '../../places/provider-search.tsx'
import { notDone } from './not-done.tsx'

/** Asks for another provider of a claim whose provider lost its accreditation. */
export async function showAnotherProvider(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  if (place.status !== 'needs-provider') return redirectTo(`/claims/${place.claim.id}`)
  return show(anotherProviderPage(await askedIn(request, place, request.query['q'] ?? '')))
}

/** Names it, when the mentors have hours left there. */
export async function sendAnotherProvider(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  if (place.status !== 'needs-provider') return redirectTo(`/claims/${place.claim.id}`)
  const asked = await askedIn(request, place, firstValue(request.form, 'q'))
  const providerId = firstValue(request.form, 'provider')
  const confirmed = allValues(request.form, 'confirmed').includes('yes')
  const why = firstValue(request.form, 'reason').trim()
  const errors = [
    ...(asked.accredited.all.some(({ id }) => id === providerId)
      ? []
      : [{ field: 'provider', message: 'Select the provider, or search for it' }]),
    ...(confirmed ? [] : [{ field: 'confirmed', message: 'Agree the hours with the provider, then confirm it here' }]),
    ...(asked.saysWhy && why === '' ? [{ field: 'reason', message: 'Enter why you do this for them' }] : []),
  ]
  if (errors.length > 0) return showAgain(anotherProviderPage({ ...asked, values: request.form, errors }))
  const seen = Number(/^[0-9]{1,9}$/.exec(firstValue(request.form, 'seen'))?.[0] ?? -1)
  const input = { claimId: place.claim.id, providerId, seen, providerConfirmedHours: confirmed }
  const done = await because(request, asked.saysWhy ? why : null).execute(nameProvider, input)
  return done.ok ? redirectTo(`/claims/${place.claim.id}?done=provider`) : notDone(request, done.refusal)
}

type Asked = Pick<FormState, 'values' | 'errors'> & {
  readonly place: ClaimPlace
  readonly text: string
  readonly accredited: Accredited
  readonly saysWhy: boolean
}

async function askedIn({ db, now, actor }: WebRequest, place: ClaimPlace, text: string): Promise<Asked> {
  const accredited = await findAccredited(db, { text, schoolId: place.schoolId, year: place.claim.year, now })
  return { place, text, accredited, saysWhy: saysWhy(actor, place.schoolId), values: {}, errors: [] }
}

const anotherProviderPage = (asked: Asked): Page => {
  const { place, text, accredited } = asked
  const errors = splitErrors(asked.errors, accredited)
  const title = 'Name another provider'
  const action = `/claims/${place.claim.id}/another-provider`
  return page(
    { title, back: `/claims/${place.claim.id}`, errors: [...errors.search, ...errors.form], ...SEARCH_ASSETS },
    <>
      <span class="govuk-caption-l">{place.school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {place.claim.submitted?.providerName ?? place.providerName} is not an accredited provider any more. Name the
        accredited provider that your mentors trained with. The mentors and hours stay as they are.
      </p>
      <ProviderSearch {...{ schoolId: place.schoolId, action, text, errors: errors.search }} />
      <Results {...asked} errors={errors.form} />
      <NotFound accredited={accredited} text={text} />
    </>,
  )
}

const Results = ({ place, text, accredited, values, errors, saysWhy: mustSay }: Asked): Html | null => {
  if (accredited.found.length === 0) return null
  const hidden = { seen: String(place.claim.revision), q: text }
  return (
    <Form state={{ ...freshForm(`/claims/${place.claim.id}/another-provider`, { hidden }), values, errors }}>
      <ProviderChoices accredited={accredited} text={text} />
      <CheckboxField
        name="confirmed"
        legend="Have the hours been agreed?"
        choices={[{ value: 'yes', text: 'The provider has confirmed the hours of this claim to us' }]}
      />
      {mustSay ? <WhyField /> : null}
      <Button text="Name this provider" preventDoubleClick />
    </Form>
  )
}
