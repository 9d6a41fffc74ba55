import { academicYearText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { checkAnswersPage } from '#src/ui/check-answers.tsx'
import { EmailField, NameField, RadioField } from '#src/ui/fields.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { CheckView, StepView } from '#src/ui/journey-config.ts'
import type { OpenedLink } from '../../nominations/nomination-link.ts'
import { deadNominationPage } from './dead-nomination-page.tsx'
import type { NominationSteps } from './journey.ts'

type LiveLink = Extract<OpenedLink, { state: 'live' | 'not-eligible' }>
type Step<Subject> = StepView<NominationSteps, Subject>

/** A page of the journey, or the reason why the link has stopped working since it began. */
const whileLive =
  <View extends Step<OpenedLink>>(show: (view: View, link: LiveLink) => Page) =>
  (view: View): Page =>
    view.subject.state === 'live' ? show(view, view.subject) : deadNominationPage(view.subject)

const expectationTexts = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'We do not know yet',
} as const

export const howToContinuePage = whileLive<Step<OpenedLink>>(({ form }, { standing, academicYear }) =>
  formPage(
    form,
    {
      title: `Do you expect any early career teachers in the ${academicYearText(academicYear)} academic year?`,
      caption: standing.school.name,
    },
    <RadioField
      name="expectation"
      heading
      legend={`Do you expect any early career teachers in the ${academicYearText(academicYear)} academic year?`}
      choices={[
        { value: 'yes', text: expectationTexts.yes, hint: 'Name the induction tutor who will arrange their training' },
        {
          value: 'no',
          text: expectationTexts.no,
          hint: 'You do not need to name anybody. You can change this answer with the same link',
        },
        {
          value: 'not-known',
          text: expectationTexts['not-known'],
          hint: 'Name an induction tutor so that they can start when you know',
        },
      ]}
    />,
  ),
)

export const namePage = whileLive<Step<OpenedLink>>(({ form }, { standing }) =>
  formPage(
    form,
    { title: 'What is the full name of your induction tutor?', caption: standing.school.name },
    <NameField name="name" heading label="What is the full name of your induction tutor?" autocomplete="off" />,
  ),
)

export const emailPage = whileLive<Step<OpenedLink>>(({ form, answers }, { standing }) =>
  formPage(
    form,
    { title: 'What is their email address?', caption: answers.name?.name ?? standing.school.name },
    <EmailField
      name="email"
      heading
      label="What is their email address?"
      hint="They sign in with it, so it should be one that only they read. It can be the one that our email came to, if you nominate yourself"
    />,
  ),
)

export const checkNominationPage = whileLive<CheckView<NominationSteps, OpenedLink>>(
  (view, { standing, academicYear }) => {
    const nobody = view.answers['how-to-continue']?.expectation === 'no'
    return checkAnswersPage(view, {
      title: nobody ? 'Check and confirm your answer' : 'Check your answers and nominate your induction tutor',
      caption: standing.school.name,
      rows: {
        'how-to-continue': ({ expectation }) => [
          {
            key: `Early career teachers in ${academicYearText(academicYear)}`,
            value: expectationTexts[expectation],
            change: 'whether you expect early career teachers',
          },
        ],
        name: ({ name }) => [{ key: 'Induction tutor', value: name, change: 'the name of the induction tutor' }],
        email: ({ email }) => [
          { key: 'Email address', value: email, change: 'the email address of the induction tutor' },
        ],
      },
      before: nobody ? (
        <p class="govuk-body">We will not ask you for an induction tutor this academic year.</p>
      ) : (
        <p class="govuk-body">
          We will email the person you nominate. If your school has an induction tutor already, they lose their access
          and we will tell them.
        </p>
      ),
      submit: nobody ? 'Confirm' : 'Nominate induction tutor',
    })
  },
)
