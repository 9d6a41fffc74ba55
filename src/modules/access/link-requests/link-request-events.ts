import { z } from 'zod'
import { dateText, Temporal } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { CHECK_KINDS, checkText } from './link-request.ts'

export const nominationLinkRequested = defineEvent({
  name: 'access.nomination-link-requested',
  version: 1,
  payload: z.object({ hasContact: z.boolean() }),
  sentence: ({ hasContact }) =>
    hasContact
      ? 'Somebody asked on the school’s access page that it is sent its link'
      : 'Somebody asked on the school’s access page that it is sent its link, but there is no address to send it to',
})

export const linkRequestPassedToStaff = defineEvent({
  name: 'access.link-request-passed-to-staff',
  version: 1,
  payload: z.object({ address: z.string() }),
  sentence: ({ address }) => `The support team was asked for help with the school’s link by ${address}`,
})

export const linkRequestAnswered = defineEvent({
  name: 'access.link-request-answered',
  version: 1,
  payload: z.object({ check: z.enum(CHECK_KINDS), note: z.string(), to: z.string() }),
  sentence: ({ check, note, to }) =>
    `Request for the school’s link answered with a link to ${to}. Staff ${checkText[check]}: ${note}`,
})

export const nominationLetterPrinted = defineEvent({
  name: 'access.nomination-letter-printed',
  version: 1,
  payload: z.object({ check: z.enum(CHECK_KINDS), note: z.string(), expiresOn: z.iso.date() }),
  sentence: ({ check, note, expiresOn }) =>
    `Letter to the headteacher printed. Its code works until ${dateText(Temporal.PlainDate.from(expiresOn))}. Staff ${checkText[check]}: ${note}`,
})

export const linkRequestRefused = defineEvent({
  name: 'access.link-request-refused',
  version: 1,
  payload: z.object({ because: z.string() }),
  sentence: ({ because }) => `Request for the school’s link refused: ${because}`,
})

export const linkRequestAnswerTakenBack = defineEvent({
  name: 'access.link-request-answer-taken-back',
  version: 1,
  payload: z.object({ links: z.int() }),
  sentence: ({ links }) =>
    links === 0
      ? 'Answer to a request for the school’s link taken back'
      : 'Answer to a request for the school’s link taken back: what was sent no longer works',
})

export const letterCodeAccepted = defineEvent({
  name: 'access.letter-code-accepted',
  version: 1,
  payload: z.object({}),
  sentence: () => 'Somebody entered the code of the letter to the headteacher',
})

export const letterCodeRefused = defineEvent({
  name: 'access.letter-code-refused',
  version: 1,
  payload: z.object({}),
  sentence: () => 'A wrong letter code was entered for the school',
})

/** What happened between the wish for a school's link and the link. */
export const linkRequestEvents: readonly EventDefinition[] = [
  nominationLinkRequested,
  linkRequestPassedToStaff,
  linkRequestAnswered,
  nominationLetterPrinted,
  linkRequestRefused,
  linkRequestAnswerTakenBack,
  letterCodeAccepted,
  letterCodeRefused,
]
