import { z } from 'zod'
import { pence } from '#src/kit/money.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { moved } from '../claims/claim-events.ts'
import { sumText } from '../claims/event-text-rules.ts'

const ofClaim = { moved, reference: z.string(), pence: z.int() }

export const informationSent = defineEvent({
  name: 'claims.information-sent',
  version: 1,
  payload: z.object(ofClaim),
  sentence: ({ reference }) => `The payer was sent the information about claim ${reference} that it asked for`,
})

export const claimQueuedAgain = defineEvent({
  name: 'claims.claim-queued-again',
  version: 1,
  payload: z.object(ofClaim),
  sentence: ({ reference }) => `Claim ${reference} goes to the payer again with the next batch`,
})

export const paymentRefused = defineEvent({
  name: 'claims.payment-refused',
  version: 1,
  payload: z.object({ ...ofClaim, because: z.string() }),
  sentence: ({ reference, pence: sum, because }) =>
    `Claim ${reference} for ${sumText(pence(sum))} will not be paid: ${because}. Its hours can be claimed again`,
})

export const paymentEvents: readonly EventDefinition[] = [informationSent, claimQueuedAgain, paymentRefused]
