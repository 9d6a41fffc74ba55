import type { Page } from '#src/platform/http/route.ts'
import { answeredRows } from '#src/ui/check-answers.tsx'
import { Button, InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { CheckView } from '#src/ui/journey-config.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { courseText } from '../../courses/course.ts'
import { jobRows } from '../../courses/questions/course-rows.ts'
import type { FundingResult } from '../../funding/funding.ts'
import { FundingOutcomeText } from '../../funding/outcome.tsx'
import { workSummaryRows } from '../../work-details/questions/work-summary.tsx'
import type { CheckerFacts, CheckerSteps } from './checker.ts'

type View = CheckView<CheckerSteps, unknown, CheckerFacts>

/** What the rules say of the answers, why, by which rules, and what to do next. */
export const resultPage = (view: View): Page => {
  const { assessment, rules } = view.facts
  if (assessment === null) throw new Error('The result is shown before there is anything to assess')
  const title = `Scholarship funding for the ${courseOf(view)}`
  return page(
    { title, back: view.form.back },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <FundingOutcomeText outcome={assessment} rules={rules} />
      {assessment.result === 'not-funded' ? null : (
        <InsetText text="We did not ask whether you have had scholarship funding for this course before. If you have, you are not eligible again." />
      )}
      <h2 class="govuk-heading-m">What you can do next</h2>
      <NextStep result={assessment.result} />
      <h2 class="govuk-heading-m">Your answers</h2>
      <Summary rows={answersOf(view)} />
      <p class="govuk-body">
        <a class="govuk-link" href="/npq/funding">
          Check again from the beginning
        </a>
      </p>
    </>,
  )
}

const courseOf = ({ answers, facts }: View): string => {
  const course = facts.courses.find(({ identifier }) => identifier === answers['choose-your-npq']?.course)
  return course ? courseText(course) : 'course'
}

const NEXT: Readonly<Record<FundingResult, string>> = {
  funded:
    'Choose a provider and register. The decision is made when you register, by the rules of that day and what you tell us then.',
  'not-funded':
    'You can change an answer below to check another course or workplace. You can also register and agree with your provider who pays.',
  review: 'Register. We then look at your case and tell you by email what we decide.',
}

const NextStep = ({ result }: { readonly result: FundingResult }): Html => (
  <>
    <p class="govuk-body">{NEXT[result]}</p>
    <Button text="Register for an NPQ" href="/npq" />
  </>
)

const answersOf = (view: View) => {
  const { facts, answers, changeHref } = view
  const change = (step: 'course-start-date' | 'choose-your-npq', hidden: string) => [
    { text: 'Change', href: changeHref(step), hidden },
  ]
  return [
    { key: 'Course start', value: facts.cohort?.name ?? null, actions: change('course-start-date', 'when you start') },
    ...workSummaryRows({ answers, facts, changeHref }),
    { key: 'Course', value: courseOf(view), actions: change('choose-your-npq', 'your course') },
    ...answeredRows(view, jobRows),
  ]
}
