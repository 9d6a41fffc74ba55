import { z } from 'zod'
import { momentText, Temporal } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const consentTextAdded = defineEvent({
  name: 'npq.consent-text-added',
  version: 1,
  payload: z.object({ version: z.string(), from: z.iso.datetime(), replaces: z.string().nullable() }),
  sentence: ({ version, from, replaces }) =>
    `Text ${version} added. People agree to it from ${momentText(Temporal.Instant.from(from))}` +
    (replaces === null ? '' : `, instead of ${replaces}`),
})

export const consentEvents: readonly EventDefinition[] = [consentTextAdded]
