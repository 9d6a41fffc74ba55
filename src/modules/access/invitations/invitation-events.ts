import { z } from 'zod'
import { momentText, Temporal } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

const countText = (count: number): string => count.toLocaleString('en-GB')

const Counts = { sent: z.int(), skipped: z.int() }
const countsText = ({ sent, skipped }: { readonly sent: number; readonly skipped: number }): string =>
  `${countText(sent)} sent, ${countText(skipped)} passed over`

export const invitationPlanned = defineEvent({
  name: 'access.invitation-planned',
  version: 1,
  payload: z.object({
    name: z.string(),
    invited: z.int(),
    skipped: z.int(),
    perMinute: z.int(),
    startsAt: z.iso.datetime({ precision: null }),
    askedFor: z.string().nullable(),
  }),
  sentence: ({ name, invited, startsAt, perMinute, askedFor }) =>
    `Invitation “${name}” of ${countText(invited)} schools planned${askedFor ? ` for ${askedFor}` : ''} from ${momentText(Temporal.Instant.from(startsAt))}, at most ${countText(perMinute)} a minute`,
})

export const invitationStarted = defineEvent({
  name: 'access.invitation-started',
  version: 1,
  payload: z.object({ name: z.string() }),
  sentence: ({ name }) => `Invitation “${name}” began`,
})

export const schoolsPassedOver = defineEvent({
  name: 'access.schools-passed-over',
  version: 1,
  payload: z.object({ name: z.string(), reasons: z.record(z.string(), z.int()) }),
  sentence: ({ name, reasons }) =>
    `Schools of the invitation “${name}” passed over: ${Object.values(reasons).reduce((sum, count) => sum + count, 0)}`,
})

export const invitationFinished = defineEvent({
  name: 'access.invitation-finished',
  version: 1,
  payload: z.object({ name: z.string(), ...Counts }),
  sentence: ({ name, ...counts }) => `Invitation “${name}” finished: ${countsText(counts)}`,
})

export const invitationStopped = defineEvent({
  name: 'access.invitation-stopped',
  version: 1,
  payload: z.object({ name: z.string(), ...Counts }),
  sentence: ({ name, ...counts }) => `Invitation “${name}” stopped: ${countsText(counts)}`,
})

/** Who sent a school its link when it was not us: a provider, a partner, a body or a trust. */
export const linkAskedForByPartner = defineEvent({
  name: 'access.link-asked-for-by-partner',
  version: 1,
  payload: z.object({ organisation: z.string() }),
  sentence: ({ organisation }) => `${organisation} had the nomination link sent to the school’s contact`,
})

export const invitationEvents: readonly EventDefinition[] = [
  invitationPlanned,
  invitationStarted,
  schoolsPassedOver,
  invitationFinished,
  invitationStopped,
  linkAskedForByPartner,
]
