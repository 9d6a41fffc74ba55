import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { DETAILS, detailText } from '../../details/detail-report.ts'
import { reportDetail } from '../../details/report-detail.ts'
import type { SchoolPlace } from '../../places/school-place.ts'

const LONGEST = 1_000

const Fields = z.object({
  detail: oneOf(DETAILS, 'Select what is wrong'),
  said: longText({ missing: 'Enter what is right', label: 'What is right', max: LONGEST }),
})

export const showCorrection = (_request: WebRequest, place: SchoolPlace): Reply =>
  show(correctionPage(formFor(place), place))

/** A task for staff, and a receipt by email. */
export async function sendCorrection(request: WebRequest, place: SchoolPlace): Promise<Reply> {
  const form = formFor(place)
  const parsed = parseForm(Fields, request.form)
  if (!parsed.ok) return showAgain(correctionPage({ ...form, values: parsed.values, errors: parsed.errors }, place))
  const done = await request.execute(reportDetail, { schoolId: place.schoolId, ...parsed.values })
  return done.ok ? redirectTo(`${detailsPath(place)}?receipt=${done.value.receipt}`) : notFound
}

const detailsPath = ({ schoolId }: SchoolPlace): `/${string}` => `/organisations/${schoolId}/claim-details`

const formFor = (place: SchoolPlace): FormState =>
  freshForm(`${detailsPath(place)}/correction`, { back: detailsPath(place) })

const correctionPage = (form: FormState, { school }: SchoolPlace): Page =>
  formPage(
    form,
    { title: 'Tell us what is wrong', caption: school.name, headed: 'by-page', submit: 'Send' },
    <>
      <RadioField
        name="detail"
        legend="What is wrong?"
        choices={DETAILS.map((value) => ({ value, text: detailText[value] }))}
      />
      <LongTextField
        name="said"
        label="What is right?"
        hint="Do not enter bank details, numbers of mentors or dates of birth"
        max={LONGEST}
      />
    </>,
  )
