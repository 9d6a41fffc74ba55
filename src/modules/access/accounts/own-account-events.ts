import { z } from 'zod'
import { counted } from '#src/kit/counted.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const nameChanged = defineEvent({
  name: 'access.name-changed',
  version: 1,
  payload: z.object({ name: change(z.string()) }),
  sentence: ({ name }) => `Name changed from ${name.before} to ${name.after}`,
})

export const addressAsked = defineEvent({
  name: 'access.address-asked-for',
  version: 1,
  payload: z.object({ address: z.string() }),
  sentence: ({ address }) => `Asked to add the email address ${address}`,
})

export const addressAdded = defineEvent({
  name: 'access.address-added',
  version: 1,
  payload: z.object({ address: z.string() }),
  sentence: ({ address }) => `Email address ${address} added, after a message sent there was read`,
})

export const addressRemoved = defineEvent({
  name: 'access.address-removed',
  version: 1,
  payload: z.object({ address: z.string() }),
  sentence: ({ address }) => `Email address ${address} removed`,
})

export const ownSessionsEnded = defineEvent({
  name: 'access.own-sessions-ended',
  version: 1,
  payload: z.object({ sessions: z.int().positive() }),
  sentence: ({ sessions }) => `Signed out in ${counted(sessions, 'other browser', 'other browsers')}`,
})

/** What people do to their own accounts. */
export const ownAccountEvents: readonly EventDefinition[] = [
  nameChanged,
  addressAsked,
  addressAdded,
  addressRemoved,
  ownSessionsEnded,
]
