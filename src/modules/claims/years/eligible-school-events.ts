import { z } from 'zod'
import { academicYearText } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const count = (schools: number): string => `${schools.toLocaleString('en-GB')} ${schools === 1 ? 'school' : 'schools'}`

export const eligibleFileUploaded = defineEvent({
  name: 'claims.eligible-schools-uploaded',
  version: 1,
  payload: z.object({ year: z.int(), fileName: z.string(), rows: z.int(), faults: z.int() }),
  sentence: ({ year, fileName, rows, faults }) =>
    `List of eligible schools for ${academicYearText(year)} uploaded to look at: ${fileName}, ${count(rows)}` +
    (faults === 0 ? '' : `, ${faults.toLocaleString('en-GB')} rows that cannot be used`),
})

export const eligibleFileApplied = defineEvent({
  name: 'claims.eligible-schools-added',
  version: 1,
  payload: z.object({ year: z.int(), fileName: z.string(), added: z.int(), listed: z.int() }),
  sentence: ({ year, fileName, added, listed }) =>
    `${count(added)} can claim for ${academicYearText(year)} after ${fileName}; ${listed.toLocaleString('en-GB')} were on the list`,
})

export const eligibleFileDiscarded = defineEvent({
  name: 'claims.eligible-schools-discarded',
  version: 1,
  payload: z.object({ fileName: z.string() }),
  sentence: ({ fileName }) => `List of eligible schools ${fileName} put away`,
})

export const schoolMadeEligible = defineEvent({
  name: 'claims.school-made-eligible',
  version: 1,
  payload: z.object({ year: z.int(), name: z.string() }),
  sentence: ({ year, name }) => `${name} can claim for ${academicYearText(year)}: added by hand`,
})

export const schoolMadeIneligible = defineEvent({
  name: 'claims.school-made-ineligible',
  version: 1,
  payload: z.object({ year: z.int(), name: z.string() }),
  sentence: ({ year, name }) => `${name} can no longer begin a claim for ${academicYearText(year)}`,
})

export const eligibleSchoolEvents: readonly EventDefinition[] = [
  ...[eligibleFileUploaded, eligibleFileApplied, eligibleFileDiscarded],
  ...[schoolMadeEligible, schoolMadeIneligible],
]
