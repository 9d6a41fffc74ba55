import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { rulesPolicy } from './rules-policy.ts'
import { windowRemoved } from './window-events.ts'
import { lastDay, windowState } from './window-rules.ts'
import { windowSubjects } from './window-subjects.ts'
import { claimsInWindow } from './windows-queries.ts'
import { deleteWindow, lockWindows } from './windows-store.ts'

/** Takes away a window that has not opened and that no claim belongs to. One that was open stays for ever. */
export const removeWindow = command({
  name: 'claims.remove-window',
  input: z.object({ windowId: z.uuid(), seen: z.int() }),
  refusals: ['has-opened', 'has-claims', 'changed-meanwhile', 'reason-needed'],
  records: [windowRemoved.name],
  async run({ tx, actor, process, now, refuse }, { windowId, seen }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const was = (await lockWindows(tx)).find(({ id }) => id === windowId) ?? refuse('not-found')
    if (was.revision !== seen) refuse('changed-meanwhile')
    if (windowState(was, londonDate(now)) !== 'upcoming') refuse('has-opened')
    if ((await claimsInWindow(tx, windowId)) > 0) refuse('has-claims')
    await deleteWindow(tx, windowId)
    const facts = { windowId, year: was.year, from: was.period.from.toString(), lastDay: lastDay(was).toString() }
    return { value: { windowId }, events: [windowRemoved.of(windowSubjects(windowId), facts)] }
  },
})
