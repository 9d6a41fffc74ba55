import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { MEMBERSHIP_ROLES, roleText } from '../accounts/account.ts'
import { GIVEN_ROLES } from './join-request.ts'
import { askText, REASONS_TO_MOVE_ON } from './join-request-rules.ts'
import { STAGES, type Stage } from './join-request-states.ts'

/** Who has a request, in a sentence. */
const withText: Readonly<Record<Stage, string>> = {
  'with-administrators': 'whoever manages access there',
  'with-contact': 'whoever reads the email of the school',
  'with-trust': 'the trust',
  'with-staff': 'support staff',
}

const moveText: Readonly<Record<(typeof REASONS_TO_MOVE_ON)[number], string>> = {
  'no-answer': 'nobody answered in time',
  'not-reached': 'no email address that was asked exists',
}

const about = { organisation: z.string(), name: z.string() }

export const joinRequested = defineEvent({
  name: 'access.join-requested',
  version: 1,
  payload: z.object({ ...about, address: z.string(), role: z.enum(MEMBERSHIP_ROLES), stage: z.enum(STAGES) }),
  sentence: ({ organisation, name, address, role, stage }) =>
    `${name} (${address}) asked ${askText[role]} at ${organisation}. The request is with ${withText[stage]}`,
})

/** Asked by somebody whom the request could give nothing, or a second time: only their mailbox was told. */
export const joinRequestNotNeeded = defineEvent({
  name: 'access.join-request-not-needed',
  version: 1,
  payload: z.object({
    organisation: z.string(),
    address: z.string(),
    because: z.enum(['has-access', 'asked-already']),
  }),
  sentence: ({ organisation, address, because }) =>
    because === 'has-access'
      ? `${address} asked to be added to ${organisation} and has access already`
      : `${address} asked again to be added to ${organisation}`,
})

export const joinRequestMovedOn = defineEvent({
  name: 'access.join-request-moved-on',
  version: 1,
  payload: z.object({ ...about, from: z.enum(STAGES), to: z.enum(STAGES), because: z.enum(REASONS_TO_MOVE_ON) }),
  sentence: ({ organisation, name, from, to, because }) =>
    `The request of ${name} to be added to ${organisation} went from ${withText[from]} to ${withText[to]}: ${moveText[because]}`,
})

export const joinRequestApproved = defineEvent({
  name: 'access.join-request-approved',
  version: 1,
  payload: z.object({ ...about, asked: z.enum(MEMBERSHIP_ROLES), given: z.enum(GIVEN_ROLES).nullable() }),
  sentence: ({ organisation, name, asked, given }) =>
    `The request of ${name} ${askText[asked]} at ${organisation} was approved${given === null ? '' : `: ${roleText[given].toLowerCase()}`}`,
})

export const joinRequestRefused = defineEvent({
  name: 'access.join-request-refused',
  version: 1,
  payload: z.object({ ...about, because: z.string() }),
  sentence: ({ organisation, name, because }) =>
    `The request of ${name} to be added to ${organisation} was refused: ${because}`,
})

export const joinRequestWithdrawn = defineEvent({
  name: 'access.join-request-withdrawn',
  version: 1,
  payload: z.object(about),
  sentence: ({ organisation, name }) => `${name} withdrew the request to be added to ${organisation}`,
})

/** What becomes of requests to join. */
export const joinRequestEvents: readonly EventDefinition[] = [
  joinRequested,
  joinRequestNotNeeded,
  joinRequestMovedOn,
  joinRequestApproved,
  joinRequestRefused,
  joinRequestWithdrawn,
]
