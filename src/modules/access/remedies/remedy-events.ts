import { z } from 'zod'
import { counted } from '#src/kit/counted.ts'
import { momentText, Temporal } from '#src/kit/dates.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

// What staff do to somebody's way in. Why they did it stands with the process, once for all that they did at once.

const address = z.string()

export const signInUnlocked = defineEvent({
  name: 'access.sign-in-unlocked',
  version: 1,
  payload: z.object({ address, wrongCodes: z.int() }),
  sentence: ({ address, wrongCodes }) =>
    `Sign-in codes for ${address} unlocked: ${counted(wrongCodes, 'wrong code', 'wrong codes')} forgotten`,
})

export const addressCorrected = defineEvent({
  name: 'access.address-corrected',
  version: 1,
  payload: z.object({ address: change(z.string()), sessionsEnded: z.int() }),
  sentence: ({ address: { before, after } }) => `Email address corrected from ${before} to ${after}`,
})

export const addressCorrectionUndone = defineEvent({
  name: 'access.address-correction-undone',
  version: 1,
  payload: z.object({ address: change(z.string()), sessionsEnded: z.int() }),
  sentence: ({ address: { before, after } }) => `Correction of the email address undone: ${after} again, not ${before}`,
})

export const accountDisabled = defineEvent({
  name: 'access.account-disabled',
  version: 1,
  payload: z.object({ sessionsEnded: z.int() }),
  sentence: () => 'Account disabled. Nobody can sign in with it',
})

export const accountEnabled = defineEvent({
  name: 'access.account-enabled',
  version: 1,
  payload: z.object({}),
  sentence: () => 'Account enabled again',
})

export const sessionsEndedByStaff = defineEvent({
  name: 'access.sessions-ended-by-staff',
  version: 1,
  payload: z.object({ sessionsEnded: z.int() }),
  sentence: ({ sessionsEnded }) => `Signed out by staff in ${counted(sessionsEnded, 'browser', 'browsers')}`,
})

const viewing = z.object({ viewer: z.string(), viewed: z.string() })

export const viewingStarted = defineEvent({
  name: 'access.viewing-started',
  version: 1,
  payload: viewing.extend({ until: z.iso.datetime({ offset: true }) }),
  sentence: ({ viewer, viewed, until }) =>
    `${viewer} began to view the service as ${viewed}, until ${momentText(Temporal.Instant.from(until))} at the latest`,
})

export const viewingStopped = defineEvent({
  name: 'access.viewing-stopped',
  version: 1,
  payload: viewing,
  sentence: ({ viewer, viewed }) => `${viewer} stopped viewing the service as ${viewed}`,
})

export const remedyEvents: readonly EventDefinition[] = [
  signInUnlocked,
  addressCorrected,
  addressCorrectionUndone,
  accountDisabled,
  accountEnabled,
  sessionsEndedByStaff,
  viewingStarted,
  viewingStopped,
]
