import { momentText } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { askForRenewal } from '../../mentors/ask-for-renewal.ts'
import { checkNumber } from '../../mentors/check-number.ts'
import { freeFrom, takeTries } from '../../mentors/look-for-mentor.ts'
import { because, saysWhy, WhyField, whySchema } from '../../places/on-behalf.tsx'
import { figuresOn } from '../../years/figures-queries.ts'
import type { MentorPlace } from './mentor-removal.tsx'
import { mentorsPath } from './mentors.ts'

/** What to do about a number that the teaching record does not use any more. */
export const showNumber = ({ actor }: WebRequest, place: MentorPlace): Reply =>
  show(numberPage(formFor(place), { place, asksWhy: saysWhy(actor, place.schoolId), told: null }))

/** Asks the teaching record about the number again, as it may have been put right there. */
export async function sendNumber(request: WebRequest, place: MentorPlace): Promise<Reply> {
  const { schoolId, mentor } = place
  const asksWhy = saysWhy(request.actor, schoolId)
  const parsed = parseForm(whySchema(asksWhy), request.form)
  const form = { ...formFor(place), values: request.form }
  if (!parsed.ok) return showAgain(numberPage({ ...form, errors: parsed.errors }, { place, asksWhy, told: null }))
  const again = (status: number, told: string): Reply => ({
    ...{ kind: 'page', status },
    page: numberPage(form, { place, asksWhy, told }),
  })
  const anHour = (await figuresOn(request.db, request.now))['mentor-lookups-an-hour']
  const wait = await takeTries(request, { schoolId, trn: mentor.trn, anHour })
  if (wait !== null) return again(429, `You can ask again after ${momentText(freeFrom(request.now, wait))}.`)
  const renewed = await askForRenewal(request.teachingRecord, mentor)
  if (renewed === null) return again(503, 'The teaching record does not answer at the moment. Try again in a minute.')
  const input = { schoolId, mentorId: mentor.id, renewed }
  const done = await because(request, parsed.values.reason).execute(checkNumber, input)
  if (done.ok && !done.value.inUse) return again(200, 'The teaching record still says that the number is not in use.')
  return redirectTo(`${mentorsPath(place)}?checked=${mentor.id}`)
}

const formFor = (place: MentorPlace): FormState =>
  freshForm(`${mentorsPath(place)}/${place.mentor.id}/number`, { back: mentorsPath(place) })

type Shown = { readonly place: MentorPlace; readonly asksWhy: boolean; readonly told: string | null }

const numberPage = (form: FormState, { place, asksWhy, told }: Shown): Page =>
  formPage(
    form,
    {
      ...{ title: `The number of ${place.mentor.name}`, caption: place.school.name, headed: 'by-page' },
      ...{ submit: 'Ask the teaching record again', before: <What place={place} told={told} /> },
    },
    <Why asked={asksWhy} />,
  )

const Why = ({ asked }: { readonly asked: boolean }): Html | null => (asked ? <WhyField /> : null)

const What = ({ place, told }: Omit<Shown, 'asksWhy'>): Html => {
  const { name, trn, numberInUse } = place.mentor
  return (
    <>
      {told === null ? null : <WarningText text={told} iconFallbackText="Warning" />}
      {numberInUse ? (
        <p class="govuk-body">The teaching record has the number {trn} in use. There is nothing to do.</p>
      ) : (
        <>
          <p class="govuk-body">
            The teaching record does not use the number {trn} any more. It may have been deactivated, or become one with
            another record of the same person. Claims that you have sent are not touched.
          </p>
          <ol class="govuk-list govuk-list--number">
            <li>Ask {name} which teacher reference number they use now.</li>
            <li>
              If it is another number,{' '}
              <a class="govuk-link" href={`${mentorsPath(place)}/new`}>
                add them with that number
              </a>
              , choose them on your drafts instead, then{' '}
              <a class="govuk-link" href={`${mentorsPath(place)}/${place.mentor.id}/removal`}>
                take this one off the list
              </a>
              .
            </li>
            <li>
              If it is still this number, they have to have it put right. Then ask the teaching record again here.
            </li>
          </ol>
        </>
      )}
    </>
  )
}
