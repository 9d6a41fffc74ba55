import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { DETAILS, detailText } from './detail-report.ts'

export const detailReported = defineEvent({
  name: 'claims.wrong-detail-reported',
  version: 1,
  payload: z.object({ detail: z.enum(DETAILS), receipt: z.string() }),
  sentence: ({ detail, receipt }) => `Said that a detail is wrong: ${detailText[detail]} (receipt ${receipt})`,
})

export const detailReportSettled = defineEvent({
  name: 'claims.wrong-detail-settled',
  version: 1,
  payload: z.object({ detail: z.enum(DETAILS), receipt: z.string() }),
  sentence: ({ detail, receipt }) => `Answered what was said to be wrong: ${detailText[detail]} (receipt ${receipt})`,
})

export const detailEvents: readonly EventDefinition[] = [detailReported, detailReportSettled]
