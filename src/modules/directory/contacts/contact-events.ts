import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const CHANNEL_TEXT = { main: 'Main email address', alternative: 'Alternative email address' } as const
const SOURCE_TEXT = { school: 'as the school says', staff: 'as staff have checked' } as const

/** Masked, as every address in the history. */
export const contactCorrected = defineEvent({
  name: 'directory.contact-corrected',
  version: 1,
  payload: z.object({
    channel: z.enum(['main', 'alternative']),
    source: z.enum(['school', 'staff']),
    address: change(z.string().nullable()),
  }),
  sentence: ({ channel, source, address }) =>
    address.before === null
      ? `${CHANNEL_TEXT[channel]} added, ${SOURCE_TEXT[source]}: ${address.after}`
      : `${CHANNEL_TEXT[channel]} corrected from ${address.before} to ${address.after}, ${SOURCE_TEXT[source]}`,
})

export const contactCorrectionEnded = defineEvent({
  name: 'directory.contact-correction-ended',
  version: 1,
  payload: z.object({ channel: z.enum(['main', 'alternative']), address: change(z.string().nullable()) }),
  sentence: ({ channel, address }) =>
    `${CHANNEL_TEXT[channel]} taken back to what GIAS says: from ${address.before} to ${address.after ?? 'none'}`,
})

/** What people tell us about how a school is reached, besides what GIAS says. */
export const contactEvents: readonly EventDefinition[] = [contactCorrected, contactCorrectionEnded]
