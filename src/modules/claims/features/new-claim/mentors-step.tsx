import { allValues } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { CheckboxField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { type Choosable, choosableMentors } from '../../claims/choosable-queries.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import { saveDraft } from '../../claims/save-draft.ts'
import { seenIn, seenOf, stepPath } from './draft.ts'
import { refusedReply } from './refused-page.tsx'

/** Which mentors trained with the provider: those who have hours left can be chosen, the others are named with the reason. */
export async function showMentorsStep(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const mentors = await choosableMentors(request, place)
  const values = { mentors: place.claim.lines.map(({ personId }) => personId) }
  return show(mentorsStepPage(place, mentors, freshForm(stepPath(place, 'mentors'), { values, ...formFacts(place) })))
}

/** Puts the mentors on the draft: those who were on it keep their hours, the others hold all that they have left for now. */
export async function sendMentorsStep(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const mentors = await choosableMentors(request, place)
  const ticked = allValues(request.form, 'mentors')
  const chosen = mentors.filter(({ personId, allowance }) => ticked.includes(personId) && allowance.left > 0)
  if (chosen.length === 0) {
    const errors = [{ field: 'mentors', message: 'Select the mentors who trained with the provider' }]
    return showAgain(
      mentorsStepPage(place, mentors, { ...freshForm(stepPath(place, 'mentors'), formFacts(place)), errors }),
    )
  }
  const before = new Map(place.claim.lines.map(({ personId, hours }) => [personId, hours]))
  const saved = await request.execute(saveDraft, {
    ...{ claimId: place.claim.id, schoolId: place.schoolId, providerId: place.providerId, seen: seenIn(request) },
    mentors: chosen.map(({ personId, allowance }) => ({
      personId,
      hours: Math.min(before.get(personId) ?? allowance.left, allowance.left),
    })),
  })
  if (saved.ok) return redirectTo(stepPath(place, 'hours'))
  return refusedReply(request, { schoolId: place.schoolId, refusal: saved.refusal, again: stepPath(place, 'mentors') })
}

const formFacts = (place: ClaimPlace) => ({ back: `/claims/${place.claim.id}`, hidden: seenOf(place) })

function mentorsStepPage(place: ClaimPlace, mentors: readonly Choosable[], form: FormState): Page {
  const able = mentors.filter(({ allowance }) => allowance.left > 0)
  const others = mentors.filter(({ allowance }) => allowance.left === 0)
  const title = `Which mentors trained with ${place.providerName}?`
  if (able.length === 0) return nobodyPage(place, others)
  return formPage(
    form,
    { title, caption: place.school.name, after: <After place={place} others={others} /> },
    <CheckboxField
      name="mentors"
      heading
      legend={title}
      hint="Select everybody whose training you claim for. Do not claim for mentors of early career teachers."
      choices={able.map(({ personId, name, trn, allowance }) => ({
        ...{ value: personId, text: name },
        hint: `Teacher reference number ${trn}. ${leftText(allowance)}`,
      }))}
    />,
  )
}

const leftText = ({ left, cap, held, trainingType }: Choosable['allowance']): string =>
  `${hoursText(left)} left of ${cap}${held > 0 ? `, ${held} used` : ''} (${trainingType} training)`

type AfterProps = { readonly place: ClaimPlace; readonly others: readonly Choosable[] }

const After = ({ place, others }: AfterProps): Html => (
  <>
    {others.length === 0 ? null : (
      <Details summaryText="Mentors who cannot be chosen, and why" html={<Others place={place} others={others} />} />
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={`/organisations/${place.schoolId}/mentors/new`}>
        Add a mentor who is not listed
      </a>
      . Your draft is kept.
    </p>
  </>
)

const Others = ({ place, others }: AfterProps): Html => (
  <ul class="govuk-list govuk-list--bullet">
    {others.map(({ name, trn, allowance }) => (
      <li>
        {name} ({trn}): all {hoursText(allowance.cap)} of {allowance.trainingType} training with {place.providerName}{' '}
        have been claimed or are kept by a draft, here or at another school.
      </li>
    ))}
  </ul>
)

const nobodyPage = (place: ClaimPlace, others: readonly Choosable[]): Page => {
  const title = `No mentor has hours left with ${place.providerName}`
  return page(
    { title, back: `/claims/${place.claim.id}` },
    <>
      <span class="govuk-caption-l">{place.school.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      {others.length === 0 ? (
        <p class="govuk-body">Nobody is on your list of mentors yet.</p>
      ) : (
        <Others place={place} others={others} />
      )}
      <Button text="Add a mentor" href={`/organisations/${place.schoolId}/mentors/new`} />
      <p class="govuk-body">
        <a class="govuk-link" href={stepPath(place, 'provider')}>
          Choose another provider
        </a>
      </p>
    </>,
  )
}
