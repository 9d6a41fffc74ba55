import { z } from 'zod'
import { counted } from '#src/kit/counted.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { BULK_KINDS, bulkKindText } from './bulk.ts'

const about = { kind: z.enum(BULK_KINDS), fileName: z.string() }

export const bulkFileUploaded = defineEvent({
  name: 'npq.bulk-file-uploaded',
  version: 1,
  payload: z.object({ ...about, rows: z.number() }),
  sentence: ({ kind, fileName, rows }) =>
    `${bulkKindText[kind]}: ${fileName} with ${counted(rows, 'row', 'rows')} uploaded to be tried`,
})

export const bulkFileTried = defineEvent({
  name: 'npq.bulk-file-tried',
  version: 1,
  payload: z.object({ ...about, wouldChange: z.number(), wouldNot: z.number() }),
  sentence: ({ fileName, wouldChange, wouldNot }) =>
    `${fileName} tried: ${counted(wouldChange, 'registration', 'registrations')} would change, ${counted(wouldNot, 'row', 'rows')} would change nothing`,
})

export const bulkRunBegun = defineEvent({
  name: 'npq.bulk-run-begun',
  version: 1,
  payload: z.object(about),
  sentence: ({ kind, fileName }) => `${bulkKindText[kind]}: changes of ${fileName} begun`,
})

export const bulkRunDiscarded = defineEvent({
  name: 'npq.bulk-run-discarded',
  version: 1,
  payload: z.object(about),
  sentence: ({ fileName }) => `${fileName} put away. It changed nothing`,
})

export const bulkRunFinished = defineEvent({
  name: 'npq.bulk-run-finished',
  version: 1,
  payload: z.object({ ...about, changed: z.number(), notChanged: z.number() }),
  sentence: ({ fileName, changed, notChanged }) =>
    `${fileName} done: ${counted(changed, 'registration', 'registrations')} changed, ${counted(notChanged, 'row', 'rows')} changed nothing`,
})

export const bulkRowsSettled = defineEvent({
  name: 'npq.bulk-rows-settled',
  version: 1,
  payload: z.object({ from: z.number(), to: z.number(), yes: z.number(), no: z.number() }),
  sentence: ({ from, to, yes, no }) =>
    `Lines ${from} to ${to} looked at: a registration changes by ${counted(yes, 'row', 'rows')}, nothing by ${counted(no, 'row', 'rows')}`,
})

export const bulkEvents: readonly EventDefinition[] = [
  bulkFileUploaded,
  bulkFileTried,
  bulkRowsSettled,
  bulkRunBegun,
  bulkRunDiscarded,
  bulkRunFinished,
]
