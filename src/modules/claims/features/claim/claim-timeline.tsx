import { momentText } from '#src/kit/dates.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { statusOf } from '#src/ui/statuses.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import { type TimelineStep, timelineOf } from '../../claims/timeline-rules.ts'
import { events } from '../../claims-events.ts'
import type { ClaimFacts } from './claim-page.tsx'

/** The way of the claim, the newest first: where it stood after each step, what happened, and who did it. */
export const ClaimTimeline = ({ story, audience }: ClaimFacts): Html => {
  const steps = timelineOf(story.events, events, audience)
  return (
    <>
      <h2 class="govuk-heading-m">What happened</h2>
      {steps.length === 0 ? <p class="govuk-body">Nothing has happened yet.</p> : null}
      <div class="moj-timeline">
        {steps.map((step) => (
          <Step {...step} />
        ))}
      </div>
    </>
  )
}

const Step = ({ status, sentence, by, reason, at }: TimelineStep): Html => (
  <div class="moj-timeline__item">
    <div class="moj-timeline__header">
      <h3 class="moj-timeline__title">{status === null ? sentence : statusOf(statusKey(status)).text}</h3>{' '}
      <p class="moj-timeline__byline">by {by}</p>
    </div>
    <p class="moj-timeline__date">
      <time datetime={at.toString({ smallestUnit: 'second' })}>{momentText(at)}</time>
    </p>
    {status === null || sentence === null ? null : <div class="moj-timeline__description">{sentence}</div>}
    {reason === null ? null : <div class="moj-timeline__description">Reason: {reason}</div>}
  </div>
)
