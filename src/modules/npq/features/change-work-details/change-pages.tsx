import { dateText } from '#src/kit/dates.ts'
import type { RawValues } from '#src/kit/form.ts'
import type { Page } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { RadioField } from '#src/ui/fields.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button, InsetText, WarningText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { StepView } from '#src/ui/journey-config.ts'
import { page } from '#src/ui/layout.tsx'
import { jobPages } from '../../courses/questions/course-pages.tsx'
import { FundingChange, fundingMeaningText, RulesText } from '../../funding/outcome.tsx'
import { payerText, whoPaysPages } from '../../funding/questions/who-pays.tsx'
import { reasonPages } from '../../requests/reason-step.tsx'
import { latestMove } from '../../work-change/work-change-rules.ts'
import { workPages } from '../../work-details/questions/work-pages.tsx'
import { workplaceText } from '../../work-details/work-names.ts'
import { type ChangeWorkFacts, prefilledFrom, stateOf } from './facts.ts'
import type { ChangeWorkSteps } from './journey.ts'
import type { ChangingWork } from './load.ts'
import { notEditablePage } from './result-pages.tsx'
import { RulesOfState } from './rules-of-state.tsx'

export type Step = StepView<ChangeWorkSteps, ChangingWork, ChangeWorkFacts>

/** A page of the journey, or why it cannot go on: a registration that is over meanwhile is changed no more. */
export const whileEditable =
  <View extends Step>(show: (view: View) => Page) =>
  (view: View): Page =>
    view.subject.allowed.allowed ? show(view) : notEditablePage(view.subject)

/** A question that begins with what we know, until it is answered anew. */
const prefilled = (name: keyof ChangeWorkSteps, show: (view: Step) => Page) =>
  whileEditable<Step>((view) => {
    const { form, subject } = view
    const isUntouched = Object.keys(form.values).length === 0 && form.errors.length === 0
    const known: RawValues | undefined = isUntouched ? prefilledFrom(subject)[name] : undefined
    return show(known ? { ...view, form: { ...form, values: known } } : view)
  })

