import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { FIGURES, type Figure } from './figures.ts'

export const FIGURE_UNITS = [
  ...(['days', 'working-days', 'hours', 'percent', 'pence', 'count', 'megabytes', 'years'] as const),
] as const
export type FigureUnit = (typeof FIGURE_UNITS)[number]

/** A figure from a day on, until the next of its name. */
export type DatedFigure = {
  readonly name: Figure
  readonly value: number
  readonly unit: FigureUnit
  readonly from: Temporal.PlainDate
  readonly source: string
}

/** Every figure that ever counted or will, by name, the newest first. */
export async function figuresHistory(reader: Reader): Promise<readonly DatedFigure[]> {
  const rows = await reader
    .selectFrom('claims.figures')
    .selectAll()
    .orderBy('name')
    .orderBy('in_force_from', 'desc')
    .execute()
  return rows.flatMap((row) => {
    const name = FIGURES.find((known) => known === row.name)
    if (!name) return []
    const unit = z.enum(FIGURE_UNITS).parse(row.unit)
    return [{ name, value: row.value, unit, from: row.in_force_from, source: row.source }]
  })
}
