import { dateText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { DateField } from '#src/ui/date-field.tsx'
import { Form, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { CheckView, StepView } from '#src/ui/journey-config.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { latestMove } from '../../work-change/work-change-rules.ts'
import { rawAnswersOf } from '../../work-details/questions/work-details-from.ts'
import type { WorkFacts } from '../../work-details/questions/work-facts-queries.ts'
import { workPages } from '../../work-details/questions/work-pages.tsx'
import { workSummaryRows } from '../../work-details/questions/work-summary.tsx'
import { workRows } from '../../work-details/work-names.ts'
import type { WorkplaceSteps } from './journey.ts'
import type { OwnWorkplace } from './load.ts'

type Facts = { readonly work: WorkFacts }
type Step = StepView<WorkplaceSteps, OwnWorkplace, Facts>

/** What we have, and what changing it does and does not do. */
export const workplacePage = ({ latest, live }: OwnWorkplace): Page => {
  const title = 'Tell us where you work now'
  return page(
    { title, back: '/npq/registrations?all=yes' },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        We use this when you register for a course. Registrations that are over keep the work details that they had.
      </p>
      {latest ? <Summary title="What we have" rows={workRows(latest)} /> : null}
      <Live live={live} />
      <Form state={freshForm('/npq/work-details')}>
        <Button text="Continue" preventDoubleClick />
      </Form>
    </>,
  )
}

/** A registration that goes on is changed by itself, because funding may depend on it. */
const Live = ({ live }: Pick<OwnWorkplace, 'live'>): Html | null =>
  live.length === 0 ? null : (
    <>
      <p class="govuk-body">This does not change the registrations that you have. Change those here:</p>
      <ul class="govuk-list govuk-list--bullet">
        {live.map(({ view }) => (
          <li>
            <a class="govuk-link" href={`/npq/registrations/${view.registration.id}/change-work-details`}>
              Change the work details of {view.course.name}, {view.cohort.name}
            </a>
          </li>
        ))}
      </ul>
    </>
  )

/** A question that begins with what we know, until it is answered anew. */
const prefilled =
  (name: keyof typeof workPages) =>
  (view: Step): Page => {
    const { form, subject } = view
    const isUntouched = Object.keys(form.values).length === 0 && form.errors.length === 0
    const known = isUntouched && subject.latest ? rawAnswersOf(subject.latest)[name] : undefined
    return workPages[name](known ? { ...view, form: { ...form, values: known } } : view)
  }

const TITLE = 'When did you start this job?'

const firstDayPage = ({ form, subject: { today } }: Step): Page =>
  formPage(
    form,
    { title: TITLE },
    <DateField
      name="firstDay"
      heading
      legend={TITLE}
      hint={`If you start soon, a day up to ${dateText(latestMove(today))}. For example, ${today.day} ${today.month} ${today.year}`}
    />,
  )

/** A page for each step. */
export const workplaceStepPages = {
  'teacher-catchment': prefilled('teacher-catchment'),
  country: prefilled('country'),
  'work-setting': prefilled('work-setting'),
  'kind-of-nursery': prefilled('kind-of-nursery'),
  'choose-school': prefilled('choose-school'),
  'choose-childcare-provider': prefilled('choose-childcare-provider'),
  'have-ofsted-urn': prefilled('have-ofsted-urn'),
  'choose-private-childcare-provider': prefilled('choose-private-childcare-provider'),
  'your-employment': prefilled('your-employment'),
  'your-role': prefilled('your-role'),
  'your-employer': prefilled('your-employer'),
  'itt-provider': prefilled('itt-provider'),
  'referred-by-return-to-teaching-adviser': prefilled('referred-by-return-to-teaching-adviser'),
  'cannot-use-workplace': prefilled('cannot-use-workplace'),
  'first-day': firstDayPage,
}

export const checkWorkplacePage = (view: CheckView<WorkplaceSteps, OwnWorkplace, Facts>): Page => {
  const { form, answers, facts, changeHref } = view
  const title = 'Check your answers'
  const day = answers['first-day']
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary
        rows={[
          ...workSummaryRows({ answers, facts, changeHref }),
          {
            key: 'First day',
            value: day ? dateText(day.firstDay) : null,
            actions: [{ text: 'Change', href: changeHref('first-day'), hidden: 'the first day of this job' }],
          },
        ]}
      />
      <Form state={form}>
        <Button text="Save where I work" preventDoubleClick />
      </Form>
    </>,
  )
}

/** It is kept; the next step is registering, which begins with it. */
export const toldPage = (): Page =>
  confirmationPage({
    title: 'We know where you work now',
    next: (
      <>
        <p class="govuk-body">You can register for a course. The questions about work begin with these details.</p>
        <Button text="Register again using these details" href="/npq/register" />
        <p class="govuk-body">
          <a class="govuk-link" href="/npq/registrations?all=yes">
            See your registrations
          </a>
        </p>
      </>
    ),
  })

/** The same again: nothing is written. */
export const sameWorkplacePage = (): Page =>
  page(
    { title: 'Nothing was changed' },
    <>
      <h1 class="govuk-heading-l">Nothing was changed</h1>
      <p class="govuk-body">We have these work details already.</p>
      <Button text="Register using these details" href="/npq/register" />
    </>,
  )
