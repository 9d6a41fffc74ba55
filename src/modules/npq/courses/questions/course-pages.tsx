import type { Page } from '#src/platform/http/route.ts'
import { MonthField } from '#src/ui/date-field.tsx'
import { RadioField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import type { CourseIdentifier } from '../course.ts'
import { courseText } from '../course.ts'
import type { CourseFacts } from './course-facts-queries.ts'
import type { CourseStepAnswers } from './course-steps.ts'
import { mathsApproachText, npqhStatusText, sencoInRoleText } from './course-words.ts'

type Asking = { readonly form: FormState }
type Choosing = Asking & { readonly answers: Partial<CourseStepAnswers>; readonly facts: CourseFacts }

const YES_NO = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

const HINTS: Partial<Record<CourseIdentifier, string>> = {
  'npq-early-headship-coaching-offer':
    'Coaching for new headteachers who have done, or are doing, the headship NPQ. It is not an NPQ itself',
}

/** A page of radio buttons, which most questions are. */
const asking =
  (question: { readonly name: string; readonly legend: string; readonly hint?: string }, choices: Choices) =>
  ({ form }: Asking): Page =>
    formPage(form, { title: question.legend }, <RadioField {...question} heading choices={choices} />)

type Choices = Parameters<typeof RadioField>[0]['choices']

const choicesOf = (words: Readonly<Record<string, string>>): Choices =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** A page of each question about the job, for any journey that has them. */
export const jobPages = {
  'ehco-headteacher': asking(
    {
      name: 'headteacher',
      legend: 'Are you a headteacher?',
      hint: 'Say yes also if you will be one when the coaching starts',
    },
    YES_NO,
  ),
  'ehco-new-headteacher': asking(
    { name: 'firstFiveYears', legend: 'Are you in the first 5 years of your first headship?' },
    YES_NO,
  ),
  'senco-in-role': asking(
    { name: 'inRole', legend: 'Are you a special educational needs co-ordinator (SENCO)?' },
    choicesOf(sencoInRoleText),
  ),
  'senco-start-date': ({ form }: Asking): Page =>
    formPage(
      form,
      { title: 'When did you become a SENCO?' },
      <MonthField name="startedOn" heading legend="When did you become a SENCO?" hint="For example, 9 2024" />,
    ),
}

/** And of each question that a course asks before it takes anybody on. */
const entryPages = {
  'npqh-status': asking(
    {
      name: 'status',
      legend: 'Have you done the headship NPQ?',
      hint: 'The early headship coaching offer is for people who have done it or are doing it',
    },
    choicesOf(npqhStatusText),
  ),
  'ehco-unavailable': ({ form }: Asking): Page =>
    stopPage(
      form,
      'You cannot do the early headship coaching offer yet',
      'It is for headteachers who have completed the headship NPQ, are doing it, or have registered for it. You can choose the headship NPQ first.',
    ),
  'maths-eligibility-teaching-for-mastery': asking(
    {
      name: 'mastery',
      legend: 'Have you taken part in the primary mathematics Teaching for Mastery programme for at least a year?',
      hint: 'The programme is run by maths hubs. The NPQ builds on it',
    },
    YES_NO,
  ),
  'maths-understanding-of-approach': asking(
    {
      name: 'approach',
      legend: 'How can you show that you understand the Teaching for Mastery approach?',
      hint: 'Your provider will ask you about it before you start',
    },
    choicesOf(mathsApproachText),
  ),
  'maths-cannot-register': ({ form }: Asking): Page =>
    stopPage(
      form,
      'You cannot do the leading primary mathematics NPQ yet',
      'It is for people who understand the Teaching for Mastery approach. Your local maths hub can tell you how to take part in the programme. You can choose another NPQ now.',
    ),
}

/** Which course. What was chosen before and is not offered any more is said. */
export function courseListPage({ form, answers, facts }: Choosing): Page {
  const chosen = answers['choose-your-npq']?.course
  const isGone = chosen !== undefined && !facts.courses.some(({ identifier }) => identifier === chosen)
  const title = 'Which NPQ do you want to do?'
  return formPage(
    form,
    { title },
    <>
      {isGone ? <InsetText text="No provider delivers the NPQ that you had chosen any more. Select another." /> : null}
      <RadioField
        name="course"
        heading
        legend={title}
        choices={facts.courses.map(({ identifier, name }) => {
          const hint = HINTS[identifier]
          return { value: identifier, text: name, ...(hint === undefined ? {} : { hint }) }
        })}
      />
    </>,
  )
}

/** With whom. A provider that was chosen for another course and does not deliver this one is said. */
function providerPage({ form, answers, facts }: Choosing): Page {
  const course = facts.courses.find(({ identifier }) => identifier === answers['choose-your-npq']?.course)
  const chosen = answers['choose-your-provider']?.provider
  const isGone = chosen !== undefined && !facts.providers.some(({ id }) => id === chosen)
  const title = 'Which provider do you want?'
  const which = course ? `the ${courseText(course)}` : 'this course'
  return formPage(
    form,
    { title },
    <>
      {isGone ? (
        <InsetText text={`The provider that you had chosen does not deliver ${which}. Select another.`} />
      ) : null}
      <RadioField
        name="provider"
        heading
        legend={title}
        hint={`These providers deliver ${which}. You apply to the one that you select`}
        choices={facts.providers.map(({ id, name, hint }) => ({
          ...{ value: id, text: name },
          ...(hint === null ? {} : { hint }),
        }))}
      />
    </>,
  )
}

/** A page of each step, for a journey that spreads `courseSteps` and has `CourseFacts` among its facts. */
export const coursePages = {
  'choose-your-npq': courseListPage,
  ...entryPages,
  ...jobPages,
  'choose-your-provider': providerPage,
}

/** Somebody goes no further with this course, and can choose another in the same journey. */
const stopPage = (form: FormState, title: string, why: string): Page =>
  page(
    { title, back: form.back },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{why}</p>
      <Button text="Choose another course" href={form.action.replace(/[^/]+$/, 'choose-your-npq')} />
    </>,
  )
