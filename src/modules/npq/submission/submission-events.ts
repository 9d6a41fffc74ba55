import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { FUNDING_REASONS, FUNDING_RESULTS } from '../funding/funding.ts'
import { fundingResultText } from '../funding/funding-reasons-rules.ts'

export const registrationSubmitted = defineEvent({
  name: 'npq.registration-submitted',
  version: 1,
  payload: z.object({
    course: z.string(),
    cohort: z.string(),
    provider: z.string(),
    /** Where they worked, as it was called then; null where no register knows it. */
    workplace: z.string().nullable(),
    result: z.enum(FUNDING_RESULTS),
    reason: z.enum(FUNDING_REASONS),
    decisionId: z.uuid(),
    consentVersion: z.string(),
  }),
  sentence: ({ course, cohort, provider, result }) =>
    `Registered for ${course}, ${cohort}, with ${provider}. ${fundingResultText[result]}`,
})

export const submissionEvents: readonly EventDefinition[] = [registrationSubmitted]
