import { z } from 'zod'
import { londonDate, momentText, Temporal } from '#src/kit/dates.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
import { someOf, trn } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { CheckboxField, TextField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Details, InsetText, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { addMentor } from '../../mentors/add-mentor.ts'
import { freeFrom, type Looked, lookForMentor } from '../../mentors/look-for-mentor.ts'
import type { FoundMentor } from '../../mentors/mentors-store.ts'
import { because, saysWhy, WhyField, whySchema } from '../../places/on-behalf.tsx'
import type { SchoolPlace } from '../../places/school-place.ts'
import { preparationItem } from '../../preparation/preparation-queries.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { mentorsPath } from './mentors.ts'

/** The question, about somebody of the preparation list where the address names one. */
export async function showAdd(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  return show(addPage(await formFor(request, place, request.query['item']), asking(request, place)))
}

/** Asks the teaching record, and puts on the list whom it finds. The date of birth goes there and nowhere else. */
export async function sendAdd(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const form = await formFor(request, place, firstValue(request.form, 'item'))
  const shown = asking(request, place)
  const parsed = parseForm(schema(request, place), request.form)
  if (!parsed.ok) return showAgain(addPage({ ...form, values: parsed.values, errors: parsed.errors }, shown))
  const { trn: number, 'date-of-birth': dateOfBirth, reason } = parsed.values
  const anHour = (await figuresOn(request.db, request.now))['mentor-lookups-an-hour']
  const looked = await lookForMentor(request, { schoolId: place.schoolId, trn: number, dateOfBirth, anHour })
  const typed = { ...form, values: parsed.raw }
  if (looked.kind === 'too-many') return { ...wrong(typed, shown, laterText(request.now, looked)), status: 429 }
  if (looked.kind === 'silent') return { kind: 'page', status: 503, page: addPage(typed, { ...shown, isSilent: true }) }
  if (looked.kind !== 'found') return wrong(typed, shown, NOT_FOUND[looked.kind])
  return add({ request, place, found: looked.found, reason, typed, shown })
}

type Adding = {
  readonly request: WebRequest
  readonly place: SchoolPlace
  readonly found: FoundMentor
  readonly reason: string | null
  readonly typed: FormState
  readonly shown: Asking
}

async function add({ request, place, found, reason, typed, shown }: Adding): Promise<Reply> {
  const item = typed.hidden?.['item'] ?? null
  const input = { schoolId: place.schoolId, found, informed: true as const, preparationItemId: item }
  const done = await because(request, reason).execute(addMentor, input)
  if (done.ok) return redirectTo(`${mentorsPath(place)}?added=${done.value.mentorId}`)
  const text = done.refusal.code === 'on-list-already' ? `${found.name} is on your list already` : FOR_SUPPORT
  return wrong(typed, shown, text)
}

type PageReply = Extract<Reply, { kind: 'page' }>

const wrong = (typed: FormState, shown: Asking, message: string): PageReply => ({
  ...{ kind: 'page', status: 422 },
  page: addPage({ ...typed, errors: [{ field: 'trn', message }] }, shown),
})

const laterText = (now: Temporal.Instant, { waitSeconds }: { readonly waitSeconds: number }): string =>
  `We look for only so many mentors in a while. Try again after ${momentText(freeFrom(now, waitSeconds))}. What you entered is still here`

/** The first is said for a number that is nobody's and for a date of birth that is somebody else's alike. */
const NOT_FOUND: Readonly<Record<Exclude<Looked['kind'], 'found' | 'silent' | 'too-many'>, string>> = {
  nobody:
    'No teaching record has this number together with this date of birth. Check both with the mentor, who may have another number or date of birth on their record',
  deactivated:
    'The teaching record with this number is not in use any more. Ask the mentor for the number that they use now',
}
const FOR_SUPPORT = 'Contact us: somebody else has entered this number as theirs, and we have to look whose it is first'

const INFORMED = ['yes'] as const

const schema = ({ actor, now }: WebRequest, place: SchoolPlace) =>
  z
    .object({
      trn: trn({ missing: 'Enter the teacher reference number (TRN)' }),
      'date-of-birth': date({
        missing: 'Enter the date of birth of the mentor',
        label: 'Date of birth',
        notBefore: { day: Temporal.PlainDate.from('1900-01-01'), message: 'Year of birth must be 1900 or later' },
        notAfter: { day: londonDate(now).subtract({ days: 1 }), message: 'Date of birth must be in the past' },
      }),
      informed: someOf(INFORMED, 'Tell the mentor that you share their details, then confirm it here'),
    })
    .extend(whySchema(saysWhy(actor, place.schoolId)).shape)

/** The form, with the note of the preparation list that it is about. One that is settled is as good as none. */
async function formFor({ db }: WebRequest, place: SchoolPlace, asked: string | undefined): Promise<FormState> {
  const id = z.uuid().safeParse(asked)
  const item = id.success ? await preparationItem(db, { schoolId: place.schoolId, itemId: id.data }) : null
  const path = mentorsPath(place)
  return freshForm(`${path}/new`, {
    back: item ? `/organisations/${place.schoolId}/preparation` : path,
    ...(item ? { hidden: { item: item.id } } : {}),
  })
}

type Asking = { readonly schoolName: string; readonly saysWhy: boolean; readonly isSilent: boolean }

const asking = ({ actor }: WebRequest, place: SchoolPlace): Asking => ({
  ...{ schoolName: place.school.name, isSilent: false },
  saysWhy: saysWhy(actor, place.schoolId),
})

const addPage = (form: FormState, asked: Asking): Page =>
  formPage(
    form,
    {
      title: 'Add a mentor',
      caption: asked.schoolName,
      headed: 'by-page',
      submit: asked.isSilent ? 'Try again' : 'Find and add the mentor',
      before: asked.isSilent ? <Silent /> : <Why />,
      after: <NoNumber />,
    },
    <>
      <TextField
        name="trn"
        label="Teacher reference number (TRN)"
        hint="7 numbers, such as 2345678. Spaces do not matter"
        width={10}
        inputmode="numeric"
        spellcheck={false}
      />
      <DateField name="date-of-birth" legend="Date of birth of the mentor" hint="For example, 27 3 1987" />
      <CheckboxField
        name="informed"
        legend="Before you add them"
        choices={[
          {
            value: INFORMED[0],
            text: 'I have told the mentor that we share their name and number with DfE and the provider to claim for their training',
          },
        ]}
      />
      {asked.saysWhy ? <WhyField /> : null}
    </>,
  )

/** The answers stay in the form: nothing has to be typed again. */
const Silent = (): Html => (
  <WarningText
    text="The teaching record does not answer at the moment. What you entered is still here. Wait a minute, then try again."
    iconFallbackText="Warning"
  />
)

const Why = (): Html => (
  <>
    <p class="govuk-body">
      We ask the teaching record for the name that belongs to both. We do not keep the date of birth.
    </p>
    <InsetText text="Only add mentors of trainee teachers. Mentors of early career teachers are not funded here." />
  </>
)

const NoNumber = (): Html => (
  <Details
    summaryText="The mentor does not know their number"
    html={
      <p class="govuk-body">
        They can look on a payslip, or{' '}
        <a class="govuk-link" href="https://www.gov.uk/guidance/teacher-reference-number-trn">
          find a lost number on GOV.UK
        </a>
        . Until then, note them on the preparation list.
      </p>
    }
  />
)
