import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const viewSaved = defineEvent({
  name: 'claims.view-saved',
  version: 1,
  payload: z.object({ name: z.string() }),
  sentence: ({ name }) => `View of claims saved: ${name}`,
})

export const viewRemoved = defineEvent({
  name: 'claims.view-removed',
  version: 1,
  payload: z.object({ name: z.string() }),
  sentence: ({ name }) => `View of claims removed: ${name}`,
})

export const viewEvents: readonly EventDefinition[] = [viewSaved, viewRemoved]
