import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const trustFilePreviewed = defineEvent({
  name: 'claims.trust-file-previewed',
  version: 1,
  payload: z.object({ fileName: z.string(), rows: z.number(), claims: z.number(), faults: z.number() }),
  sentence: ({ fileName, rows, claims, faults }) =>
    `${fileName} with ${rows} mentors for ${claims} claims looked at; ${faults} rows have a fault. Nothing was changed`,
})

export const trustFileSettled = defineEvent({
  name: 'claims.trust-file-settled',
  version: 1,
  payload: z.object({
    fileName: z.string(),
    outcome: z.enum(['drafted', 'sent', 'discarded']),
    references: z.array(z.string()),
  }),
  sentence: ({ fileName, outcome, references }) => {
    if (outcome === 'discarded') return `The file ${fileName} was thrown away`
    return `${references.length} claims ${outcome === 'sent' ? 'sent to DfE' : 'begun as drafts'} by the file ${fileName}: ${references.join(', ')}`
  },
})

export const trustEvents: readonly EventDefinition[] = [trustFilePreviewed, trustFileSettled]
