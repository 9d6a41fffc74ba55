import { contains, Temporal } from '#src/kit/dates.ts'
import type { ClaimWindow } from './claim-year.ts'

export type WindowState = 'upcoming' | 'open' | 'past'

/** Whether a window is yet to come, open, or over on a day. */
export function windowState({ period }: Pick<ClaimWindow, 'period'>, day: Temporal.PlainDate): WindowState {
  if (contains(period, day)) return 'open'
  return Temporal.PlainDate.compare(day, period.from) < 0 ? 'upcoming' : 'past'
}

/** The last day on which claims are taken; they are taken until midnight. */
export const lastDay = ({ period }: Pick<ClaimWindow, 'period'>): Temporal.PlainDate => period.to.subtract({ days: 1 })

/** The window that counts on a day: the open one, else the next to open, else the last that was. */
export function windowThatCounts(windows: readonly ClaimWindow[], day: Temporal.PlainDate): ClaimWindow | null {
  const sorted = windows.toSorted((one, other) => Temporal.PlainDate.compare(one.period.from, other.period.from))
  return (
    sorted.find((window) => windowState(window, day) === 'open') ??
    sorted.find((window) => windowState(window, day) === 'upcoming') ??
    sorted.at(-1) ??
    null
  )
}
