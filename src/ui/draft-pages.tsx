import { DRAFT_DAYS } from '#src/platform/drafts/drafts-rules.ts'
import type { Page } from '#src/platform/http/route.ts'
import { Button } from './govuk.ts'
import { page } from './layout.tsx'

/** There is no such draft for this visitor, and we do not say which of the reasons it is. */
export const answersLostPage = (startAgain: string): Page =>
  page(
    { title: 'We cannot find your answers' },
    <>
      <h1 class="govuk-heading-l">We cannot find your answers</h1>
      <p class="govuk-body">This can happen if:</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>you have signed out, or opened this page in another browser or on another device</li>
        <li>you gave your last answer more than {DRAFT_DAYS} days ago</li>
        <li>the questions have changed since you started</li>
      </ul>
      <p class="govuk-body">Nothing has been sent. You can start again.</p>
      <Button text="Start again" href={startAgain} />
    </>,
  )

export const answersChangedPage = (checkAnswers: string): Page =>
  page(
    { title: 'Your answers have changed' },
    <>
      <h1 class="govuk-heading-l">Your answers have changed</h1>
      <p class="govuk-body">
        They were changed after you opened the page to check them, perhaps in another tab. Nothing has been sent.
      </p>
      <Button text="Check your answers again" href={checkAnswers} />
    </>,
  )
