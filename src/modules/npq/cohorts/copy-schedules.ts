import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { schedulesOf } from '../training/schedules-queries.ts'
import { schedulesCopied } from './cohort-events.ts'
import { cohortRecord } from './cohort-records-queries.ts'
import { insertSchedules, lockCohort } from './cohorts-store.ts'
import { movedSchedules } from './moved-schedules-rules.ts'

/** Gives a cohort that has no schedules those of an earlier one, with their days moved by as much as the start of courses. */
export const copySchedules = command({
  name: 'npq.copy-schedules',
  input: z.object({ cohort: z.string(), from: z.string() }),
  refusals: ['has-schedules', 'nothing-to-copy'],
  records: [schedulesCopied.name],
  async run({ tx, actor, refuse }, { cohort, from }) {
    demand(listPolicy.manage(actor))
    const to = (await lockCohort(tx, cohort)) ?? refuse('not-found')
    const earlier = (await cohortRecord(tx, from)) ?? refuse('nothing-to-copy')
    const schedules = await schedulesOf(tx, [cohort, from])
    if (schedules.some((schedule) => schedule.cohort === cohort)) refuse('has-schedules')
    if (schedules.length === 0) refuse('nothing-to-copy')
    const moved = movedSchedules({ schedules, from: earlier, to })
    await insertSchedules(tx, cohort, moved)
    const event = schedulesCopied.of([{ kind: 'cohort', id: cohort }], {
      ...{ cohort, from: earlier.name, schedules: moved.map(({ identifier }) => identifier) },
    })
    return { value: { cohort, schedules: moved.length }, events: [event] }
  },
})
