import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { FIGURES, type Figures } from './figures.ts'

/** Every figure as it is in force on the day of `now`. Throws when one has no row: then a migration is wrong. One query. */
export async function figuresOn(reader: Reader, now: Temporal.Instant): Promise<Figures> {
  const rows = await reader
    .selectFrom('claims.figures')
    .select(['name', 'value'])
    .where('name', 'in', [...FIGURES])
    .distinctOn('name')
    .where('in_force_from', '<=', londonDate(now))
    .orderBy('name')
    .orderBy('in_force_from', 'desc')
    .execute()
  return Known.parse(Object.fromEntries(rows.map(({ name, value }) => [name, value])))
}

const Known = z.record(z.enum(FIGURES), z.number())
