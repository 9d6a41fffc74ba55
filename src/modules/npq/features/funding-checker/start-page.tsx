import { DRAFT_DAYS } from '#src/platform/drafts/drafts-rules.ts'
import { type Page, type Reply, show } from '#src/platform/http/route.ts'
import { Form, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import type { StepView } from '#src/ui/journey-config.ts'
import { page } from '#src/ui/layout.tsx'
import { startPage } from '../../courses/questions/start-question.tsx'
import type { CheckerFacts, CheckerSteps } from './checker.ts'

type View = StepView<CheckerSteps, unknown, CheckerFacts>

const TITLE = 'Check whether your NPQ could be funded'

/** What the checker does, and the button that begins it. */
export const showCheckerStart = (): Reply =>
  show(
    page(
      { title: TITLE },
      <>
        <h1 class="govuk-heading-l">{TITLE}</h1>
        <p class="govuk-body">
          Scholarship funding pays for a national professional qualification (NPQ) or the early headship coaching offer
          in some settings. Find out whether it could pay for yours.
        </p>
        <p class="govuk-body">You do not need an account, and you do not register. We ask:</p>
        <ul class="govuk-list govuk-list--bullet">
          <li>when you want to start</li>
          <li>where you work</li>
          <li>which course you want to do</li>
        </ul>
        <p class="govuk-body">
          It takes about 2 minutes. Your answers are not a registration, and we delete them after {DRAFT_DAYS} days.
        </p>
        <Form state={freshForm('/npq/funding')}>
          <Button text="Start now" isStartButton preventDoubleClick />
        </Form>
      </>,
    ),
  )

/** The first question. */
export const startDatePage = ({ form, facts }: View): Page => startPage(form, facts.cohorts)
