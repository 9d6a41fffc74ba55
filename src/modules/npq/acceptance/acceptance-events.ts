import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { REASONS_FOR_REJECTION, type Registration } from '../registrations/registration.ts'
import { REGISTRATION_STATUSES } from '../registrations/registration-states.ts'

const about = { provider: z.string(), course: z.string(), cohort: z.string() }
const status = change(z.enum(REGISTRATION_STATUSES))
const fundedPlace = change(z.boolean().nullable())
const schedule = change(z.string().nullable())

/** The names of a registration as events keep them, as they were. */
export const aboutRegistration = (
  { cohort }: Pick<Registration, 'cohort'>,
  party: { readonly providerName: string } | undefined,
  { courseName }: { readonly courseName: string },
) => ({ provider: party?.providerName ?? 'The provider', course: courseName, cohort })

/** What an event of a registration is filed under. */
export const subjectsOf = ({ id, personId, providerId }: Pick<Registration, 'id' | 'personId' | 'providerId'>) =>
  [
    { kind: 'registration', id },
    { kind: 'person', id: personId },
    { kind: 'organisation', id: providerId },
  ] as const

export const registrationAccepted = defineEvent({
  name: 'npq.registration-accepted',
  version: 1,
  payload: z.object({ ...about, status, fundedPlace, schedule }),
  sentence: ({ provider, course, fundedPlace: place }) =>
    `${provider} accepted the registration for ${course}${placeText(place.after)}`,
})

function placeText(place: boolean | null): string {
  if (place === null) return ''
  return place ? ', with a funded place' : ', without a funded place'
}

const REJECTION_TEXT = {
  rejected_by_provider: 'the provider said no',
  registration_expired: 'its time had passed',
  other_application_in_this_cohort_accepted: 'another registration for the same course and cohort was accepted',
} as const satisfies Readonly<Record<(typeof REASONS_FOR_REJECTION)[number], string>>

export const registrationRejected = defineEvent({
  name: 'npq.registration-rejected',
  version: 1,
  payload: z.object({ ...about, status, fundedPlace, because: z.enum(REASONS_FOR_REJECTION) }),
  sentence: ({ provider, course, because }) =>
    `Registration for ${course} with ${provider} rejected: ${REJECTION_TEXT[because]}`,
})

export const fundedPlaceChanged = defineEvent({
  name: 'npq.funded-place-changed',
  version: 1,
  payload: z.object({ ...about, fundedPlace }),
  sentence: ({ provider, fundedPlace: place }) =>
    place.after === true ? `${provider} gave a funded place` : `${provider} took the funded place away`,
})

const BEFORE = {
  pending: 'It was pending',
  accepted: 'It was accepted',
  rejected: 'It was rejected',
  withdrawn: 'It was withdrawn',
  expired: 'It had expired',
} as const satisfies Readonly<Record<(typeof REGISTRATION_STATUSES)[number], string>>

export const registrationReverted = defineEvent({
  name: 'npq.registration-reverted',
  version: 1,
  payload: z.object({ ...about, status, fundedPlace, schedule }),
  sentence: ({ course, status: moved }) => `Registration for ${course} is pending again. ${BEFORE[moved.before]}`,
})

export const likelyDuplicateFound = defineEvent({
  name: 'npq.likely-duplicate-found',
  version: 1,
  payload: z.object({ ...about, otherRegistrationId: z.uuid() }),
  sentence: ({ provider, course }) =>
    `${provider} could not accept the registration for ${course}: somebody with the same teacher reference number is accepted already. Staff were asked to look`,
})

/** What providers decided of registrations, and what staff put back. */
export const acceptanceEvents: readonly EventDefinition[] = [
  registrationAccepted,
  registrationRejected,
  fundedPlaceChanged,
  registrationReverted,
  likelyDuplicateFound,
]
