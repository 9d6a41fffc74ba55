import { type AcademicYear, academicYearOf, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { ClaimWindow, ClaimYear } from '../years/claim-year.ts'
import { windowThatCounts } from '../years/window-rules.ts'
import { allWindows, claimYear } from '../years/years-queries.ts'

/** The academic year that a page is about. */
export type ShownYear = {
  readonly rules: ClaimYear
  readonly windows: readonly ClaimWindow[]
  /** The open window, else the next, else the last; null where there never was one. */
  readonly counts: ClaimWindow | null
  /** The years that can be looked at, the newest first. */
  readonly years: readonly AcademicYear[]
}

type Asked = { readonly asked: string | undefined; readonly now: Temporal.Instant }

/** The year asked for by `?year=`, else that of the window that counts, else today's. Null for a year without rules. Three queries. */
export async function shownYear(reader: Reader, { asked, now }: Asked): Promise<ShownYear | null> {
  const windows = await allWindows(reader)
  const counts = windowThatCounts(windows, londonDate(now))
  const today = counts?.year ?? academicYearOf(londonDate(now))
  const year = asked === undefined ? today : Number(/^20[0-9]{2}$/.exec(asked)?.[0] ?? 0)
  const rules = await claimYear(reader, year)
  if (!rules) return null
  const rows = await reader
    .selectFrom('claims.years')
    .select('academic_year')
    .orderBy('academic_year', 'desc')
    .execute()
  const years = rows.map(({ academic_year }) => academic_year).filter((one) => one <= Math.max(today, year))
  return { rules, windows, counts, years }
}
