import type { Page } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import type { Changing } from './changing-queries.ts'
import { LastAnswer, OpenRequest, type ToldRequest } from './standing.tsx'
import { closedPage, notPossiblePage } from './stop-pages.tsx'

type Start = {
  readonly changing: Changing
  readonly told: ToldRequest | null
  readonly isOpen: boolean
  /** Where the journey begins, with what was chosen already. */
  readonly action: string
}

const TITLES = { course: 'Change your course', provider: 'Change your provider' } as const

/** Where a change begins: what is there now and what will happen; where an open request stands; or why it cannot be. */
export function startPage({ changing, told, isOpen, action }: Start): Page {
  const { what, view, rule, at } = changing
  if (!rule.allowed) return notPossiblePage(changing, what, rule.because)
  if (rule.how === 'released-by-provider' && told?.request.status === 'asked') {
    return headed(changing, 'You have asked your provider', <OpenRequest told={told} start={at.start} />)
  }
  if (!isOpen && changing.isOwn) return closedPage(changing)
  return headed(
    changing,
    TITLES[what],
    <>
      <LastAnswer told={told} />
      <Summary
        rows={[
          { key: 'Course', value: `${view.course.name}, ${view.cohort.name}` },
          { key: 'Provider', value: view.provider.name },
        ]}
      />
      <p class="govuk-body">{WHAT[what]}</p>
      <p class="govuk-body">
        {rule.how === 'at-once'
          ? `Your registration keeps its number and its date, and waits for the provider’s answer. You do not need to register again.`
          : `${view.provider.name} has accepted you, so it has to agree. You see what that means before you ask.`}
      </p>
      <Form state={freshForm(action)}>
        <Button text="Continue" preventDoubleClick />
      </Form>
    </>,
  )
}

const WHAT = {
  course:
    'We ask what the new course needs to know, and show you whether funding changes. You choose another provider only if yours does not deliver the new course.',
  provider:
    'You choose among the providers that deliver your course. The one before is told to stop, and keeps nothing new of yours.',
} as const

type Done = { readonly changing: Changing; readonly told: ToldRequest | null }

/** What has been changed or asked. Can be visited again. */
export function doneBody({ changing, told }: Done): { readonly title: string; readonly next: Html } {
  const { view, at } = changing
  if (view.registration.status === 'accepted' && told?.request.status === 'asked') {
    return { title: 'You have asked your provider', next: <OpenRequest told={told} start={at.start} /> }
  }
  return {
    title: `Your registration is for the ${view.course.name} with ${view.provider.name}`,
    next: (
      <>
        <ol class="govuk-list govuk-list--number">
          <li>Apply on the website of {view.provider.name}, if you have not done that yet.</li>
          <li>{view.provider.name} emails you what it needs to know.</li>
          <li>It decides whether it accepts you, and we email you.</li>
        </ol>
        <p class="govuk-body">We have emailed you what has changed.</p>
        <p class="govuk-body">
          <a class="govuk-link" href={at.registration}>
            Review your registration
          </a>
        </p>
      </>
    ),
  }
}

const headed = ({ at }: Changing, title: string, body: Html): Page =>
  page(
    { title, back: at.registration },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body}
    </>,
  )
