import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { COHORT_FUNDING } from '../courses/cohort.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { clashOf, whyNotDays } from './cohort-days-rules.ts'
import { cohortAdded } from './cohort-events.ts'
import { COHORT_IDENTIFIER } from './cohort-record.ts'
import { cohortRecords } from './cohort-records-queries.ts'
import { insertCohort, lockCohorts } from './cohorts-store.ts'

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text))

/**
 * Adds a start of courses. People can register for it on its days, once there are rules of funding for it and somebody delivers a
 * course. A clash with another cohort is refused with its name.
 */
export const addCohort = command({
  name: 'npq.add-cohort',
  input: z.object({
    identifier: z.string().regex(COHORT_IDENTIFIER),
    name: z.string().min(1),
    hint: z.string().min(1).nullable(),
    funding: z.enum(COHORT_FUNDING),
    ...{ opensOn: day, closesOn: day, startsOn: day },
    source: z.string().min(1),
  }),
  refusals: [
    ...(['identifier-taken', 'name-taken', 'start-taken', 'overlaps'] as const),
    ...(['closes-before-opening', 'starts-before-opening', 'opens-in-the-past'] as const),
    ...(['closes-in-the-past', 'has-begun', 'has-started'] as const),
  ],
  records: [cohortAdded.name],
  async run({ tx, actor, now, refuse }, input) {
    demand(listPolicy.manage(actor))
    const { identifier, name, hint, funding, opensOn, closesOn, startsOn, source } = input
    const why = whyNotDays({ was: null, to: input, today: londonDate(now) })
    if (why) refuse(why)
    // The lock makes the second of two at once see what the first did; the constraints stand behind it.
    await lockCohorts(tx)
    const cohort = { ...input, year: Number(identifier.slice(0, 4)), suffix: identifier.slice(4) }
    const clash = clashOf(cohort, await cohortRecords(tx))
    if (clash) refuse(clash.why, { other: clash.other.name })
    await insertCohort(tx, cohort)
    const days = { opensOn: opensOn.toString(), closesOn: closesOn.toString(), startsOn: startsOn.toString() }
    const event = cohortAdded.of([{ kind: 'cohort', id: identifier }], {
      ...{ cohort: identifier, name, hint, funding, source, ...days },
    })
    return { value: { cohort: identifier }, events: [event] }
  },
})
