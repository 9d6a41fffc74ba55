import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { DECLARATION_TYPES, type Schedule } from '../training/schedule.ts'
import { schedulesOf } from '../training/schedules-queries.ts'
import { scheduleEdited, scheduleRemoved } from './cohort-events.ts'
import { scheduleUses } from './cohort-records-queries.ts'
import { lockCohort, lockSchedule, removeSchedule, saveSchedule } from './cohorts-store.ts'
import { overlappedSchedule } from './moved-schedules-rules.ts'

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))
const Named = z.object({ cohort: z.string(), schedule: z.string(), revision: z.int() })

/** Changes a schedule that nobody trains on yet. `revision` is that of the cohort when it was seen. */
export const editSchedule = command({
  name: 'npq.edit-schedule',
  input: Named.extend({
    name: z.string().min(1),
    ...{ appliesFrom: day, appliesTo: day },
    declarationTypes: z.array(z.enum(DECLARATION_TYPES)).min(1),
  }),
  refusals: ['changed-meanwhile', 'is-used', 'ends-before-beginning', 'overlaps', 'nothing-changed', 'reason-needed'],
  records: [scheduleEdited.name],
  async run({ tx, actor, process, refuse }, { cohort, schedule: identifier, revision, ...to }) {
    demand(listPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const held = await holdSchedule(tx, { cohort, identifier, revision })
    if (!held.ok) return refuse(held.because)
    const { schedule: was, others } = held
    const after: Schedule = { ...was, ...to }
    if (isSame(was, after)) refuse('nothing-changed')
    if (Temporal.PlainDate.compare(to.appliesTo, to.appliesFrom) < 0) refuse('ends-before-beginning')
    const other = overlappedSchedule(after, others)
    if (other) refuse('overlaps', { other: other.name })
    await saveSchedule(tx, after)
    const event = scheduleEdited.of([{ kind: 'cohort', id: cohort }], {
      ...{ cohort, schedule: identifier, name: { before: was.name, after: after.name } },
      appliesFrom: { before: was.appliesFrom.toString(), after: after.appliesFrom.toString() },
      appliesTo: { before: was.appliesTo.toString(), after: after.appliesTo.toString() },
      declarationTypes: { before: [...was.declarationTypes], after: [...after.declarationTypes] },
    })
    return { value: { cohort }, events: [event] }
  },
})

/** Takes away a schedule that nobody trains on. */
export const dropSchedule = command({
  name: 'npq.remove-schedule',
  input: Named,
  refusals: ['changed-meanwhile', 'is-used', 'reason-needed'],
  records: [scheduleRemoved.name],
  async run({ tx, actor, process, refuse }, { cohort, schedule: identifier, revision }) {
    demand(listPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const held = await holdSchedule(tx, { cohort, identifier, revision })
    if (!held.ok) return refuse(held.because)
    await removeSchedule(tx, { cohort, identifier })
    const event = scheduleRemoved.of([{ kind: 'cohort', id: cohort }], {
      ...{ cohort, schedule: identifier, name: held.schedule.name },
    })
    return { value: { cohort }, events: [event] }
  },
})

type Wanted = { readonly cohort: string; readonly identifier: string; readonly revision: number }

/** The schedule, locked, as it was seen and with nobody on it; or why it cannot be changed. */
async function holdSchedule(tx: Tx, { cohort, identifier, revision }: Wanted) {
  const record = await lockCohort(tx, cohort)
  await lockSchedule(tx, { cohort, identifier })
  const others = await schedulesOf(tx, [cohort])
  const schedule = others.find((one) => one.identifier === identifier)
  if (!record || !schedule) return { ok: false, because: 'not-found' } as const
  if (record.revision !== revision) return { ok: false, because: 'changed-meanwhile' } as const
  if ((await scheduleUses(tx, cohort)).has(identifier)) return { ok: false, because: 'is-used' } as const
  return { ok: true, schedule, others } as const
}

const isSame = (one: Schedule, other: Schedule): boolean =>
  one.name === other.name &&
  one.appliesFrom.equals(other.appliesFrom) &&
  one.appliesTo.equals(other.appliesTo) &&
  one.declarationTypes.join() === other.declarationTypes.join()
