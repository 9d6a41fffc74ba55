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
import { because, WhyField, whyIn } from '../../places/on-behalf.tsx'
import { asksWhy, reasonBefore, seenIn, seenOf, stepPath } from './draft.ts'
import { refusedReply } from './refused-page.tsx'

/** Which mentors trained with the provider: those who have hours left can be chosen, the others are named with the reason. */
export async function showMentorsStep(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const mentors = await choosableMentors(request, place)
  const values = { mentors: place.claim.lines.map(({ personId }) => personId), ...(await reasonBefore(request, place)) }
  const form = freshForm(stepPath(place, 'mentors'), { values, ...formFacts(place) })
  return show(mentorsStepPage({ place, mentors, form, asksWhy: asksWhy(request, place) }))
}

/** Puts the mentors on the draft: those who were on it keep their hours, the others hold all that they have left for now. */
export async function sendMentorsStep(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const mentors = await choosableMentors(request, place)
  const ticked = allValues(request.form, 'mentors')
  const chosen = mentors.filter((mentor) => ticked.includes(mentor.personId) && canBeChosen(mentor))
  const why = whyIn(request, place.schoolId)
  const none = { field: 'mentors', message: 'Select the mentors who trained with the provider' }
  const errors = [...(chosen.length === 0 ? [none] : []), ...why.errors]
  if (errors.length > 0) {
    const form = { ...freshForm(stepPath(place, 'mentors'), { ...formFacts(place), values: request.form }), errors }
    return showAgain(mentorsStepPage({ place, mentors, form, asksWhy: asksWhy(request, place) }))
  }
  const before = new Map(place.claim.lines.map(({ personId, hours }) => [personId, hours]))
  const saved = await because(request, why.reason).execute(saveDraft, {
    ...{ claimId: place.claim.id, schoolId: place.schoolId, providerId: place.providerId, seen: seenIn(request) },
    mentors: chosen.map(({ personId, allowance }) => ({
      personId,
      hours: Math.min(before.get(personId) ?? allowance.left, allowance.left),
    })),
  })
  if (saved.ok) return redirectTo(stepPath(place, 'hours'))
  return refusedReply(request, { schoolId: place.schoolId, refusal: saved.refusal, again: stepPath(place, 'mentors') })
}

/** Somebody with a number in use and hours left. */
const canBeChosen = ({ numberInUse, allowance }: Choosable): boolean => numberInUse && allowance.left > 0

const formFacts = (place: ClaimPlace) => ({ back: `/claims/${place.claim.id}`, hidden: seenOf(place) })

type MentorsStep = {
  readonly place: ClaimPlace
  readonly mentors: readonly Choosable[]
  readonly form: FormState
  readonly asksWhy: boolean
}

function mentorsStepPage({ place, mentors, form, asksWhy: mustSay }: MentorsStep): Page {
  const able = mentors.filter(canBeChosen)
  const others = mentors.filter((mentor) => !canBeChosen(mentor))
  const title = `Which mentors trained with ${place.providerName}?`
  if (able.length === 0) return nobodyPage(place, others)
  return formPage(
    form,
    { title, caption: place.school.name, after: <After place={place} others={others} /> },
    <>
      <CheckboxField
        name="mentors"
        heading
        legend={title}
        hint="Select everybody whose training you claim for. Do not claim for mentors of early career teachers."
        choices={able.map(({ personId, name, trn, allowance }) => ({
          ...{ value: personId, text: name },
          hint: `Teacher reference number ${trn}. ${leftText(allowance)}`,
        }))}
      />
      {mustSay ? <WhyField /> : null}
    </>,
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
    {others.map((mentor) => (
      <li>
        {mentor.name} ({mentor.trn}): <WhyNot mentor={mentor} place={place} />
      </li>
    ))}
  </ul>
)

type WhyNotProps = { readonly mentor: Choosable; readonly place: ClaimPlace }

const WhyNot = ({ mentor: { numberInUse, allowance }, place: { schoolId, providerName } }: WhyNotProps): Html =>
  numberInUse ? (
    <>
      all {hoursText(allowance.cap)} of {allowance.trainingType} training with {providerName} have been claimed or are
      kept by a draft, here or at another school.
    </>
  ) : (
    <>
      the number is not in use any more.{' '}
      <a class="govuk-link" href={`/organisations/${schoolId}/mentors`}>
        See on the list of mentors what to do
      </a>
      .
    </>
  )

const nobodyPage = (place: ClaimPlace, others: readonly Choosable[]): Page => {
  const title = `No mentor can be claimed for with ${place.providerName}`
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
