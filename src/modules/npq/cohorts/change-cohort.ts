import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { clashOf, whyNotDays } from './cohort-days-rules.ts'
import { cohortChanged } from './cohort-events.ts'
import { cohortRecords } from './cohort-records-queries.ts'
import { lockCohort, lockCohorts, saveCohort } from './cohorts-store.ts'

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))

/** Moves the days of a cohort, and says something else beside its name. `revision` is the one that was seen. */
export const changeCohort = command({
  name: 'npq.change-cohort',
  input: z.object({
    cohort: z.string(),
    revision: z.int(),
    hint: z.string().min(1).nullable(),
    ...{ opensOn: day, closesOn: day, startsOn: day },
  }),
  refusals: [
    ...(['changed-meanwhile', 'nothing-changed', 'reason-needed'] as const),
    ...(['identifier-taken', 'name-taken', 'start-taken', 'overlaps'] as const),
    ...(['closes-before-opening', 'starts-before-opening', 'opens-in-the-past'] as const),
    ...(['closes-in-the-past', 'has-begun', 'has-started'] as const),
  ],
  records: [cohortChanged.name],
  async run({ tx, actor, process, now, refuse }, { cohort, revision, hint, ...to }) {
    demand(listPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    await lockCohorts(tx)
    const was = (await lockCohort(tx, cohort)) ?? refuse('not-found')
    if (was.revision !== revision) refuse('changed-meanwhile')
    const moved = DAYS.some((one) => !was[one].equals(to[one]))
    if (!moved && was.hint === hint) refuse('nothing-changed')
    const why = whyNotDays({ was, to, today: londonDate(now) })
    if (why) refuse(why)
    const others = (await cohortRecords(tx)).filter(({ identifier }) => identifier !== cohort)
    const clash = clashOf({ ...was, ...to }, others)
    if (clash) refuse(clash.why, { other: clash.other.name })
    await saveCohort(tx, { identifier: cohort, hint, ...to })
    const [opensOn, closesOn, startsOn] = DAYS.map((one) => ({
      before: was[one].toString(),
      after: to[one].toString(),
    }))
    if (!opensOn || !closesOn || !startsOn) throw new Error('A cohort has three days')
    const event = cohortChanged.of([{ kind: 'cohort', id: cohort }], {
      ...{ cohort, name: was.name, hint: { before: was.hint, after: hint }, opensOn, closesOn, startsOn },
    })
    return { value: { cohort }, events: [event] }
  },
})

const DAYS = ['opensOn', 'closesOn', 'startsOn'] as const
