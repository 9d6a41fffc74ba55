import { z } from 'zod'
import { machineClock, momentNamed } from '#src/platform/clock.ts'
import { lockClock, moveClock } from '#src/platform/clock-store.ts'
import { command } from '#src/platform/commands/command.ts'
import { clockMoved } from '../development-events.ts'

/** Moves the platform's time for everybody; null puts it back to the machine's. Refuses what names no moment. */
export const movePlatformClock = command({
  name: 'development.move-clock',
  input: z.object({ to: z.string().nullable() }),
  refusals: ['no-such-moment'],
  records: [clockMoved.name],
  async run({ tx, refuse }, { to }) {
    const machine = machineClock.now()
    const before = machine.add({ seconds: await lockClock(tx) })
    const after = to === null ? machine : momentNamed(to)
    if (after === null) return refuse('no-such-moment')
    // Rounded up: a clock that is moved to a day must not be a moment before it.
    await moveClock(tx, Math.ceil(after.since(machine).total('seconds')))
    const now = { before: before.toString(), after: after.toString() }
    return { value: { now: now.after }, events: [clockMoved.of([{ kind: 'platform', id: 'clock' }], { now })] }
  },
})
