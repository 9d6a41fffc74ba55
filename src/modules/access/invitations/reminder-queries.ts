import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { bankHolidaysFrom } from '../../directory/public.ts'
import { remindIfSentBy } from './missing-rules.ts'

/** Holidays are looked up from so many days back: the longest run without work is far shorter. */
const HOLIDAYS_BACK = 30

/** The last day on which a school's newest link can have been sent for a reminder to be due today. */
export async function reminderDay(reader: Reader, now: Temporal.Instant): Promise<Temporal.PlainDate> {
  const today = londonDate(now)
  return remindIfSentBy(today, await bankHolidaysFrom(reader, today.subtract({ days: HOLIDAYS_BACK })))
}
