import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { FUNDING_REASONS } from '../funding/funding.ts'
import { SCENARIO_ANSWERS, SCENARIO_COLUMNS, type ScenarioResult } from './scenario.ts'

export type ScenarioRun = {
  readonly id: string
  readonly fileName: string
  readonly results: readonly ScenarioResult[]
  readonly ranAt: Temporal.Instant
}

/** A run as it came out then: later rules change nothing in it. */
export async function runById(reader: Reader, id: string): Promise<ScenarioRun | null> {
  const row = await reader.selectFrom('npq.scenario_runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { id, fileName: row.file_name, ranAt: row.ran_at, results: Results.parse(row.results) } : null
}

const NEWEST = 20

/** The newest runs, without their rows. */
export const newestRuns = async (reader: Reader) =>
  reader
    .selectFrom('npq.scenario_runs')
    .select(['id', 'file_name as fileName', 'differing', 'ran_at as ranAt'])
    .orderBy('ran_at', 'desc')
    .orderBy('id', 'desc')
    .limit(NEWEST)
    .execute()

const Results = z.array(
  z.object({
    line: z.number(),
    cells: z.partialRecord(z.enum(SCENARIO_COLUMNS), z.string()),
    came: z.enum(SCENARIO_ANSWERS).nullable(),
    reason: z.enum(FUNDING_REASONS).nullable(),
    faults: z.array(z.string()),
  }),
)
