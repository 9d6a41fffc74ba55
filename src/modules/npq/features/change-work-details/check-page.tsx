import { dateText } from '#src/kit/dates.ts'
import { Form } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import type { CheckView } from '#src/ui/journey-config.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary, type SummaryRow } from '#src/ui/summary.tsx'
import { jobRows } from '../../courses/questions/course-rows.ts'
import { FundingChange, OutcomeWithReason } from '../../funding/outcome.tsx'
import { whoPaysRows } from '../../funding/questions/who-pays.tsx'
import { reasonRows } from '../../requests/reason-step.tsx'
import { workSummaryRows } from '../../work-details/questions/work-summary.tsx'
import { PlaceStays, whileEditable } from './change-pages.tsx'
import type { ChangeWorkFacts, Outlook } from './facts.ts'
import type { ChangeWorkSteps } from './journey.ts'
import type { ChangingWork } from './load.ts'

type Check = CheckView<ChangeWorkSteps, ChangingWork, ChangeWorkFacts>

/** Everything on one page: work with links to change it, course and provider without, and funding before and after. */
export const checkWorkPage = whileEditable<Check>((view) => {
  const { form, subject, facts, answers, changeHref } = view
  const title = 'Check your answers and confirm'
  const { registration, view: status } = subject
  const hidden = { ...form.hidden, seen: String(registration.revision), funding: facts.outlook?.key ?? '' }
  return page(
    { title, back: form.back, errors: form.errors },
    <>
      <span class="govuk-caption-l">{status.course.name}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Summary title="Work details" rows={[...workSummaryRows({ answers, facts, changeHref }), ...otherRows(view)]} />
      <Summary
        title="Course and provider"
        rows={[
          { key: 'Course', value: status.course.name },
          { key: 'Provider', value: status.provider.name },
        ]}
      />
      <Funding outlook={facts.outlook} subject={subject} />
      <p class="govuk-body">
        We email {subject.isOwn ? 'you' : 'whose registration it is'} when you confirm
        {registration.status === 'accepted' ? `, and tell ${status.provider.name} at once` : ''}. The registration keeps
        its number, its date and its provider.
      </p>
      <Form state={{ ...form, hidden }}>
        <Button text="Confirm" preventDoubleClick />
      </Form>
    </>,
  )
})

/** What the course asks of the job, and what only a change asks. */
function otherRows({ answers, answered, changeHref }: Check): readonly SummaryRow[] {
  const rows = {
    'ehco-headteacher': answers['ehco-headteacher'] && jobRows['ehco-headteacher'](answers['ehco-headteacher']),
    'ehco-new-headteacher':
      answers['ehco-new-headteacher'] && jobRows['ehco-new-headteacher'](answers['ehco-new-headteacher']),
    'senco-in-role': answers['senco-in-role'] && jobRows['senco-in-role'](answers['senco-in-role']),
    'senco-start-date': answers['senco-start-date'] && jobRows['senco-start-date'](answers['senco-start-date']),
    'kind-of-change': answers['kind-of-change'] && [
      {
        key: 'What this is',
        value: answers['kind-of-change'].kind === 'move' ? 'A change of job' : 'A correction',
        change: 'whether you have changed jobs',
      },
    ],
    'first-day': answers['first-day'] && [
      {
        key: 'First day',
        value: dateText(answers['first-day'].firstDay),
        change: 'the first day of your new job',
      },
    ],
    'who-pays': answers['who-pays'] && whoPaysRows['who-pays'](answers['who-pays']),
    'who-pays-at-school':
      answers['who-pays-at-school'] && whoPaysRows['who-pays-at-school'](answers['who-pays-at-school']),
    reason: answers.reason && reasonRows.reason(answers.reason),
  } as const
  return answered.flatMap((step) => {
    const lines = Object.entries(rows).find(([name]) => name === step)?.[1] ?? []
    return lines.map(({ key, value, change }) => ({
      ...{ key, value },
      actions: [{ text: 'Change', href: changeHref(step), hidden: change }],
    }))
  })
}

const Funding = ({ outlook, subject }: { readonly outlook: Outlook | null; readonly subject: ChangingWork }): Html => {
  if (outlook?.plan.isFundingChanged) {
    return (
      <>
        <FundingChange before={outlook.before} after={outlook.plan.after} />
        <PlaceStays isInDoubt={outlook.plan.doubt === 'open'} />
      </>
    )
  }
  return (
    <Summary
      title="Scholarship funding"
      rows={[
        { key: 'Before and after', value: <OutcomeWithReason outcome={subject.view.decision} /> },
        {
          key: 'What this change does',
          value: subject.fixedBecause === null ? 'Nothing: the decision is the same' : 'Nothing: funding is fixed',
        },
      ]}
    />
  )
}
