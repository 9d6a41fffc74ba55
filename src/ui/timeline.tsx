import { momentText } from '#src/kit/dates.ts'
import type { HistoryEntry } from '#src/platform/http/route.ts'
import type { Html } from './govuk-types.ts'

type TimelineProps = {
  readonly entries: readonly HistoryEntry[]
  /** The address that shows what came before the last entry; null when this is all. */
  readonly earlier?: string | null
  readonly headingLevel?: 2 | 3
}

/** What happened, newest first, in the markup of MoJ's timeline. */
export const Timeline = ({ entries, earlier = null, headingLevel = 3 }: TimelineProps): Html => {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  if (entries.length === 0) return <p class="govuk-body">Nothing has happened yet.</p>
  return (
    <>
      <div class="moj-timeline">
        {entries.map(({ sentence, by, reason, at }) => (
          <div class="moj-timeline__item">
            <div class="moj-timeline__header">
              <Heading class="moj-timeline__title">{sentence}</Heading> <p class="moj-timeline__byline">by {by}</p>
            </div>
            <p class="moj-timeline__date">
              <time datetime={at.toString({ smallestUnit: 'second' })}>{momentText(at)}</time>
            </p>
            {reason === null ? null : <div class="moj-timeline__description">Reason: {reason}</div>}
          </div>
        ))}
      </div>
      {earlier === null ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={earlier}>
            Show what happened before
          </a>
        </p>
      )}
    </>
  )
}
