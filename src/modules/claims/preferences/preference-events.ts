import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { EMAIL_KINDS } from '../claims/email-kinds.ts'

export const emailsChosen = defineEvent({
  name: 'claims.emails-chosen',
  version: 1,
  payload: z.object({ unwanted: z.array(z.enum(EMAIL_KINDS)) }),
  sentence: ({ unwanted }) =>
    unwanted.length === 0
      ? 'Chose to get every email about claims'
      : `Chose not to get emails about claims: ${unwanted.join(', ')}`,
})

export const preferenceEvents: readonly EventDefinition[] = [emailsChosen]
