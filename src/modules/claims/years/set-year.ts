import { sql } from 'kysely'
import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { capsChanged, yearAdded } from './rule-events.ts'
import { rulesPolicy } from './rules-policy.ts'
import { insertYear, saveCaps } from './rules-store.ts'
import { claimYear, latestYear, submittedIn } from './years-queries.ts'

const Cap = z.int().min(1).max(100)
const Source = z.string().trim().min(1)
const SUBJECTS = [{ kind: 'claim-rules', id: 'years' }] as const
const lock = sql`select pg_advisory_xact_lock(hashtext('claims.years'))`

/** Adds the rules of the next academic year: hours at first and to refresh, and from when training counts. Rates are proposed for it next. */
export const addClaimYear = command({
  name: 'claims.add-year',
  input: z.object({ year: z.int(), initialCap: Cap, refresherCap: Cap, trainingFrom: z.iso.date(), source: Source }),
  refusals: ['not-the-next', 'reason-needed'],
  records: [yearAdded.name],
  async run({ tx, actor, process, refuse }, input) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    await lock.execute(tx)
    if (input.year !== (await latestYear(tx)) + 1) refuse('not-the-next')
    await insertYear(tx, {
      ...{ academic_year: input.year, initial_cap: input.initialCap, refresher_cap: input.refresherCap },
      ...{ training_from: Temporal.PlainDate.from(input.trainingFrom), source: input.source },
    })
    return { value: { year: input.year }, events: [yearAdded.of(SUBJECTS, input)] }
  },
})

/** Changes how many hours may be claimed for a year. Once claims were sent they are never lowered: what was allowed was sent. */
export const changeCaps = command({
  name: 'claims.change-caps',
  input: z.object({
    ...{ year: z.int(), initialCap: Cap, refresherCap: Cap, source: Source },
    /** What was shown, so that two who change it at once do not undo each other. */
    seen: z.object({ initialCap: z.int(), refresherCap: z.int() }),
  }),
  refusals: ['changed-meanwhile', 'nothing-changed', 'lower-than-sent', 'reason-needed'],
  records: [capsChanged.name],
  async run({ tx, actor, process, refuse }, { year, initialCap, refresherCap, source, seen }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    await lock.execute(tx)
    const was = (await claimYear(tx, year)) ?? refuse('not-found')
    if (was.initialCap !== seen.initialCap || was.refresherCap !== seen.refresherCap) refuse('changed-meanwhile')
    if (was.initialCap === initialCap && was.refresherCap === refresherCap) refuse('nothing-changed')
    const isLower = initialCap < was.initialCap || refresherCap < was.refresherCap
    if (isLower && (await submittedIn(tx, year)) > 0) refuse('lower-than-sent')
    await saveCaps(tx, { year, initialCap, refresherCap, source })
    const event = capsChanged.of(SUBJECTS, {
      ...{ year, source, initialCap: { before: was.initialCap, after: initialCap } },
      refresherCap: { before: was.refresherCap, after: refresherCap },
    })
    return { value: { year }, events: [event] }
  },
})
