import type { Temporal } from '#src/kit/dates.ts'
import type { BankHolidays } from '#src/kit/working-days.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** The bank holidays of England and Wales from a day on. */
export async function bankHolidaysFrom(reader: Reader, day: Temporal.PlainDate): Promise<BankHolidays> {
  const rows = await reader.selectFrom('directory.bank_holidays').select('day').where('day', '>=', day).execute()
  return new Set(rows.map((row) => row.day.toString()))
}

export type RegistrationPeriod = { readonly academicYear: number; readonly opensOn: Temporal.PlainDate }

/** The newest registration period that has opened by the day, or null before the first. */
export const registrationPeriodOn = async (
  reader: Reader,
  day: Temporal.PlainDate,
): Promise<RegistrationPeriod | null> =>
  (await reader
    .selectFrom('directory.registration_periods')
    .select(['academic_year as academicYear', 'opens_on as opensOn'])
    .where('opens_on', '<=', day)
    .orderBy('opens_on', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null
