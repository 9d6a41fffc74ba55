import type { Page } from '#src/platform/http/route.ts'
import { checkAnswersPage } from '#src/ui/check-answers.tsx'
import { RadioField } from '#src/ui/fields.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { InsetText } from '#src/ui/govuk.ts'
import type { CheckView, StepView } from '#src/ui/journey-config.ts'
import type { Changing } from '../../requests/changing-queries.ts'
import { reasonPages, reasonRows } from '../../requests/reason-step.tsx'
import { AskText } from '../../requests/standing.tsx'
import { nobodyElsePage, notPossiblePage } from '../../requests/stop-pages.tsx'
import type { ChangeProviderFacts, ChangeProviderSteps } from './journey.ts'

type View = StepView<ChangeProviderSteps, Changing, ChangeProviderFacts>
type Check = CheckView<ChangeProviderSteps, Changing, ChangeProviderFacts>

/** A page of the journey, or why the registration cannot be changed any more. */
const whilePossible =
  <Shown extends View>(show: (view: Shown) => Page) =>
  (view: Shown): Page => {
    const { rule } = view.subject
    return rule.allowed ? show(view) : notPossiblePage(view.subject, 'provider', rule.because)
  }

const TITLE = 'Which provider do you want instead?'

/** A page of each step. */
export const changeProviderPages = {
  'nobody-else': ({ form, subject }: View): Page => nobodyElsePage(subject, form.back),
  'choose-your-provider': whilePossible<View>(({ form, answers, subject, facts }) => {
    const chosen = answers['choose-your-provider']?.provider
    const isGone = chosen !== undefined && !facts.providers.some(({ id }) => id === chosen)
    return formPage(
      form,
      { title: TITLE },
      <>
        {isGone ? <InsetText text="The provider that you had chosen does not deliver the course any more." /> : null}
        <RadioField
          name="provider"
          heading
          legend={TITLE}
          hint={`These providers deliver the ${subject.view.course.name}. You apply to the one that you select`}
          choices={facts.providers.map(({ id, name, hint }) => ({
            ...{ value: id, text: name },
            ...(hint === null ? {} : { hint }),
          }))}
        />
      </>,
    )
  }),
  ...reasonPages,
}

/** The provider before and after, and who has to agree. */
export const checkChangeProviderPage = whilePossible<Check>((view) => {
  const { facts, subject } = view
  const { registration, provider, course } = subject.view
  const isAsked = subject.rule.allowed && subject.rule.how === 'released-by-provider'
  return checkAnswersPage(
    { ...view, form: { ...view.form, hidden: { ...view.form.hidden, seen: String(registration.revision) } } },
    {
      title: isAsked ? 'Check your answer and ask your provider' : 'Check your answer and change your provider',
      caption: `${course.name}, ${subject.view.cohort.name}`,
      rows: {
        'choose-your-provider': ({ provider: chosen }) => [
          {
            key: 'New provider',
            value: facts.providers.find(({ id }) => id === chosen)?.name ?? null,
            change: 'your provider',
          },
        ],
        ...reasonRows,
      },
      before: isAsked ? (
        <AskText provider={provider.name} hasPlace={registration.fundedPlace === true} />
      ) : (
        <p class="govuk-body">
          {provider.name} is told to stop working on your application. It keeps what it has seen of it until now, and
          sees nothing new. The new provider decides whether it accepts you.
        </p>
      ),
      submit: isAsked ? `Ask ${provider.name}` : 'Change provider',
    },
  )
})
