import { z } from 'zod'
import { pence } from '#src/kit/money.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { moved } from '../claims/claim-events.ts'
import { hoursText, sumText } from '../claims/event-text-rules.ts'
import { DECISIONS, PROVIDER_ANSWERS, REFUSAL_REASONS, refusalText, SCHOOL_ANSWERS } from './audit.ts'

const countText = (claims: number): string => (claims === 1 ? '1 claim' : `${claims} claims`)

export const sampleDrawn = defineEvent({
  name: 'claims.sample-drawn',
  version: 1,
  payload: z.object({
    ...{ seed: z.string(), population: z.int(), populationPence: z.int(), chosen: z.int(), chosenPence: z.int() },
    settings: z.object({
      highValuePence: z.number(),
      mentorSubmittedPercent: z.number(),
      valuePercent: z.number(),
    }),
  }),
  sentence: ({ chosen, chosenPence, population }) =>
    `Sample drawn: ${countText(chosen)} of ${population} for ${sumText(pence(chosenPence))}`,
})

export const sampleChanged = defineEvent({
  name: 'claims.sample-changed',
  version: 1,
  payload: z.object({ reference: z.string(), change: z.enum(['added', 'left-out']), reason: z.string() }),
  sentence: ({ reference, change, reason }) =>
    `Claim ${reference} ${change === 'added' ? 'added to' : 'left out of'} a sample: ${reason}`,
})

export const sampleDiscarded = defineEvent({
  name: 'claims.sample-discarded',
  version: 1,
  payload: z.object({ chosen: z.int(), reason: z.string() }),
  sentence: ({ chosen, reason }) => `Sample of ${countText(chosen)} discarded: ${reason}`,
})

export const sampleSent = defineEvent({
  name: 'claims.sample-sent',
  version: 1,
  payload: z.object({ claims: z.int(), providers: z.int(), dueOn: z.string() }),
  sentence: ({ claims, providers, dueOn }) =>
    `${countText(claims)} sent to ${providers === 1 ? '1 provider' : `${providers} providers`} to check by ${dueOn}`,
})

export const auditBegun = defineEvent({
  name: 'claims.audit-begun',
  version: 1,
  payload: z.object({ reference: z.string(), provider: z.string(), dueOn: z.string(), reason: z.string(), moved }),
  sentence: ({ reference, provider, dueOn }) =>
    `Claim ${reference} is being checked with ${provider}, who answers by ${dueOn}`,
})

const answer = z.object({
  mentor: z.string(),
  claimed: z.int(),
  answer: z.enum(PROVIDER_ANSWERS),
  hours: z.int().nullable(),
  reason: z.enum(REFUSAL_REASONS).nullable(),
})

const answerText = (given: z.output<typeof answer>): string => {
  if (given.answer === 'confirmed') return `${given.mentor}: ${hoursText(given.claimed)} confirmed`
  const said = given.answer === 'refused' ? 'refused' : `${hoursText(given.hours ?? 0)} instead of ${given.claimed}`
  return `${given.mentor}: ${said}${given.reason === null ? '' : ` (${refusalText[given.reason]})`}`
}

export const auditAnswersSaved = defineEvent({
  name: 'claims.audit-answers-saved',
  version: 1,
  payload: z.object({ reference: z.string(), mentors: z.int() }),
  sentence: ({ reference, mentors }) =>
    `Answers about ${mentors === 1 ? '1 mentor' : `${mentors} mentors`} of claim ${reference} saved for later`,
})

export const auditAnswered = defineEvent({
  name: 'claims.audit-answered',
  version: 1,
  payload: z.object({ reference: z.string(), provider: z.string(), answers: z.array(answer), moved }),
  sentence: ({ provider, answers }) => `${provider} answered. ${answers.map(answerText).join('. ')}`,
})

export const auditReplied = defineEvent({
  name: 'claims.audit-replied',
  version: 1,
  payload: z.object({
    reference: z.string(),
    replies: z.array(z.object({ mentor: z.string(), answer: z.enum(SCHOOL_ANSWERS) })),
  }),
  sentence: ({ replies }) =>
    `The school replied. ${replies.map((reply) => `${reply.mentor}: ${reply.answer} with the provider`).join('. ')}`,
})

export const auditDecided = defineEvent({
  name: 'claims.audit-decided',
  version: 1,
  payload: z.object({
    reference: z.string(),
    decisions: z.array(z.object({ mentor: z.string(), answer: z.enum(DECISIONS) })),
    reason: z.string(),
    moved,
  }),
  sentence: ({ decisions, reason }) =>
    `DfE decided. ${decisions.map((one) => `${one.mentor}: ${one.answer === 'upheld' ? 'upheld' : 'not upheld'}`).join('. ')}. ${reason}`,
})

export const extensionAsked = defineEvent({
  name: 'claims.extension-asked',
  version: 1,
  payload: z.object({ until: z.string(), because: z.string() }),
  sentence: ({ until, because }) => `More time asked for, until ${until}: ${because}`,
})

export const extensionAnswered = defineEvent({
  name: 'claims.extension-answered',
  version: 1,
  payload: z.object({ granted: z.boolean(), dueOn: z.string(), reason: z.string() }),
  sentence: ({ granted, dueOn, reason }) =>
    `More time ${granted ? 'granted' : 'refused'}: answers are due by ${dueOn}. ${reason}`,
})

export const auditReminded = defineEvent({
  name: 'claims.audit-reminded',
  version: 1,
  payload: z.object({ waiting: z.int(), dueOn: z.string() }),
  sentence: ({ waiting, dueOn }) => `Reminder sent: ${countText(waiting)} to check by ${dueOn}`,
})

export const auditFileUploaded = defineEvent({
  name: 'claims.audit-file-uploaded',
  version: 1,
  payload: z.object({ file: z.string(), sha256: z.string(), mentors: z.int(), faults: z.int() }),
  sentence: ({ file, mentors, faults }) =>
    faults === 0
      ? `${file} with answers about ${mentors === 1 ? '1 mentor' : `${mentors} mentors`} looked at. Nothing was given`
      : `${file} refused, ${faults === 1 ? 'one row has' : `${faults} rows have`} a fault. Nothing was given`,
})

export const auditFileSettled = defineEvent({
  name: 'claims.audit-file-settled',
  version: 1,
  payload: z.object({ file: z.string(), outcome: z.enum(['applied', 'discarded']), claims: z.int() }),
  sentence: ({ file, outcome, claims }) =>
    outcome === 'applied'
      ? `Answers about ${countText(claims)} given by the file ${file}`
      : `The file ${file} was put away`,
})

/** Drawing claims for audit, and what provider, school and DfE say of them. */
export const auditEvents: readonly EventDefinition[] = [
  ...[sampleDrawn, sampleChanged, sampleDiscarded, sampleSent, auditBegun, auditAnswersSaved, auditAnswered],
  ...[auditReplied, auditDecided, extensionAsked, extensionAnswered, auditReminded, auditFileUploaded],
  auditFileSettled,
]
