import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

import { countsText } from './imports/import-summary-rules.ts'

const counts = z.record(z.string(), z.number())

export const importStarted = defineEvent({
  name: 'directory.import-started',
  version: 1,
  payload: z.object({ import: z.string(), fileName: z.string() }),
  sentence: (payload) => `Import of ${payload.fileName} as ${payload.import} started`,
})

export const importPreviewed = defineEvent({
  name: 'directory.import-previewed',
  version: 1,
  payload: z.object({ import: z.string(), fileName: z.string(), counts }),
  sentence: (payload) => `${payload.fileName} checked: ${countsText(payload.counts)}. Nothing is changed yet`,
})

export const importApplicationRequested = defineEvent({
  name: 'directory.import-application-requested',
  version: 1,
  payload: z.object({ import: z.string(), fileName: z.string() }),
  sentence: (payload) => `Asked for ${payload.fileName} to be applied`,
})

export const importApplied = defineEvent({
  name: 'directory.import-applied',
  version: 1,
  payload: z.object({
    import: z.string(),
    fileName: z.string(),
    counts,
    /** The guards that were overridden, and why. */
    unusual: z.array(z.string()),
    acceptedBecause: z.string().nullable(),
  }),
  sentence: (payload) =>
    `${payload.fileName} applied: ${countsText(payload.counts)}` +
    (payload.acceptedBecause === null ? '' : `. It is unusual and was accepted because: ${payload.acceptedBecause}`),
})

export const importRefused = defineEvent({
  name: 'directory.import-refused',
  version: 1,
  payload: z.object({ import: z.string(), fileName: z.string(), code: z.string() }),
  sentence: (payload) => `${payload.fileName} refused (${payload.code.replaceAll('-', ' ')}). Nothing is changed`,
})

export const importRejectsForgotten = defineEvent({
  name: 'directory.import-rejects-forgotten',
  version: 1,
  payload: z.object({ rows: z.int() }),
  sentence: ({ rows }) => `Removed ${rows} old rows that imports could not use`,
})

export const importEvents: readonly EventDefinition[] = [
  importStarted,
  importPreviewed,
  importApplicationRequested,
  importApplied,
  importRefused,
  importRejectsForgotten,
]
