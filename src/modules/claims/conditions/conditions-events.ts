import { z } from 'zod'
import { academicYearText } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const payload = z.object({ version: z.string(), year: z.int(), by: z.string(), forAllSchools: z.boolean() })

export const conditionsAccepted = defineEvent({
  name: 'claims.conditions-accepted',
  version: 1,
  payload,
  sentence: ({ year, version, by, forAllSchools }) =>
    `${by} accepted the conditions of the grant for ${academicYearText(year)} (version ${version})${forAllSchools ? ' for all schools of the trust' : ''}`,
})

export const conditionsTakenBack = defineEvent({
  name: 'claims.conditions-taken-back',
  version: 1,
  payload,
  sentence: ({ year, version, by }) =>
    `The acceptance of the conditions for ${academicYearText(year)} (version ${version}) by ${by} was taken back`,
})

/** Who accepted the conditions of the grant. */
export const conditionsEvents: readonly EventDefinition[] = [conditionsAccepted, conditionsTakenBack]
