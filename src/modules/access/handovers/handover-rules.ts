import { londonDate, startOfDay, Temporal } from '#src/kit/dates.ts'
import type { Handover } from './handover.ts'
import { handoverStates } from './handover-states.ts'

/** How long the replaced person and the contact may object, and whoever did it may undo. Source: product, A5: "object for 7 days". */
export const OBJECTION_DAYS = 7
export const OBJECTION_LIFE = Temporal.Duration.from({ hours: OBJECTION_DAYS * 24 })
/** How long the one before may stay administrator. Source: ours: longer than a summer holiday, and then it is no handover. */
export const MOST_OVERLAP_DAYS = 60
/** How long a browser remembers a link of ours that it has opened: a working day. */
export const MAILED_LINK_MEMORY = Temporal.Duration.from({ hours: 12 })

/** What the one before keeps at the school: nothing, or the role of administrator, for good or until a day. */
export type Keeps =
  | { readonly access: 'nothing' }
  | { readonly access: 'administrator'; readonly until: Temporal.Instant | null }

export const NOTHING_KEPT: Keeps = { access: 'nothing' }

/** Whether the last day of an overlap is allowed: from tomorrow, for 60 days at most. */
export function overlapFits(lastDay: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  const days = today.until(lastDay).total('days')
  return days >= 1 && days <= MOST_OVERLAP_DAYS
}

/** The moment at which an overlap ends: with the last day, in London. */
export const endOfOverlap = (lastDay: Temporal.PlainDate): Temporal.Instant => startOfDay(lastDay.add({ days: 1 }))

/** The last day of an overlap, for pages and messages. */
export const lastDayOf = (until: Temporal.Instant): Temporal.PlainDate => londonDate(until.subtract({ seconds: 1 }))

/** Whether a change can still be undone by its status and its age; whose it is, the policy says. */
export const isUndoable = ({ status, objectUntil }: Pick<Handover, 'status' | 'objectUntil'>, now: Temporal.Instant) =>
  handoverStates.move('undo', status) !== null && Temporal.Instant.compare(now, objectUntil) < 0
