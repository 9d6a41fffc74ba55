import { z } from 'zod'
import { pence } from '#src/kit/money.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { moved } from '../claims/claim-events.ts'
import { hoursText, sumText } from '../claims/event-text-rules.ts'
import { CLAWBACK_ORIGINS } from './clawback.ts'

const ofClawback = { moved, reference: z.string(), clawbackId: z.string(), hours: z.int(), pence: z.int() }
const what = ({ hours, pence: sum, reference }: { hours: number; pence: number; reference: string }): string =>
  `${sumText(pence(sum))} for ${hoursText(hours)} of claim ${reference}`

export const clawbackProposed = defineEvent({
  name: 'claims.clawback-proposed',
  version: 1,
  payload: z.object({ ...ofClawback, origin: z.enum(CLAWBACK_ORIGINS) }),
  sentence: (facts) => `Proposed to take back ${what(facts)}. Somebody else decides`,
})

export const clawbackAgreed = defineEvent({
  name: 'claims.clawback-agreed',
  version: 1,
  payload: z.object(ofClawback),
  sentence: (facts) => `Approved to take back ${what(facts)}`,
})

export const clawbackRefused = defineEvent({
  name: 'claims.clawback-refused',
  version: 1,
  payload: z.object({ ...ofClawback, because: z.string() }),
  sentence: ({ because, ...facts }) => `Refused to take back ${what(facts)}: ${because}`,
})

export const clawbackDropped = defineEvent({
  name: 'claims.clawback-dropped',
  version: 1,
  payload: z.object({ moved, reference: z.string(), because: z.string() }),
  sentence: ({ reference, because }) => `Nothing of claim ${reference} is taken back: ${because}`,
})

export const clawbackEvents: readonly EventDefinition[] = [
  clawbackProposed,
  clawbackAgreed,
  clawbackRefused,
  clawbackDropped,
]
