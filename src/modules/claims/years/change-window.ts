import { z } from 'zod'
import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { ClaimWindow } from './claim-year.ts'
import { rulesPolicy } from './rules-policy.ts'
import { daysOf, WINDOW_FAULTS, type WindowDays, whyNotWindow, windowAmong } from './window-days-rules.ts'
import { windowChanged } from './window-events.ts'
import { windowInput } from './window-input.ts'
import { lastDay, windowState } from './window-rules.ts'
import { windowSubjects } from './window-subjects.ts'
import { lockWindows, saveWindow } from './windows-store.ts'
import { claimYear } from './years-queries.ts'

/**
 * Moves the days of a window that is not past. An open one may close earlier, today at the soonest, or later; it keeps its
 * first day and its year. `seen` is the revision that was shown.
 */
export const changeWindow = command({
  name: 'claims.change-window',
  input: z.object({ windowId: z.uuid(), seen: z.int(), ...windowInput }),
  refusals: [
    ...WINDOW_FAULTS,
    ...([
      'overlaps',
      'no-such-year',
      'year-has-begun',
      'changed-meanwhile',
      'nothing-changed',
      'reason-needed',
    ] as const),
  ],
  records: [windowChanged.name],
  async run({ tx, actor, process, now, refuse }, { windowId, seen, ...to }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const windows = await lockWindows(tx)
    const was = windows.find(({ id }) => id === windowId) ?? refuse('not-found')
    if (was.revision !== seen) refuse('changed-meanwhile')
    const today = londonDate(now)
    const fault = whyNotWindow({ was, to, today })
    if (fault) refuse(fault)
    if (to.year !== was.year && windowState(was, today) === 'open') refuse('year-has-begun')
    if (!(await claimYear(tx, to.year))) refuse('no-such-year')
    if (isSame(was, to)) refuse('nothing-changed')
    const others = windows.filter(({ id }) => id !== windowId)
    const other = windowAmong(others, to)
    if (other) refuse('overlaps', { from: dateText(other.period.from), lastDay: dateText(lastDay(other)) })
    await saveWindow(tx, windowId, to)
    return { value: { windowId }, events: [windowChanged.of(windowSubjects(windowId), changesOf(was, to))] }
  },
})

type To = WindowDays & { readonly year: number }

function changesOf(was: ClaimWindow, to: To) {
  const before = daysOf(was)
  const moved = (one: Temporal.PlainDate, other: Temporal.PlainDate) => ({
    ...{ before: one.toString(), after: other.toString() },
  })
  const perhaps = (name: 'paidByAuthorityOn' | 'paidDirectlyOn') => ({
    ...{ before: before[name]?.toString() ?? null, after: to[name]?.toString() ?? null },
  })
  return {
    ...{ windowId: was.id, year: { before: was.year, after: to.year } },
    ...{ from: moved(before.from, to.from), lastDay: moved(before.lastDay, to.lastDay) },
    ...{ paidByAuthorityOn: perhaps('paidByAuthorityOn'), paidDirectlyOn: perhaps('paidDirectlyOn') },
  }
}

function isSame(was: ClaimWindow, to: To): boolean {
  const { windowId: _id, ...changes } = changesOf(was, to)
  return Object.values(changes).every(({ before, after }) => before === after)
}
