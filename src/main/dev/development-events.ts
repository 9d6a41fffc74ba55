import { z } from 'zod'
import { momentText, Temporal } from '#src/kit/dates.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const clockMoved = defineEvent({
  name: 'development.clock-moved',
  version: 1,
  payload: z.object({ now: change(z.string()) }),
  sentence: ({ now }) => `Clock moved to ${momentText(Temporal.Instant.from(now.after))}`,
})

/** What only happens outside production, and is recorded all the same. */
export const events: readonly EventDefinition[] = [clockMoved]
