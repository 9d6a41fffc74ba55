import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { ANSWERERS, CAUSES, type Cause, CONFIRMATION_ANSWERS, type ConfirmedBy } from './confirmation.ts'

const causeText: Readonly<Record<Cause, string>> = {
  'registration-opens': 'registration opens',
  'not-signed-in': 'the tutor has not signed in for 13 months',
  bounced: 'an email to the tutor could not be delivered',
}

export const confirmationAsked = defineEvent({
  name: 'access.tutor-confirmation-asked',
  version: 1,
  payload: z.object({
    school: z.string(),
    because: z.enum(CAUSES),
    whom: z.enum(['tutor', 'contact']),
    to: z.string(),
  }),
  sentence: ({ school, because, whom, to }) =>
    `Asked ${whom === 'tutor' ? 'the induction tutor' : 'the contact'} of ${school}, ${to}, whether the induction tutor is still right: ${causeText[because]}`,
})

const byText: Readonly<Record<ConfirmedBy, string>> = {
  tutor: 'the tutor',
  contact: 'the school’s contact',
  administrator: 'an administrator',
  staff: 'staff',
}

export const confirmationAnswered = defineEvent({
  name: 'access.tutor-confirmation-answered',
  version: 1,
  payload: z.object({ school: z.string(), answer: z.enum(CONFIRMATION_ANSWERS), by: z.enum(ANSWERERS) }),
  sentence: ({ school, answer, by }) =>
    answer === 'still-right'
      ? `Induction tutor of ${school} confirmed by ${byText[by]}`
      : `Somebody else is to be induction tutor of ${school}, said ${byText[by]}`,
})

export const tutorSaysLeft = defineEvent({
  name: 'access.tutor-says-left',
  version: 1,
  payload: z.object({ school: z.string(), asked: z.string().nullable() }),
  sentence: ({ school, asked }) =>
    `The tutor says that they are not the induction tutor of ${school} any more${asked ? `. The contact, ${asked}, was asked` : ''}`,
})

/** Whether a school's tutor is still right. */
export const confirmationEvents: readonly EventDefinition[] = [confirmationAsked, confirmationAnswered, tutorSaysLeft]
