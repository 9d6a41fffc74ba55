import { z } from 'zod'
import { pence } from '#src/kit/money.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { moved } from '../claims/claim-events.ts'
import { sumText } from '../claims/event-text-rules.ts'

const file = { file: z.string(), sha256: z.string() }
const counted = (count: number): string => count.toLocaleString('en-GB')

export const responseUploaded = defineEvent({
  name: 'claims.response-uploaded',
  version: 1,
  payload: z.object({ ...file, answers: z.int(), faults: z.int() }),
  sentence: ({ file: name, answers, faults }) =>
    faults > 0
      ? `The payer’s answer ${name} refused: ${counted(faults)} ${faults === 1 ? 'row is' : 'rows are'} wrong. Nothing was changed`
      : `The payer’s answer ${name} uploaded with ${counted(answers)} ${answers === 1 ? 'answer' : 'answers'}. It does not count yet`,
})

const sum = z.object({ claims: z.int(), pence: z.int() })

export const responseApplied = defineEvent({
  name: 'claims.response-applied',
  version: 1,
  payload: z.object({ ...file, done: sum, not: sum, kind: z.enum(['payment', 'clawback']), left: z.int() }),
  sentence: ({ file: name, done, not, kind, left }) => {
    const [yes, no] = kind === 'payment' ? ['paid', 'not paid'] : ['taken back', 'not taken back']
    return `The payer’s answer ${name} applied: ${told(done, yes)}, ${told(not, no)}. ${counted(left)} still wait`
  },
})

const told = (part: z.output<typeof sum>, word: string | undefined): string =>
  `${counted(part.claims)} ${word} (${sumText(pence(part.pence))})`

export const responseDiscarded = defineEvent({
  name: 'claims.response-discarded',
  version: 1,
  payload: z.object(file),
  sentence: ({ file: name }) => `The payer’s answer ${name} put away without having counted`,
})

// One for each claim of an answer, made in SQL (apply-response-store.ts).

const ofClaim = { moved, reference: z.string(), number: z.int(), pence: z.int() }
const withReason = { ...ofClaim, reason: z.string() }

export const claimPaid = defineEvent({
  name: 'claims.claim-paid',
  version: 1,
  payload: z.object(ofClaim),
  sentence: ({ reference, pence: amount }) => `Claim ${reference} paid: ${sumText(pence(amount))}`,
})

export const claimUnpaid = defineEvent({
  name: 'claims.claim-unpaid',
  version: 1,
  payload: z.object(withReason),
  sentence: ({ reference, reason }) => `The payer did not pay claim ${reference}: ${reason}`,
})

export const clawbackRecovered = defineEvent({
  name: 'claims.clawback-recovered',
  version: 1,
  payload: z.object(ofClaim),
  sentence: ({ reference, pence: amount }) => `${sumText(pence(amount))} of claim ${reference} taken back`,
})

export const clawbackNotRecovered = defineEvent({
  name: 'claims.clawback-not-recovered',
  version: 1,
  payload: z.object(withReason),
  sentence: ({ reference, reason }) =>
    `The payer could not take back the money of claim ${reference}: ${reason}. It goes with the next batch`,
})

export const schoolsTold = defineEvent({
  name: 'claims.schools-told',
  version: 1,
  payload: z.object({ number: z.int(), claims: z.int(), messages: z.int() }),
  sentence: ({ claims, messages }) =>
    `Schools written to about ${counted(claims)} ${claims === 1 ? 'answer' : 'answers'}: ${counted(messages)} ${messages === 1 ? 'message' : 'messages'}`,
})

export const responseEvents: readonly EventDefinition[] = [
  ...[responseUploaded, responseApplied, responseDiscarded, schoolsTold],
  ...[claimPaid, claimUnpaid, clawbackRecovered, clawbackNotRecovered],
]
