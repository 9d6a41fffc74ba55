import type { Page } from '#src/platform/http/route.ts'
import { RadioField } from '#src/ui/fields.tsx'
import { Form } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { StepView } from '#src/ui/journey-config.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { startPage } from '../../courses/questions/start-question.tsx'
import { workSummaryRows } from '../../work-details/questions/work-summary.tsx'
import { stepBeside } from '../../work-details/questions/work-view.ts'
import type { RegisterFacts, RegisterSteps } from './journey.ts'
import type { Registering } from './load.ts'

export type View = StepView<RegisterSteps, Registering, RegisterFacts>

/** The pages before the course: when, with what in mind, who, and where they work. */
export const firstPages = {
  'registration-closed': ({ form }: View): Page =>
    page(
      { title: 'Registration is closed', back: form.back },
      <>
        <h1 class="govuk-heading-l">Registration is closed</h1>
        <p class="govuk-body">
          Nobody can register for a national professional qualification (NPQ) at the moment. Registration opens again
          some months before the next courses begin.
        </p>
        <p class="govuk-body">
          You can still{' '}
          <a class="govuk-link" href="/npq/registrations">
            see and change the registrations that you have
          </a>
          .
        </p>
      </>,
    ),
  'course-start-date': ({ form, facts }: View): Page => startPage(form, facts.openCohorts),
  'provider-check': ({ form }: View): Page => {
    const title = 'Have you chosen an NPQ and a provider?'
    const choices = [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
    ]
    return formPage(form, { title }, <RadioField name="hasChosen" heading legend={title} choices={choices} />)
  },
  'choose-an-npq-and-provider': ({ form }: View): Page =>
    page(
      { title: 'Choose an NPQ and a provider first', back: form.back },
      <>
        <h1 class="govuk-heading-l">Choose an NPQ and a provider first</h1>
        <p class="govuk-body">
          Read about the{' '}
          <a
            class="govuk-link"
            href="https://www.gov.uk/government/publications/national-professional-qualifications-npqs-reforms/national-professional-qualifications-npqs-reforms"
          >
            courses and who they are for
          </a>
          , and talk to your manager and to the providers about dates, places and how they teach.
        </p>
        <p class="govuk-body">
          You can{' '}
          <a class="govuk-link" href="/npq/funding">
            check whether your course could be funded
          </a>{' '}
          without registering.
        </p>
        <p class="govuk-body">Your answers are kept. When you have chosen, come back and go on from here.</p>
        <Button text="I have chosen" href={form.action.replace(/[^/]+$/, 'provider-check')} />
      </>,
    ),
  'teacher-reference-number': ({ form, subject }: View): Page => {
    const back = encodeURIComponent(`${subject.at}/teacher-reference-number`)
    return page(
      { title: 'Your teacher reference number (TRN)', back: form.back },
      <>
        <h1 class="govuk-heading-l">Your teacher reference number (TRN)</h1>
        <p class="govuk-body">You can register without a TRN. Giving it now helps:</p>
        <ul class="govuk-list govuk-list--bullet">
          <li>your provider can accept you sooner, because they do not have to ask who you are</li>
          <li>your NPQ is added to your teaching record when you pass</li>
          <li>a registration that you made with another email address is found</li>
        </ul>
        <p class="govuk-body">
          <a class="govuk-link" href={`/account/teacher-reference-number?return=${back}`}>
            Give your TRN now
          </a>
          . You come back here afterwards.
        </p>
        <Form state={form}>
          <Button text="Continue without a TRN" preventDoubleClick />
        </Form>
      </>,
    )
  },
  'where-you-work': ({ form, answers, facts }: View): Page =>
    page(
      { title: 'Check where you work', back: form.back },
      <>
        <h1 class="govuk-heading-l">Check where you work</h1>
        <p class="govuk-body">You told us this before. Change what is not right any more.</p>
        <Summary rows={workSummaryRows({ answers, facts, changeHref: (step) => stepBeside(form, step) })} />
        <Form state={form}>
          <Button text="This is right" preventDoubleClick />
        </Form>
      </>,
    ),
}
