import { z } from 'zod'
import { academicYearText } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const providerHoursUploaded = defineEvent({
  name: 'claims.provider-hours-uploaded',
  version: 1,
  payload: z.object({ file: z.string(), sha256: z.string(), year: z.int(), mentors: z.int() }),
  sentence: ({ file, year, mentors }) =>
    `${file} uploaded to compare with claims for ${academicYearText(year)}: ${mentors === 1 ? '1 row' : `${mentors} rows`}`,
})

/** What a provider keeps beside the claims that name it. */
export const providerEvents: readonly EventDefinition[] = [providerHoursUploaded]
