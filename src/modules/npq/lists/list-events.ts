import { z } from 'zod'
import { counted } from '#src/kit/counted.ts'
import { dateText, Temporal } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { ELIGIBILITY_LISTS } from './eligibility-list.ts'

const list = z.enum(ELIGIBILITY_LISTS)
const number = (count: number): string => count.toLocaleString('en-GB')
const day = (text: string): string => dateText(Temporal.PlainDate.from(text))

export const listUploaded = defineEvent({
  name: 'npq.eligibility-list-uploaded',
  version: 1,
  payload: z.object({ list, fileName: z.string(), rows: z.int(), leftOut: z.int() }),
  sentence: ({ fileName, rows }) => `${fileName} uploaded with ${counted(rows, 'row', 'rows')}. It does not count yet`,
})

export const listApplied = defineEvent({
  name: 'npq.eligibility-list-applied',
  version: 1,
  payload: z.object({
    list,
    fileName: z.string(),
    from: z.iso.date(),
    rows: z.int(),
    added: z.int(),
    removed: z.int(),
    /** Why it is right although much has gone or rows were left out. */
    because: z.string().nullable(),
  }),
  sentence: ({ fileName, from, added, removed, because }) =>
    `${fileName} counts from ${day(from)}: ${number(added)} added, ${number(removed)} removed` +
    (because === null ? '' : `. It is unusual and was accepted because: ${because}`),
})

export const listTakenBack = defineEvent({
  name: 'npq.eligibility-list-taken-back',
  version: 1,
  payload: z.object({ list, fileName: z.string() }),
  sentence: ({ fileName }) => `${fileName} taken back: the version before counts again`,
})

export const listDiscarded = defineEvent({
  name: 'npq.eligibility-list-discarded',
  version: 1,
  payload: z.object({ list, fileName: z.string() }),
  sentence: ({ fileName }) => `${fileName} thrown away without having counted`,
})

export const listEvents: readonly EventDefinition[] = [listUploaded, listApplied, listTakenBack, listDiscarded]
