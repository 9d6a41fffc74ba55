import { firstValue } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { RadioField, TextField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { findAccredited, type Provider } from '../../claims/accredited-queries.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { claimingOf } from '../../claims/claiming-queries.ts'
import { whyNotClaim } from '../../claims/claiming-rules.ts'
import { saveDraft } from '../../claims/save-draft.ts'
import type { SchoolPlace } from '../../places/school-place.ts'
import { mentorsIn, newClaimPath, seenIn, seenOf, stepPath } from './draft.ts'
import { refusedReply } from './refused-page.tsx'

/** The first question: with whom the mentors trained. Where the school cannot claim today, its list says why. */
export async function showNew(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const claiming = await claimingOf(request.db, { schoolId: place.schoolId, now: request.now })
  if (claiming === null || whyNotClaim(claiming).length > 0)
    return redirectTo(`/organisations/${place.schoolId}/claims`)
  return showQuestion(request, newAsked(place))
}

/** Begins a draft. */
export async function sendNew(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const providerId = await chosen(request, place.schoolId)
  if (providerId === null) return askAgain(request, newAsked(place))
  const begun = await request.execute(saveDraft, { schoolId: place.schoolId, providerId, mentors: [] })
  if (begun.ok) return redirectTo(`/claims/${begun.value.claimId}/mentors`)
  return refusedReply(request, { schoolId: place.schoolId, refusal: begun.refusal, again: newClaimPath(place) })
}

export const showProvider = (request: WebRequest, place: ClaimPlace): Promise<Reply> =>
  showQuestion(request, changeAsked(place))

/** Changes the provider of a draft. Its mentors stay when they have hours left there; else they are chosen again. */
export async function sendProvider(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const { schoolId, claim } = place
  const providerId = await chosen(request, schoolId)
  if (providerId === null) return askAgain(request, changeAsked(place))
  const draft = { claimId: claim.id, schoolId, providerId, seen: seenIn(request) }
  const kept = await request.execute(saveDraft, { ...draft, mentors: mentorsIn(place) })
  const fits = kept.ok || kept.refusal.code !== 'too-few-hours'
  const done = fits ? kept : await request.execute(saveDraft, { ...draft, mentors: [] })
  if (done.ok) return redirectTo(stepPath(place, fits && claim.lines.length > 0 ? 'hours' : 'mentors'))
  return refusedReply(request, { schoolId, refusal: done.refusal, again: stepPath(place, 'provider') })
}

type Asked = {
  readonly schoolId: string
  readonly schoolName: string
  readonly action: string
  readonly back: string
  readonly chosen: string
  readonly hidden: Readonly<Record<string, string>>
}

const newAsked = (place: SchoolPlace): Asked => ({
  ...{ schoolId: place.schoolId, schoolName: place.school.name, action: newClaimPath(place), chosen: '', hidden: {} },
  back: `/organisations/${place.schoolId}/claims`,
})

const changeAsked = (place: ClaimPlace): Asked => ({
  ...{ schoolId: place.schoolId, schoolName: place.school.name, action: stepPath(place, 'provider') },
  ...{ back: `/claims/${place.claim.id}`, chosen: place.providerId, hidden: seenOf(place) },
})

async function showQuestion(request: WebRequest, asked: Asked): Promise<Reply> {
  const text = request.query['q'] ?? ''
  return show(providerPage(asked, { text, found: await found(request, asked.schoolId, text), isMissing: false }))
}

async function askAgain(request: WebRequest, asked: Asked): Promise<Reply> {
  const text = firstValue(request.form, 'q')
  return showAgain(providerPage(asked, { text, found: await found(request, asked.schoolId, text), isMissing: true }))
}

const found = ({ db, now }: WebRequest, schoolId: string, text: string) => findAccredited(db, { text, schoolId, now })

/** One of those that were shown for the words; anything else was not chosen here. */
async function chosen(request: WebRequest, schoolId: string): Promise<string | null> {
  const shown = await found(request, schoolId, firstValue(request.form, 'q'))
  const id = firstValue(request.form, 'provider')
  return shown.some((provider) => provider.id === id) ? id : null
}

type Shown = { readonly text: string; readonly found: readonly Provider[]; readonly isMissing: boolean }

const providerPage = (asked: Asked, shown: Shown): Page => {
  const title = 'Which provider did your mentors train with?'
  const errors = shown.isMissing ? [{ field: 'provider', message: 'Select the provider, or search for it' }] : []
  return page(
    { title, back: asked.back, errors },
    <>
      <span class="govuk-caption-l">{asked.schoolName}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        A claim is for one accredited provider. Make another claim for mentors who trained with another one. If you do
        not know who accredits the training, ask the people who ran it.
      </p>
      <SearchForm state={freshForm(asked.action, { values: { q: shown.text } })}>
        <TextField
          name="q"
          label="Search by name"
          hint="A part of the name is enough"
          width="two-thirds"
          spellcheck={false}
        />
        <Button text="Search" classes="govuk-button--secondary" />
      </SearchForm>
      <Results asked={asked} shown={shown} form={resultsForm(asked, shown, errors)} />
    </>,
  )
}

const resultsForm = (asked: Asked, { text }: Shown, errors: FormState['errors']): FormState => ({
  ...freshForm(asked.action, { hidden: { ...asked.hidden, q: text } }),
  ...{ values: { provider: asked.chosen }, errors },
})

type ResultsProps = { readonly asked: Asked; readonly shown: Shown; readonly form: FormState }

const Results = ({ shown: { text, found }, form }: ResultsProps): Html | null => {
  if (found.length === 0 && text.trim() === '') return form.errors.length > 0 ? <span id="provider" /> : null
  if (found.length === 0)
    return (
      <p class="govuk-body" id="provider">
        No accredited provider has “{text}” in its name. Try fewer words, or ask the provider under which name it is
        accredited.
      </p>
    )
  const legend =
    text.trim() === '' ? 'Providers that you have claimed with before' : `Providers with “${text}” in their names`
  return (
    <Form state={form}>
      <RadioField name="provider" legend={legend} choices={found.map(({ id, name }) => ({ value: id, text: name }))} />
      <Button text="Continue" preventDoubleClick />
    </Form>
  )
}
