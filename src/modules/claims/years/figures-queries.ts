import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { FIGURES, type Figure, type Figures } from './figures.ts'

/** Every figure as it is in force on the day of `now`. Throws when one has no row: then a migration is wrong. One query. */
export async function figuresOn(reader: Reader, now: Temporal.Instant): Promise<Figures> {
  const rows = await reader
    .selectFrom('claims.figures')
    .select(['name', 'value'])
    .distinctOn('name')
    .where('in_force_from', '<=', londonDate(now))
    .orderBy('name')
    .orderBy('in_force_from', 'desc')
    .execute()
  const found = new Map(rows.map(({ name, value }) => [name, value]))
  return Object.fromEntries(FIGURES.map((name) => [name, figure(found, name)])) as Figures
}

function figure(found: ReadonlyMap<string, number>, name: Figure): number {
  const value = found.get(name)
  if (value === undefined) throw new Error(`claims.figures has no row for ${name}`)
  return value
}
