import { londonDate, Temporal } from '#src/kit/dates.ts'

/**
 * How long a registration waits for its provider once its cohort takes no more registrations. Source: the service before closed on
 * 2 April 2024 and had ended what nobody had answered when it opened again on 1 July (docs/adr/0017-registrations-expire.md).
 */
export const EXPIRES_AFTER_DAYS = 90

/** What the days count from. Facts of a registration that is pending. */
export type Waiting = {
  /** The first day on which its cohort takes no more registrations; null where no such day is known. */
  readonly closedOn: Temporal.PlainDate | null
  /** Since when its provider has had it. */
  readonly withProviderSince: Temporal.Instant
  /** When it was last put back to pending; null when it never was. */
  readonly pendingAgainAt: Temporal.Instant | null
  readonly decision: {
    readonly result: 'funded' | 'not-funded' | 'review'
    readonly decidedBy: 'engine' | 'staff' | 'previous-service'
    readonly decidedAt: Temporal.Instant
  }
}

/**
 * The day on which a registration expires that nobody has accepted by then: so many days after registration closed, after its
 * provider got it, after it was put back, and after staff decided its funding, whichever was last. Null while staff have yet to
 * decide: nobody loses a registration because we are slow.
 */
export function expiresOn({
  closedOn,
  withProviderSince,
  pendingAgainAt,
  decision,
}: Waiting): Temporal.PlainDate | null {
  if (closedOn === null || decision.result === 'review') return null
  const since = [withProviderSince, pendingAgainAt, decision.decidedBy === 'staff' ? decision.decidedAt : null]
  return since
    .flatMap((moment) => (moment === null ? [] : [londonDate(moment)]))
    .reduce(later, closedOn)
    .add({ days: EXPIRES_AFTER_DAYS })
}

const later = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) < 0 ? other : one

/** Whether its day has come. */
export function isExpired(waiting: Waiting, today: Temporal.PlainDate): boolean {
  const day = expiresOn(waiting)
  return day !== null && Temporal.PlainDate.compare(day, today) <= 0
}
