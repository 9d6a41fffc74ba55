import { startOfDay, Temporal } from '#src/kit/dates.ts'
import { type BankHolidays, workingDaysAfter } from '#src/kit/working-days.ts'

/** A tutor who has not answered after this many working days: the school's contact is asked. Source: ours, as for requests to join. */
export const UNANSWERED_WORKING_DAYS = 10
/** A tutor who has not signed in for this long may have left. Source: product, A5: a year and a month, so that a yearly user counts as here. */
const NOT_SEEN = Temporal.Duration.from({ months: 13 })
/** Whatever the cause, nobody is asked twice in this time. Source: ours. */
export const BETWEEN_QUESTIONS = Temporal.Duration.from({ hours: 60 * 24 })
/** How long the links in these messages work. Source: ours: over a summer holiday. */
const CONFIRM_LINK_DAYS = 60
export const CONFIRM_LINK_LIFE = Temporal.Duration.from({ hours: CONFIRM_LINK_DAYS * 24 })
/** Bounces of this long ago still count: the worker may have stood still. */
export const BOUNCES_COUNT_FOR = Temporal.Duration.from({ hours: 14 * 24 })
/** Schools in one transaction: small, so that nobody waits for a lock. */
export const TUTORS_AT_A_TIME = 200

/** As far back as the bank holidays must be known for the rule below. */
export const DAYS_LOOKED_BACK = 40

/** Who was asked before this moment and has not answered has had ten working days. */
export function unansweredSince(today: Temporal.PlainDate, holidays: BankHolidays): Temporal.Instant {
  let day = today
  while (Temporal.PlainDate.compare(workingDaysAfter(day, UNANSWERED_WORKING_DAYS, holidays), today) > 0) {
    day = day.subtract({ days: 1 })
  }
  return startOfDay(day.add({ days: 1 }))
}

/** Before this moment: too long ago to be sure that they are still there. */
export const notSeenSince = (now: Temporal.Instant): Temporal.Instant =>
  now.toZonedDateTimeISO('Europe/London').subtract(NOT_SEEN).toInstant()
