import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const scenariosRun = defineEvent({
  name: 'npq.scenarios-run',
  version: 1,
  payload: z.object({ fileName: z.string(), rows: z.int(), different: z.int(), unreadable: z.int() }),
  sentence: ({ fileName, rows, different, unreadable }) =>
    `${fileName} run through the rules of funding: ${rows} rows, ${different} different, ${unreadable} not readable`,
})

export const scenarioEvents: readonly EventDefinition[] = [scenariosRun]
