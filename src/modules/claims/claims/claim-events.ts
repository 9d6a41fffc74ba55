import { z } from 'zod'
import { academicYearText } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import { moneyText } from '#src/kit/money-text.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { areaText, FUNDING_AREAS } from '../years/claim-year.ts'
import { CLAIM_STATUSES } from './claim-states.ts'
import { hoursText } from './event-text-rules.ts'

/** Where a claim stood before and after; part of every event of a move. */
export const moved = change(z.enum(CLAIM_STATUSES))

// Names of schools, providers and mentors are kept as they were: a later renaming changes no history.

const content = { reference: z.string(), year: z.int(), provider: z.string(), mentors: z.int(), hours: z.int() }

export const draftSaved = defineEvent({
  name: 'claims.draft-saved',
  version: 1,
  payload: z.object({ ...content, isNew: z.boolean() }),
  sentence: ({ reference, provider, hours, isNew, year }) =>
    `Draft claim ${reference} ${isNew ? 'begun' : 'changed'}: ${hours === 0 ? '' : `${hoursText(hours)} `}with ${provider}, ${academicYearText(year)}`,
})

export const draftDiscarded = defineEvent({
  name: 'claims.draft-discarded',
  version: 1,
  payload: z.object({ reference: z.string(), moved }),
  sentence: ({ reference }) => `Draft claim ${reference} discarded`,
})

export const claimSubmitted = defineEvent({
  name: 'claims.claim-submitted',
  version: 1,
  payload: z.object({
    ...content,
    ...{ pence: z.int(), pencePerHour: z.int(), area: z.enum(FUNDING_AREAS), windowId: z.string() },
    ...{ byMentor: z.boolean(), trust: z.string().nullable(), conditions: z.string(), moved },
  }),
  sentence: ({ reference, provider, hours, trust, area, ...sums }) =>
    `Claim ${reference} sent to DfE: ${hoursText(hours)} with ${provider} at ${moneyText(pence(sums.pencePerHour))} an hour (${areaText[area]}), ${moneyText(pence(sums.pence))}${trust === null ? '' : `. ${trust} acted for the school`}`,
})

export const claimWithdrawn = defineEvent({
  name: 'claims.claim-withdrawn',
  version: 1,
  payload: z.object({ reference: z.string(), pence: z.int(), reason: z.string(), moved }),
  sentence: ({ reference, pence: sum, reason }) =>
    `Claim ${reference} for ${moneyText(pence(sum))} withdrawn: ${reason}`,
})

export const providerLost = defineEvent({
  name: 'claims.provider-lost',
  version: 1,
  payload: z.object({ reference: z.string(), provider: z.string(), moved }),
  sentence: ({ reference, provider }) =>
    `Claim ${reference} needs another provider: ${provider} is not accredited any more`,
})

export const providerNamed = defineEvent({
  name: 'claims.provider-named',
  version: 1,
  payload: z.object({ reference: z.string(), provider: change(z.string()), moved }),
  sentence: ({ reference, provider }) =>
    `Provider of claim ${reference} changed from ${provider.before} to ${provider.after}`,
})

/** What happens to a claim from its draft to its submission, and what takes it back. */
export const claimEvents: readonly EventDefinition[] = [
  draftSaved,
  draftDiscarded,
  claimSubmitted,
  claimWithdrawn,
  providerLost,
  providerNamed,
]
