import type { Page } from '#src/platform/http/route.ts'
import { checkAnswersPage } from '#src/ui/check-answers.tsx'
import { Form } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { CheckView, StepView } from '#src/ui/journey-config.ts'
import { page } from '#src/ui/layout.tsx'
import { coursePages } from '../../courses/questions/course-pages.tsx'
import { courseRows } from '../../courses/questions/course-rows.ts'
import { FundingChange, fundingMeaningText } from '../../funding/outcome.tsx'
import { whoPaysPages, whoPaysRows } from '../../funding/questions/who-pays.tsx'
import type { Changing } from '../../requests/changing-queries.ts'
import { reasonPages, reasonRows } from '../../requests/reason-step.tsx'
import { AskText } from '../../requests/standing.tsx'
import { noRulesPage, notPossiblePage, otherRegistrationPage } from '../../requests/stop-pages.tsx'
import { type ChangeCourseFacts, type ChangeCourseSteps, changesFunding, staysWithProvider } from './journey.ts'

export type View = StepView<ChangeCourseSteps, Changing, ChangeCourseFacts>
export type Check = CheckView<ChangeCourseSteps, Changing, ChangeCourseFacts>

/** A page of the journey, or why the registration cannot be changed any more. */
const whilePossible =
  <Shown extends View>(show: (view: Shown) => Page) =>
  (view: Shown): Page => {
    const { rule } = view.subject
    return rule.allowed ? show(view) : notPossiblePage(view.subject, 'course', rule.because)
  }

/** A page of each step. */
export const changeCoursePages = {
  ...coursePages,
  'choose-your-npq': whilePossible(coursePages['choose-your-npq']),
  'already-registered': ({ form, subject, facts }: View) => otherRegistrationPage(subject, facts.otherId, form.back),
  'no-rules': ({ form, subject }: View) => noRulesPage(subject, form.back),
  'funding-outcome': whilePossible(fundingOutcomePage),
  ...whoPaysPages,
  ...reasonPages,
}

/** What changes of the funding, before anything else is asked or done. */
function fundingOutcomePage({ form, facts }: View): Page {
  const { funding } = facts
  const title = 'Funding for your new course'
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {funding ? <FundingChange before={funding.before} after={funding.after} /> : null}
      {funding ? <p class="govuk-body">{fundingMeaningText[funding.after.result]}</p> : null}
      <Form state={{ ...form, hidden: { seen: funding?.after.reason ?? '' } }}>
        <Button text="Continue" preventDoubleClick />
      </Form>
    </>,
  )
}

/** All answers, what happens with funding and provider, and who has to agree. */
export const checkChangeCoursePage = whilePossible<Check>((view) => {
  const { facts, subject } = view
  const { registration, provider, course } = subject.view
  const isAsked = subject.rule.allowed && subject.rule.how === 'released-by-provider'
  const hidden = {
    ...view.form.hidden,
    seen: String(registration.revision),
    funding: facts.funding?.after.reason ?? '',
  }
  return checkAnswersPage(
    { ...view, form: { ...view.form, hidden } },
    {
      title: isAsked ? 'Check your answers and ask your provider' : 'Check your answers and change your course',
      caption: `Instead of the ${course.name}`,
      rows: {
        ...courseRows(facts),
        'funding-outcome': () => [],
        ...whoPaysRows,
        ...reasonRows,
      },
      before: (
        <>
          {staysWithProvider(facts) ? (
            <p class="govuk-body">Your provider stays {provider.name}, which delivers the new course too.</p>
          ) : null}
          {facts.funding ? <FundingText funding={facts.funding} /> : null}
          {isAsked ? <AskText provider={provider.name} hasPlace={registration.fundedPlace === true} /> : null}
        </>
      ),
      submit: isAsked ? `Ask ${provider.name}` : 'Change course',
    },
  )
})

const FundingText = ({ funding }: { readonly funding: NonNullable<ChangeCourseFacts['funding']> }): Html =>
  changesFunding(funding) ? (
    <FundingChange before={funding.before} after={funding.after} />
  ) : (
    <p class="govuk-body">What was decided of your funding does not change.</p>
  )
