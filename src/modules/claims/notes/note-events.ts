import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

// The words of notes and messages are kept with the claim, for staff alone; the history says that there was one.

export const claimAssigned = defineEvent({
  name: 'claims.claim-assigned',
  version: 1,
  payload: z.object({ assigned: change(z.string().nullable()) }),
  sentence: ({ assigned: { before, after } }) =>
    after === null
      ? `No longer assigned to ${before}`
      : `Assigned to ${after}${before === null ? '' : ` instead of ${before}`}`,
})

export const noteAdded = defineEvent({
  name: 'claims.note-added',
  version: 1,
  payload: z.object({ noteId: z.uuid() }),
  sentence: () => 'Private note added',
})

export const messageWritten = defineEvent({
  name: 'claims.message-written',
  version: 1,
  payload: z.object({ noteId: z.uuid(), organisation: z.string(), readers: z.int() }),
  sentence: ({ organisation, readers }) =>
    `Message sent to ${organisation}, ${readers} ${readers === 1 ? 'reader' : 'readers'}`,
})

export const noteEvents: readonly EventDefinition[] = [claimAssigned, noteAdded, messageWritten]
