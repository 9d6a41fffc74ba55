import type { Page } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { whyNotChanged } from '../../status/change-links-rules.ts'
import type { NextStep } from '../../status/next-steps-rules.ts'
import { workplaceText } from '../../work-details/work-names.ts'
import type { ChangingWork } from './load.ts'
import { RulesOfState } from './rules-of-state.tsx'

/** It is done: which registration, what happens next, and the way back to it. */
export const changedPage = ({ subject, next }: { readonly subject: ChangingWork; readonly next: NextStep }): Page => {
  const { view, registration, current } = subject
  return confirmationPage({
    title: 'Work details changed',
    next: (
      <>
        <p class="govuk-body">
          {subject.isOwn ? 'Your' : 'The'} registration for {view.course.name} with {view.provider.name} has new work
          details. It says
          {current ? ` ${workplaceText(current)}` : ' nothing of it'} now. We have emailed{' '}
          {subject.isOwn ? 'you' : 'whose registration it is'}.
        </p>
        <ol class="govuk-list govuk-list--number">
          <li>{next.what}</li>
          <li>{next.by}</li>
          <li>You do not need to register again.</li>
        </ol>
        <p class="govuk-body">
          <a class="govuk-link" href={`/npq/registrations/${registration.id}`}>
            Review your registration
          </a>
        </p>
      </>
    ),
  })
}

/** A registration that is over keeps the work details that it had; the person can still tell us of a new job. */
export function notEditablePage({ allowed, view, registration }: ChangingWork): Page {
  const title = 'This registration cannot be changed any more'
  return page(
    { title, back: `/npq/registrations/${registration.id}` },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {allowed.allowed ? '' : whyNotChanged(['work-details'], allowed.because).join(' ')} It keeps the work details
        that it had.
      </p>
      <p class="govuk-body">
        You can tell us where you work now, and use that when you register for {view.course.name} or another course
        again.
      </p>
      <Button text="Tell us where you work now" href="/npq/work-details" />
    </>,
  )
}

/** Somebody was quicker: the provider, support, or the same person in another tab. */
export function changedMeanwhilePage(subject: ChangingWork): Page {
  const title = 'Your registration has changed since you began'
  return stopPage(
    title,
    <>
      <p class="govuk-body">
        Nothing has been sent. {subject.view.provider.name}, support or you in another tab changed your registration, or
        your workplace or its funding changed, after the page that you confirmed was made. Your answers are kept.
      </p>
      <h2 class="govuk-heading-m">What holds now</h2>
      <RulesOfState subject={subject} />
      <Button text="Look at your answers again" href="check-answers" />
    </>,
  )
}

/** The same again, such as the second of two confirmations: nothing is written and nobody is emailed. */
export const unchangedPage = ({ registration, view }: ChangingWork): Page =>
  stopPage(
    'Nothing was changed',
    <>
      <p class="govuk-body">
        Your registration for {view.course.name} with {view.provider.name} says this already.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/npq/registrations/${registration.id}`}>
          Review your registration
        </a>
      </p>
    </>,
  )

const stopPage = (title: string, body: Html): Page =>
  page(
    { title },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {body}
    </>,
  )
