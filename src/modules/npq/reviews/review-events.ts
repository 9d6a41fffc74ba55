import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { FUNDING_REASONS, FUNDING_RESULTS } from '../funding/funding.ts'
import { fundingResultText } from '../funding/funding-reasons-rules.ts'
import { REVIEW_STATUSES } from '../registrations/registration.ts'
import { reviewStatusText } from './review-words-rules.ts'

const about = { provider: z.string(), course: z.string(), cohort: z.string() }
const funding = z.object({ result: z.enum(FUNDING_RESULTS), reason: z.enum(FUNDING_REASONS) })

export const fundingDecided = defineEvent({
  name: 'npq.funding-decided',
  version: 1,
  payload: z.object({ ...about, funding: change(funding) }),
  sentence: ({ course, funding: { before, after } }) =>
    `Funding of ${course} decided by staff: ${fundingResultText[after.result]}. It was: ${fundingResultText[before.result]}`,
})

export const fundedPlaceDoubted = defineEvent({
  name: 'npq.funded-place-doubted',
  version: 1,
  payload: z.object({ ...about, funding }),
  sentence: ({ course }) =>
    `The funded place for ${course} is in doubt. Nothing is taken away until staff have settled it with the provider`,
})

export const fundedPlaceSettled = defineEvent({
  name: 'npq.funded-place-settled',
  version: 1,
  payload: z.object(about),
  sentence: ({ course }) => `Staff looked at the funded place for ${course}: it stays`,
})

export const reviewTaken = defineEvent({
  name: 'npq.funding-review-taken',
  version: 1,
  payload: z.object({ course: z.string(), by: change(z.string().nullable()) }),
  sentence: ({ by }) =>
    by.after === null ? 'Funding review given back to the queue' : `Funding review taken by ${by.after}`,
})

export const reviewNoted = defineEvent({
  name: 'npq.funding-review-noted',
  version: 1,
  payload: z.object({ course: z.string(), status: change(z.enum(REVIEW_STATUSES)) }),
  sentence: ({ status: { before, after } }) =>
    before === after
      ? 'Note written in the funding review'
      : `Funding review: ${reviewStatusText[before]} became ${reviewStatusText[after]}`,
})

/** What staff do about somebody's funding. */
export const reviewEvents: readonly EventDefinition[] = [
  fundingDecided,
  fundedPlaceDoubted,
  fundedPlaceSettled,
  reviewTaken,
  reviewNoted,
]
