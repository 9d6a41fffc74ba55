import type { Page } from '#src/platform/http/route.ts'
import { answeredRows } from '#src/ui/check-answers.tsx'
import { CheckboxField } from '#src/ui/fields.tsx'
import { Form } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { CheckView } from '#src/ui/journey-config.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import { courseText } from '../../courses/course.ts'
import { courseRows } from '../../courses/questions/course-rows.ts'
import { FundingOutcomeText, OutcomeWithReason } from '../../funding/outcome.tsx'
import { whoPaysRows } from '../../funding/questions/who-pays.tsx'
import { fundingShown } from '../../submission/submission-rules.ts'
import { workSummaryRows } from '../../work-details/questions/work-summary.tsx'
import type { View } from './first-pages.tsx'
import { hasFundingChanged, type RegisterAnswers, type RegisterFacts, type RegisterSteps } from './journey.ts'
import type { Registering } from './load.ts'

/** The pages after the course: what funding follows, and consent. */
export const lastPages = {
  funding: ({ form, answers, facts }: View): Page => {
    const { assessment } = facts
    if (assessment === null) throw new Error('Funding is shown before there is anything to assess')
    const title = `Scholarship funding for the ${chosenCourse(answers, facts)}`
    return page(
      { title, back: form.back },
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        {hasFundingChanged(answers, facts) ? (
          <InsetText text="This is not what we showed you before: your answers, the rules or a list of settings have changed since." />
        ) : null}
        <FundingOutcomeText outcome={assessment} rules={facts.rules} />
        <Form state={{ ...form, hidden: { seen: fundingShown(assessment) } }}>
          <Button text="Continue" preventDoubleClick />
        </Form>
      </>,
    )
  },
  'share-provider': ({ form, answers, facts }: View): Page => {
    const title = 'Agree to share your details'
    const provider = chosenProvider(answers, facts)
    return formPage(
      { ...form, hidden: { version: facts.consent.version } },
      { title, headed: 'by-page', before: <WhatIsShared provider={provider} /> },
      <CheckboxField name="agreed" legend="Do you agree?" choices={[{ value: 'yes', text: facts.consent.text }]} />,
    )
  },
}

const WhatIsShared = ({ provider }: { readonly provider: string }): Html => (
  <>
    <p class="govuk-body">
      {provider} needs your name, email address, work details and choices to get in touch and to decide about your
      place.
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href="/privacy">
        How we look after your details
      </a>
    </p>
  </>
)

const chosenCourse = (answers: RegisterAnswers, { courses }: RegisterFacts): string => {
  const course = courses.find(({ identifier }) => identifier === answers['choose-your-npq']?.course)
  return course ? courseText(course) : 'course'
}

const chosenProvider = (answers: RegisterAnswers, { providers }: RegisterFacts): string =>
  providers.find(({ id }) => id === answers['choose-your-provider']?.provider)?.name ?? 'Your provider'

type Check = CheckView<RegisterSteps, Registering, RegisterFacts>

/** Everything once more, by topic, before it is sent. */
export const checkRegistrationPage = (view: Check): Page => {
  const title = 'Check your answers and register'
  const { form, answers, facts, changeHref } = view
  const provider = chosenProvider(answers, facts)
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary title="Work details" rows={workSummaryRows({ answers, facts, changeHref })} />
      <Summary title="Course" rows={[startRow(view), ...answeredRows(view, courseRows(facts))]} />
      <Summary title="Funding" rows={fundingRows(view)} />
      <WarningText text="Wrong answers about your work can cost you a funded place." iconFallbackText="Warning" />
      <p class="govuk-body">
        When you register, {provider} sees your details and contacts you. You can change your answers later.
      </p>
      <Form state={form}>
        <Button text="Register" preventDoubleClick />
      </Form>
    </>,
  )
}

const startRow = ({ facts, changeHref }: Check): SummaryRow => ({
  key: 'Course start',
  value: facts.cohort?.name ?? null,
  actions: [{ text: 'Change', href: changeHref('course-start-date'), hidden: 'when you want to start' }],
})

const fundingRows = (view: Check): readonly SummaryRow[] => {
  const { assessment } = view.facts
  const outcome = assessment ? <OutcomeWithReason outcome={assessment} /> : null
  return [{ key: 'Scholarship funding', value: outcome }, ...answeredRows(view, whoPaysRows)]
}
