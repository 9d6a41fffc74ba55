import { z } from 'zod'
import { dateText, londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { rulesPolicy } from './rules-policy.ts'
import { WINDOW_FAULTS, whyNotWindow, windowAmong } from './window-days-rules.ts'
import { windowOpened } from './window-events.ts'
import { windowInput } from './window-input.ts'
import { lastDay } from './window-rules.ts'
import { windowSubjects } from './window-subjects.ts'
import { insertWindow, lockWindows } from './windows-store.ts'
import { claimYear } from './years-queries.ts'

/** Adds a time in which claims for the training of an academic year are taken. Schools can claim on its days, the last included. */
export const openWindow = command({
  name: 'claims.open-window',
  input: z.object(windowInput),
  refusals: [...WINDOW_FAULTS, 'overlaps', 'no-such-year', 'reason-needed'],
  records: [windowOpened.name],
  async run({ tx, actor, process, now, refuse }, input) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    if (!(await claimYear(tx, input.year))) refuse('no-such-year')
    const windows = await lockWindows(tx)
    const fault = whyNotWindow({ was: null, to: input, today: londonDate(now) })
    if (fault) refuse(fault)
    const other = windowAmong(windows, input)
    if (other) refuse('overlaps', { from: dateText(other.period.from), lastDay: dateText(lastDay(other)) })
    const windowId = await insertWindow(tx, { ...input, now })
    const event = windowOpened.of(windowSubjects(windowId), {
      ...{ windowId, year: input.year, from: input.from.toString(), lastDay: input.lastDay.toString() },
      paidByAuthorityOn: input.paidByAuthorityOn?.toString() ?? null,
      paidDirectlyOn: input.paidDirectlyOn?.toString() ?? null,
    })
    return { value: { windowId }, events: [event] }
  },
})
