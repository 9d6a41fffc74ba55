import { academicYearText, momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { LongTextField, RadioField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { page } from '#src/ui/layout.tsx'
import type { SchoolName } from '../../emails/email-text.ts'
import type { SaidExpectation } from '../../nominations/expectations-store.ts'
import type { Expectation } from '../../nominations/nomination-rules.ts'

type Asked = {
  readonly school: SchoolName
  readonly academicYear: number
  readonly said: SaidExpectation | null
  /** Support answers on behalf of the school, with a reason. */
  readonly isStaff: boolean
}

const ANSWERS = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No', hint: 'We stop writing to you about it for this academic year' },
  { value: 'not-known', text: 'We do not know yet' },
] as const

/** The question for the academic year that is running, with what was said before and by whom. */
export function expectationPage(form: FormState, { school, academicYear, said, isStaff }: Asked): Page {
  const year = academicYearText(academicYear)
  const title = isStaff
    ? `Does ${school.name} expect any early career teachers in ${year}?`
    : `Do you expect any early career teachers in the ${year} academic year?`
  return formPage(
    form,
    { title, caption: `${school.name}, URN ${school.urn}`, submit: 'Save answer' },
    <>
      <RadioField
        name="answer"
        heading
        legend={title}
        hint={said ? saidText(said) : 'The answer is for this academic year only. You can change it at any time'}
        choices={ANSWERS}
      />
      {isStaff ? <LongTextField name="reason" label="Reason" hint="Who told you, and how" rows={3} max={500} /> : null}
    </>,
  )
}

function saidText({ answer, answeredAt, by }: SaidExpectation): string {
  const who = by?.name ?? 'Whoever holds the link that we sent to the school'
  return `${who} answered “${ANSWERS.find(({ value }) => value === answer)?.text ?? answer}” at ${momentText(answeredAt)}. You can change it at any time`
}

const SAVED: Readonly<Record<Expectation, string>> = {
  yes: 'expects early career teachers',
  no: 'expects no early career teachers',
  'not-known': 'does not know yet whether it expects early career teachers',
}

/** After the answer. Can be visited again, and leads back to it. */
export const savedPage = ({ school, academicYear, said, isStaff }: Asked): Page =>
  confirmationPage({
    title: 'Answer saved',
    next: (
      <>
        <p class="govuk-body">
          {said
            ? `${school.name} ${SAVED[said.answer]} in ${academicYearText(academicYear)}. We ask again next academic year.`
            : `${school.name} has not answered yet.`}
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/organisations/${school.id}/expectation`}>
            Change the answer
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={isStaff ? `/schools/${school.urn}` : '/home'}>
            Go to {school.name}
          </a>
        </p>
      </>
    ),
  })

export const cannotAnswerPage = (school: SchoolName): Page =>
  page(
    { title: `${school.name} cannot use this service` },
    <>
      <h1 class="govuk-heading-l">{school.name} cannot use this service</h1>
      <p class="govuk-body">
        Because of this, we do not ask whether it expects early career teachers.{' '}
        <a class="govuk-link" href={`/schools/${school.urn}`}>
          See why, and which school took over
        </a>
        .
      </p>
    </>,
  )
