import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { FUNDING_REASONS, FUNDING_RESULTS } from '../funding/funding.ts'
import { FUNDING_CHOICES } from './registration.ts'
import { REGISTRATION_STATUSES } from './registration-states.ts'

// Names of courses and providers are kept as they were: a later renaming changes no history.

const status = change(z.enum(REGISTRATION_STATUSES))
const fundedPlace = change(z.boolean().nullable())

export const courseChanged = defineEvent({
  name: 'npq.course-changed',
  version: 1,
  payload: z.object({
    cohort: z.string(),
    course: change(z.string()),
    provider: change(z.string()),
    status,
    fundedPlace,
    funding: change(z.object({ result: z.enum(FUNDING_RESULTS), reason: z.enum(FUNDING_REASONS) })),
    fundingChoice: change(z.enum(FUNDING_CHOICES).nullable()),
  }),
  sentence: ({ course, provider, fundedPlace: place }) =>
    `Course changed from ${course.before} to ${course.after}${movedText(provider)}${placeText(place)}`,
})

export const providerChanged = defineEvent({
  name: 'npq.provider-changed',
  version: 1,
  payload: z.object({ cohort: z.string(), course: z.string(), provider: change(z.string()), status, fundedPlace }),
  sentence: ({ course, provider, fundedPlace: place }) =>
    `Provider for ${course} changed from ${provider.before} to ${provider.after}${placeText(place)}`,
})

export const registrationWithdrawn = defineEvent({
  name: 'npq.registration-withdrawn',
  version: 1,
  payload: z.object({ cohort: z.string(), course: z.string(), provider: z.string(), status }),
  sentence: ({ course, provider }) => `Registration for ${course} with ${provider} withdrawn`,
})

const movedText = ({ before, after }: { readonly before: string; readonly after: string }): string =>
  before === after ? '' : `, and provider from ${before} to ${after}`

const placeText = ({ before, after }: { readonly before: boolean | null; readonly after: boolean | null }): string =>
  before === true && after !== true ? '. The funded place was given up' : ''

/** What people do with their own registrations, and staff for them. */
export const registrationEvents: readonly EventDefinition[] = [courseChanged, providerChanged, registrationWithdrawn]
