import { firstValue } from '#src/kit/form.ts'
import { json, type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { type Accredited, accreditedFor, findAccredited } from '../../claims/accredited-queries.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { claimingOf } from '../../claims/claiming-queries.ts'
import { whyNotClaim } from '../../claims/claiming-rules.ts'
import { providersFound } from '../../claims/provider-search-rules.ts'
import { saveDraft } from '../../claims/save-draft.ts'
import { because, saysWhy, WhyField, whyBefore, whyIn } from '../../places/on-behalf.tsx'
import {
  hintOf,
  NotFound,
  ProviderChoices,
  ProviderSearch,
  SEARCH_ASSETS,
  splitErrors,
} from '../../places/provider-search.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'
import { mentorsIn, newClaimPath, seenIn, seenOf, stepPath } from './draft.ts'
import { refusedReply } from './refused-page.tsx'

/** The first question: with whom the mentors trained. Where the school cannot claim today, its list says why. */
export async function showNew(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const { schoolId, school } = place
  const claiming = await claimingOf(request.db, { schoolId, school, now: request.now })
  if (claiming === null || whyNotClaim(claiming).length > 0)
    return redirectTo(`/organisations/${place.schoolId}/claims`)
  return showQuestion(request, { ...newAsked(place), year: claiming.year })
}

/** Begins a draft. */
export async function sendNew(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const asked = newAsked(place)
  const { providerId, reason, again } = await chosen(request, asked)
  if (providerId === null) return again
  const begun = await because(request, reason).execute(saveDraft, { schoolId: place.schoolId, providerId, mentors: [] })
  if (begun.ok) return redirectTo(`/claims/${begun.value.claimId}/mentors`)
  return refusedReply(request, { schoolId: place.schoolId, refusal: begun.refusal, again: newClaimPath(place) })
}

export async function showProvider(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const why = await whyBefore(request, { organisationId: place.schoolId, claimId: place.claim.id })
  return showQuestion(request, changeAsked(place), why)
}

/** Changes the provider of a draft. Its mentors stay when they have hours left there; else they are chosen again. */
export async function sendProvider(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const { schoolId, claim } = place
  const { providerId, reason, again } = await chosen(request, changeAsked(place))
  if (providerId === null) return again
  const run = because(request, reason)
  const draft = { claimId: claim.id, schoolId, providerId, seen: seenIn(request) }
  const kept = await run.execute(saveDraft, { ...draft, mentors: mentorsIn(place) })
  const fits = kept.ok || kept.refusal.code !== 'too-few-hours'
  const done = fits ? kept : await run.execute(saveDraft, { ...draft, mentors: [] })
  if (done.ok) return redirectTo(stepPath(place, fits && claim.lines.length > 0 ? 'hours' : 'mentors'))
  return refusedReply(request, { schoolId, refusal: done.refusal, again: stepPath(place, 'provider') })
}

const MOST_SUGGESTED = 10

/** Providers for what has been typed so far, as `{ urn, name, place, id }`; their UKPRN stands for a number of schools. */
export async function suggestProviders({ db, query, now }: WebRequest): Promise<Reply> {
  const { all } = await accreditedFor(db, { year: null, now })
  const found = providersFound(all, (query['q'] ?? '').slice(0, LONGEST)).slice(0, MOST_SUGGESTED)
  return json(
    found.map((provider) => ({
      ...{ id: provider.id, name: provider.name, urn: provider.ukprn ?? '' },
      place: hintOf(provider),
    })),
  )
}

const LONGEST = 200

type Asked = {
  readonly schoolId: string
  readonly schoolName: string
  readonly action: string
  readonly back: string
  /** Of the draft; null for a new claim, which is for the window that counts. */
  readonly year: number | null
  readonly chosen: string
  readonly hidden: Readonly<Record<string, string>>
}

const newAsked = (place: SchoolPlace): Asked => ({
  ...{ schoolId: place.schoolId, schoolName: place.school.name, action: newClaimPath(place), year: null },
  ...{ back: `/organisations/${place.schoolId}/claims`, chosen: '', hidden: {} },
})

const changeAsked = (place: ClaimPlace): Asked => ({
  ...{ schoolId: place.schoolId, schoolName: place.school.name, action: stepPath(place, 'provider') },
  ...{ back: `/claims/${place.claim.id}`, year: place.claim.year, chosen: place.providerId, hidden: seenOf(place) },
})

async function showQuestion(request: WebRequest, asked: Asked, why: { reason?: string } = {}): Promise<Reply> {
  const text = (request.query['q'] ?? '').slice(0, LONGEST)
  const accredited = await sought(request, asked, text)
  const asksWhy = saysWhy(request.actor, asked.schoolId)
  return show(
    providerPage(asked, { text, accredited, asksWhy, values: { provider: asked.chosen, ...why }, errors: [] }),
  )
}

const sought = ({ db, now }: WebRequest, { schoolId, year }: Asked, text: string): Promise<Accredited> =>
  findAccredited(db, { text, schoolId, year, now })

type Chosen =
  | { readonly providerId: string; readonly reason: string | null; readonly again: null }
  | { readonly providerId: null; readonly reason: null; readonly again: Reply }

/** One that claims for the year may name: listed for the words, or suggested while typing. Else the question is asked again. */
async function chosen(request: WebRequest, asked: Asked): Promise<Chosen> {
  const text = firstValue(request.form, 'q').slice(0, LONGEST)
  const accredited = await sought(request, asked, text)
  const providerId = firstValue(request.form, 'provider')
  const why = whyIn(request, asked.schoolId)
  const isOne = accredited.all.some(({ id }) => id === providerId)
  const errors = [
    ...(isOne ? [] : [{ field: 'provider', message: 'Select the provider, or search for it' }]),
    ...why.errors,
  ]
  if (errors.length === 0) return { providerId, reason: why.reason, again: null }
  const shown = { text, accredited, asksWhy: saysWhy(request.actor, asked.schoolId), values: request.form, errors }
  return { providerId: null, reason: null, again: showAgain(providerPage(asked, shown)) }
}

type Shown = Pick<FormState, 'values' | 'errors'> & {
  readonly text: string
  readonly accredited: Accredited
  /** Of staff, who begin or change a claim for a school. */
  readonly asksWhy: boolean
}

const TITLE = 'Which provider did your mentors train with?'
const PICKED = 'picked-provider'

const providerPage = (asked: Asked, shown: Shown): Page => {
  const { text, accredited, asksWhy } = shown
  const errors = splitErrors(shown.errors, accredited)
  return page(
    { title: TITLE, back: asked.back, errors: [...errors.search, ...errors.form], ...SEARCH_ASSETS },
    <>
      <span class="govuk-caption-l">{asked.schoolName}</span>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <p class="govuk-body">
        A claim is for one accredited provider. Make another claim for mentors who trained with another one. If you do
        not know who accredits the training, ask the people who ran it.
      </p>
      <ProviderSearch
        {...{ schoolId: asked.schoolId, action: asked.action, text, errors: errors.search }}
        // A suggestion is the whole answer, unless the reason has to be given with it.
        {...(asksWhy ? {} : { picksInto: PICKED })}
      />
      {asksWhy ? null : <Picked asked={asked} />}
      <Answer asked={asked} shown={{ ...shown, errors: errors.form }} />
      <NotFound accredited={accredited} text={text} />
    </>,
  )
}

/** The choice among what was found. */
const Answer = ({ asked, shown }: { readonly asked: Asked; readonly shown: Shown }): Html | null => {
  const { text, accredited, asksWhy, values, errors } = shown
  if (accredited.found.length === 0) return null
  const state = freshForm(asked.action, { ...{ hidden: { ...asked.hidden, q: text }, values, errors } })
  return (
    <Form state={state}>
      <ProviderChoices accredited={accredited} text={text} />
      {asksWhy ? <WhyField /> : null}
      <Button text="Continue" preventDoubleClick />
    </Form>
  )
}

/** Where a suggestion that is chosen while typing goes: a form of its own, so that it and the list are never sent together. */
const Picked = ({ asked }: { readonly asked: Asked }): Html => (
  <Form state={freshForm(asked.action, { hidden: asked.hidden })}>
    {/* It has no name, so that without a suggestion nothing of it is sent. */}
    <input type="hidden" id={PICKED} data-name="provider" value="" />
  </Form>
)
