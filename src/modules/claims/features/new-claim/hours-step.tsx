import { type FieldError, firstValue, type RawValues } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { RadioField, TextField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { type Choosable, choosableMentors } from '../../claims/choosable-queries.ts'
import type { ClaimPlace } from '../../claims/claim-place.ts'
import { hoursText } from '../../claims/event-text-rules.ts'
import { saveDraft } from '../../claims/save-draft.ts'
import { because, WhyField, whyIn } from '../../places/on-behalf.tsx'
import { asksWhy, reasonBefore, seenIn, seenOf, stepPath } from './draft.ts'
import { refusedReply } from './refused-page.tsx'

/** How many hours each mentor trained: all that is left, or another number. One page for all of them. */
export async function showHours(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const mentors = await mentorsOfDraft(request, place)
  if (mentors.length === 0) return redirectTo(stepPath(place, 'mentors'))
  const values = { ...knownValues(place, mentors), ...(await reasonBefore(request, place)) }
  return show(hoursPage({ place, mentors, form: { ...formOf(place), values }, asksWhy: asksWhy(request, place) }))
}

/** Keeps the hours. That the provider confirmed them is asked anew afterwards. */
export async function sendHours(request: WebRequest, place: ClaimPlace): Promise<Reply> {
  const mentors = await mentorsOfDraft(request, place)
  const read = mentors.map((mentor) => ({ mentor, ...readHours(mentor, request.form) }))
  const why = whyIn(request, place.schoolId)
  const errors = [...read.flatMap(({ error }) => (error ? [error] : [])), ...why.errors]
  if (errors.length > 0) {
    const form = { ...formOf(place), values: request.form, errors }
    return showAgain(hoursPage({ place, mentors, form, asksWhy: asksWhy(request, place) }))
  }
  const saved = await because(request, why.reason).execute(saveDraft, {
    ...{ claimId: place.claim.id, schoolId: place.schoolId, providerId: place.providerId, seen: seenIn(request) },
    mentors: read.map(({ mentor, hours }) => ({ personId: mentor.personId, hours })),
  })
  if (saved.ok) return redirectTo(stepPath(place, 'confirm-hours'))
  return refusedReply(request, { schoolId: place.schoolId, refusal: saved.refusal, again: stepPath(place, 'hours') })
}

/** Those on the draft; one who has no hours left any more stays, so that it is said. */
async function mentorsOfDraft(request: WebRequest, place: ClaimPlace): Promise<readonly Choosable[]> {
  const on = new Set(place.claim.lines.map(({ personId }) => personId))
  return (await choosableMentors(request, place)).filter(({ personId }) => on.has(personId))
}

const choiceOf = ({ personId }: Choosable): string => `hours-${personId}`
const otherOf = ({ personId }: Choosable): string => `other-${personId}`

type Read = { readonly hours: number; readonly error: FieldError | null }

function readHours(mentor: Choosable, form: RawValues): Read {
  const { name, allowance } = mentor
  const chosen = firstValue(form, choiceOf(mentor))
  const wrong = (field: string, message: string): Read => ({ hours: 0, error: { field, message } })
  if (chosen === 'all') return { hours: allowance.left, error: null }
  if (chosen !== 'other') return wrong(choiceOf(mentor), `Select how many hours ${name} trained`)
  const typed = firstValue(form, otherOf(mentor)).trim()
  if (typed === '') return wrong(otherOf(mentor), `Enter how many hours ${name} trained`)
  if (!/^[0-9]{1,4}$/.test(typed)) return wrong(otherOf(mentor), `Hours of ${name} must be a whole number, like 6`)
  const hours = Number(typed)
  if (hours < 1)
    return wrong(otherOf(mentor), `Hours of ${name} must be 1 or more. Take them off the claim if they did not train`)
  return hours > allowance.left
    ? wrong(otherOf(mentor), `Hours of ${name} must be ${allowance.left} or less: that is all that is left`)
    : { hours, error: null }
}

/** Hours that were chosen before. All that is left is what a mentor begins with, so it is not an answer until somebody gives it. */
function knownValues({ claim }: ClaimPlace, mentors: readonly Choosable[]): RawValues {
  const known = mentors.flatMap((mentor) => {
    const hours = claim.lines.find(({ personId }) => personId === mentor.personId)?.hours ?? 0
    if (hours < mentor.allowance.left)
      return [
        [choiceOf(mentor), 'other'],
        [otherOf(mentor), String(hours)],
      ]
    return claim.providerConfirmedHours ? [[choiceOf(mentor), 'all']] : []
  })
  return Object.fromEntries(known)
}

const formOf = (place: ClaimPlace): FormState =>
  freshForm(stepPath(place, 'hours'), { back: stepPath(place, 'mentors'), hidden: seenOf(place) })

type HoursStep = {
  readonly place: ClaimPlace
  readonly mentors: readonly Choosable[]
  readonly form: FormState
  readonly asksWhy: boolean
}

const hoursPage = ({ place, mentors, form, asksWhy: mustSay }: HoursStep): Page =>
  formPage(
    form,
    {
      ...{ title: 'How many hours did they train?', caption: place.school.name, headed: 'by-page' },
      before: (
        <p class="govuk-body">
          Whole hours of general mentor training with {place.providerName} that were done. The provider can tell you how
          many.
        </p>
      ),
    },
    <div>
      {mentors.map((mentor) => (
        <RadioField
          name={choiceOf(mentor)}
          legend={mentor.name}
          hint={`Teacher reference number ${mentor.trn}. ${mentor.allowance.trainingType === 'refresher' ? 'Refresher: they were claimed for with this provider in an earlier year.' : 'Initial training.'}`}
          choices={[
            { value: 'all', text: `${hoursText(mentor.allowance.left)}: all that can be claimed` },
            {
              ...{ value: 'other', text: 'Another number of hours' },
              conditional: (
                <TextField
                  name={otherOf(mentor)}
                  label={`Hours of ${mentor.name}`}
                  width={3}
                  inputmode="numeric"
                  suffix="hours"
                />
              ),
            },
          ]}
        />
      ))}
      {mustSay ? <WhyField /> : null}
    </div>,
  )
