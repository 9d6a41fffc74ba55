import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const number = (count: number): string => count.toLocaleString('en-GB')

export const childcareImported = defineEvent({
  name: 'npq.childcare-providers-imported',
  version: 1,
  payload: z.object({
    fileName: z.string(),
    rows: z.int(),
    added: z.int(),
    changed: z.int(),
    closed: z.int(),
    /** Rows that could not be used. */
    rejected: z.int(),
    acceptedBecause: z.string().nullable(),
  }),
  sentence: ({ fileName, added, changed, closed, acceptedBecause }) =>
    `Childcare providers of ${fileName}: ${number(added)} added, ${number(changed)} changed, ${number(closed)} closed` +
    (acceptedBecause === null ? '' : `. The file is unusual and was accepted because: ${acceptedBecause}`),
})

export const childcareChecked = defineEvent({
  name: 'npq.childcare-providers-checked',
  version: 1,
  payload: z.object({ fileName: z.string(), rows: z.int() }),
  sentence: ({ fileName, rows }) => `${fileName} checked: ${number(rows)} childcare providers. Nothing is changed`,
})

export const childcareEvents: readonly EventDefinition[] = [childcareImported, childcareChecked]
