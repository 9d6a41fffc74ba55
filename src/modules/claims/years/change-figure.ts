import { sql } from 'kysely'
import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { DAY_FAULTS, whyNotFrom } from './dated-rules.ts'
import { FIGURES } from './figures.ts'
import { figuresHistory } from './figures-history-queries.ts'
import { figureChanged } from './rule-events.ts'
import { rulesPolicy } from './rules-policy.ts'
import { insertFigure } from './rules-store.ts'

/** The most that a figure of any unit may be: five million pounds in pence. A slip of the keyboard is more. */
const LARGEST = 500_000_000

/** Sets a figure from a day on. What counted before stays in the table with its source, and what was done by it stays done. */
export const changeFigure = command({
  name: 'claims.change-figure',
  input: z.object({
    ...{ figure: z.enum(FIGURES), value: z.int().min(0).max(LARGEST), from: z.iso.date() },
    source: z.string().trim().min(1),
  }),
  refusals: [...DAY_FAULTS, 'day-taken', 'same-value', 'more-than-all', 'reason-needed'],
  records: [figureChanged.name],
  async run({ tx, actor, process, now, refuse }, { figure, value, from, source }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    const day = Temporal.PlainDate.from(from)
    const fault = whyNotFrom(day, now)
    if (fault) refuse(fault)
    await sql`select pg_advisory_xact_lock(hashtext('claims.figures'))`.execute(tx)
    const known = (await figuresHistory(tx)).filter(({ name }) => name === figure)
    if (known.some((one) => one.from.equals(day))) refuse('day-taken')
    const before = known.find((one) => Temporal.PlainDate.compare(one.from, day) < 0) ?? refuse('not-found')
    if (before.value === value) refuse('same-value')
    const { unit } = before
    if (unit === 'percent' && value > 100) refuse('more-than-all')
    await insertFigure(tx, { name: figure, value, unit, in_force_from: day, source })
    const facts = { figure, value: { before: before.value, after: value }, unit, from, source }
    const counts = Temporal.PlainDate.compare(day, londonDate(now)) <= 0
    return { value: { counts }, events: [figureChanged.of([{ kind: 'claim-rules', id: 'figures' }], facts)] }
  },
})
