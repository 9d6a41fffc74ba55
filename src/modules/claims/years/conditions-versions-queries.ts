import { z } from 'zod'
import type { Reader } from '#src/platform/db/database.ts'
import { type Conditions, ConditionsSection } from '../conditions/conditions.ts'

/** Every version of the conditions, the latest first, each year's together. */
export async function conditionsVersions(reader: Reader): Promise<readonly Conditions[]> {
  const rows = await reader
    .selectFrom('claims.grant_conditions')
    .selectAll()
    .orderBy('academic_year', 'desc')
    .orderBy('in_force_from', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ version: row.version, year: row.academic_year, inForceFrom: row.in_force_from, source: row.source },
    sections: z.array(ConditionsSection).parse(row.sections),
  }))
}

/** How many organisations have accepted each version and not been taken back. One query for all. */
export async function acceptedCounts(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('claims.conditions_acceptances')
    .select(({ fn }) => ['version', fn.countAll<number>().as('count')])
    .where('taken_back_at', 'is', null)
    .groupBy('version')
    .execute()
  return new Map(rows.map(({ version, count }) => [version, count]))
}
