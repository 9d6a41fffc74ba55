import { overlaps, Temporal } from '#src/kit/dates.ts'
import type { ClaimWindow } from './claim-year.ts'
import { lastDay, windowState } from './window-rules.ts'

/** The days of a window as staff write them: the last one is the last of claiming. */
export type WindowDays = {
  readonly from: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate
  readonly paidByAuthorityOn: Temporal.PlainDate | null
  readonly paidDirectlyOn: Temporal.PlainDate | null
}

export const WINDOW_FAULTS = [
  'ends-before-beginning',
  'begins-in-the-past',
  'ends-in-the-past',
  'has-begun',
  'is-past',
  'paid-before-the-end',
] as const
export type WindowFault = (typeof WINDOW_FAULTS)[number]

type Asked = {
  /** Null for a new window. */
  readonly was: ClaimWindow | null
  readonly to: WindowDays
  readonly today: Temporal.PlainDate
}

/**
 * Why a window cannot have these days. One that is open keeps its first day and may end earlier, never before today, so that
 * every claim was submitted while its window was open. One that is past stays as it was.
 */
export function whyNotWindow({ was, to, today }: Asked): WindowFault | null {
  const state = was ? windowState(was, today) : 'upcoming'
  if (state === 'past') return 'is-past'
  if (isBefore(to.lastDay, to.from)) return 'ends-before-beginning'
  if (was && state === 'open' && !to.from.equals(was.period.from)) return 'has-begun'
  if (state === 'upcoming' && isBefore(to.from, today)) return 'begins-in-the-past'
  if (isBefore(to.lastDay, today)) return 'ends-in-the-past'
  const paid = [to.paidByAuthorityOn, to.paidDirectlyOn].filter((day) => day !== null)
  return paid.some((day) => isBefore(day, to.lastDay)) ? 'paid-before-the-end' : null
}

/** Another window with a day of these; two are never open together. The constraint of the table says the same. */
export function windowAmong(
  windows: readonly ClaimWindow[],
  { from, lastDay: last }: Pick<WindowDays, 'from' | 'lastDay'>,
) {
  const wanted = { from, to: last.add({ days: 1 }) }
  return windows.find(({ period }) => overlaps(period, wanted)) ?? null
}

/** What the form and the history show of a window. */
export const daysOf = (window: ClaimWindow): WindowDays => ({
  ...{ from: window.period.from, lastDay: lastDay(window) },
  ...{ paidByAuthorityOn: window.paidByAuthorityOn, paidDirectlyOn: window.paidDirectlyOn },
})

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0
