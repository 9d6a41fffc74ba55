import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { doorText } from './identity.ts'

const Door = z.enum(['staff', 'dfe-sign-in', 'one-login'])

export const identityProven = defineEvent({
  name: 'access.identity-proven',
  version: 1,
  payload: z.object({ door: Door }),
  sentence: ({ door }) => `Somebody proved who they are with ${doorText[door]}`,
})

export const organisationChosen = defineEvent({
  name: 'access.door-organisation-chosen',
  version: 1,
  payload: z.object({ organisation: z.string() }),
  sentence: ({ organisation }) => `Chose to act for ${organisation}, of the organisations in DfE Sign-in`,
})

const BECAUSE = ['account-made', 'connected-when-signed-in', 'moved-by-staff'] as const

const becauseText: Readonly<Record<(typeof BECAUSE)[number], string>> = {
  'account-made': 'when the account was made',
  'connected-when-signed-in': 'by somebody signed in to it',
  'moved-by-staff': 'by staff, from another account',
}

export const identityConnected = defineEvent({
  name: 'access.identity-connected',
  version: 1,
  payload: z.object({ door: Door, because: z.enum(BECAUSE) }),
  sentence: ({ door, because }) => `${doorText[door]} connected to the account ${becauseText[because]}`,
})

export const identityDisconnected = defineEvent({
  name: 'access.identity-disconnected',
  version: 1,
  payload: z.object({ door: Door, because: z.enum(['removed', 'moved-by-staff']) }),
  sentence: ({ door, because }) =>
    `${doorText[door]} disconnected from the account${because === 'removed' ? '' : ' by staff, who moved it to another'}`,
})

export const provedAgain = defineEvent({
  name: 'access.proved-again',
  version: 1,
  payload: z.object({}),
  sentence: () => 'Proved again who they are',
})

export const dfeRolesConfirmed = defineEvent({
  name: 'access.dfe-sign-in-roles-confirmed',
  version: 1,
  payload: z.object({ confirmed: z.int(), unanswered: z.int() }),
  sentence: ({ confirmed, unanswered }) =>
    `Asked DfE Sign-in about roles in use: ${confirmed} confirmed, ${unanswered} without an answer`,
})

/** Ways in that other services keep. */
export const identityEvents: readonly EventDefinition[] = [
  identityProven,
  organisationChosen,
  identityConnected,
  identityDisconnected,
  provedAgain,
  dfeRolesConfirmed,
]