/** Where changing begins: what is known, what a change does in this state, and the button. */
export const startPage = (subject: ChangingWork): Page => {
  const { registration, view, current } = subject
  const title = 'Change your work details'
  return page(
    { title, back: `/npq/registrations/${registration.id}` },
    <>
      <span class="govuk-caption-l">{view.course.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {current ? `We have ${workplaceText(current)} as where you work. ` : ''}
        You are asked the same questions as when you registered, with your answers filled in. Your course (
        {view.course.name}) and your provider ({view.provider.name}) stay the same.
      </p>
      <RulesOfState subject={subject} />
      {subject.isOwn ? null : (
        <InsetText text="You do this for somebody else. Answer as they would: we ask why you do it, and they read that support did." />
      )}
      <Form state={freshForm(`/npq/registrations/${registration.id}/change-work-details`)}>
        <Button text="Continue" preventDoubleClick />
      </Form>
    </>,
  )
}

/** Shown in the middle of a journey when the registration has moved on meanwhile. */
const whatChangesNowPage = whileEditable<Step>(({ form, subject }) => {
  const title = 'Your registration has changed since you began'
  return formPage(
    { ...form, hidden: { ...form.hidden, seen: stateOf(subject) } },
    { title, headed: 'by-page', caption: subject.view.course.name },
    <>
      <p class="govuk-body">{sinceText(subject)} Your answers are kept, and nothing has been sent yet.</p>
      <RulesOfState subject={subject} />
    </>,
  )
})

const sinceText = ({ registration, view, fixedBecause }: ChangingWork): string => {
  if (fixedBecause === 'started') return `${view.provider.name} has told us that your training has started.`
  if (fixedBecause === 'deferred') return 'Your training is paused.'
  return registration.status === 'accepted'
    ? `${view.provider.name} has accepted your registration.`
    : `Your registration is waiting for ${view.provider.name} again.`
}

const nothingChangedPage = whileEditable<Step>(({ form, subject }) => {
  const title = 'You have not changed anything'
  return page(
    { title, back: form.back },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Your answers are the same as those that we have, so there is nothing to send. Go back to change an answer.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/npq/registrations/${subject.registration.id}`}>
          Leave your registration as it is
        </a>
      </p>
    </>,
  )
})

const kindPage = whileEditable<Step>(({ form, subject, facts }) => {
  const title = 'Have you changed jobs, or are you correcting a mistake?'
  const now = subject.current ? workplaceText(subject.current) : null
  const then = facts.work.workplace?.name ?? null
  const differ = now !== null && then !== null && now !== then
  return formPage(
    form,
    { title, caption: subject.view.course.name },
    <RadioField
      name="kind"
      heading
      legend={title}
      choices={[
        {
          value: 'move',
          text: 'I have changed jobs, or will soon',
          hint: differ ? `From ${now} to ${then}. Both stay in your history` : 'What we had stays in your history',
        },
        {
          value: 'correction',
          text: 'I am correcting a mistake',
          hint: 'What we had was never right',
        },
      ]}
    />,
  )
})

const firstDayPage = whileEditable<Step>(({ form, subject }) => {
  const title = 'What is the first day of your new job?'
  const { today, current } = subject
  return formPage(
    form,
    { title, caption: subject.view.course.name },
    <DateField
      name="firstDay"
      heading
      legend={title}
      hint={`${current ? `From ${dateText(current.effectiveOn)} ` : 'Up '}to ${dateText(latestMove(today))}. For example, ${today.day} ${today.month} ${today.year}`}
    />,
  )
})

const fundingOutcomePage = whileEditable<Step>(({ form, subject, facts: { outlook } }) => {
  const title = 'Your scholarship funding would change'
  if (outlook === null) return notEditablePage(subject)
  const { before, plan } = outlook
  return formPage(
    { ...form, hidden: { ...form.hidden, seen: outlook.key } },
    { title, headed: 'by-page', caption: subject.view.course.name },
    <>
      <FundingChange before={before} after={plan.after} />
      <p class="govuk-body">{fundingMeaningText[plan.after.result]}</p>
      <PlaceStays isInDoubt={plan.doubt === 'open'} />
      <ChoiceCleared subject={subject} isKept={plan.fundingChoice !== null} />
      <RulesText rules={subject.view.rules} />
      <p class="govuk-body">Nothing has been sent yet. You can check all your answers before you confirm.</p>
    </>,
  )
})

/** A funded place is never taken away by a change. */
export const PlaceStays = ({ isInDoubt }: { readonly isInDoubt: boolean }): Html | null =>
  isInDoubt ? (
    <WarningText
      text="You keep your funded place for now. We look at whether it can stay, and email you and your provider what we decide."
      iconFallbackText="Warning"
    />
  ) : null

type Clearing = { readonly subject: ChangingWork; readonly isKept: boolean }

const ChoiceCleared = ({ subject, isKept }: Clearing): Html | null => {
  const { fundingChoice } = subject.registration
  return fundingChoice === null || isKept ? null : (
    <InsetText
      text={`You told us who pays for your course: “${payerText[fundingChoice]}”. That is not needed any more.`}
    />
  )
}

const work = workPages
const ask = <Name extends keyof typeof work>(name: Name) => prefilled(name, work[name])
const job = <Name extends keyof typeof jobPages>(name: Name) => prefilled(name, jobPages[name])

/** A page for each step. */
export const changeWorkPages = {
  'what-changes-now': whatChangesNowPage,
  'teacher-catchment': ask('teacher-catchment'),
  country: ask('country'),
  'work-setting': ask('work-setting'),
  'kind-of-nursery': ask('kind-of-nursery'),
  'choose-school': ask('choose-school'),
  'choose-childcare-provider': ask('choose-childcare-provider'),
  'have-ofsted-urn': ask('have-ofsted-urn'),
  'choose-private-childcare-provider': ask('choose-private-childcare-provider'),
  'your-employment': ask('your-employment'),
  'your-role': ask('your-role'),
  'your-employer': ask('your-employer'),
  'itt-provider': ask('itt-provider'),
  'referred-by-return-to-teaching-adviser': ask('referred-by-return-to-teaching-adviser'),
  'cannot-use-workplace': whileEditable<Step>(work['cannot-use-workplace']),
  'ehco-headteacher': job('ehco-headteacher'),
  'ehco-new-headteacher': job('ehco-new-headteacher'),
  'senco-in-role': job('senco-in-role'),
  'senco-start-date': job('senco-start-date'),
  'nothing-changed': nothingChangedPage,
  'kind-of-change': kindPage,
  'first-day': firstDayPage,
  'funding-outcome': fundingOutcomePage,
  'who-pays': whileEditable<Step>(whoPaysPages['who-pays']),
  'who-pays-at-school': whileEditable<Step>(whoPaysPages['who-pays-at-school']),
  reason: whileEditable<Step>(reasonPages.reason),
}
