import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { countsOf, type ScenarioResult } from './scenario.ts'

type NewRun = {
  readonly id: string
  readonly fileName: string
  readonly sha256: string
  readonly results: readonly ScenarioResult[]
  readonly accountId: string | null
  readonly now: Temporal.Instant
}

/** Keeps what came of a table. */
export const insertRun = async (tx: Tx, { id, fileName, sha256, results, accountId, now }: NewRun) =>
  tx
    .insertInto('npq.scenario_runs')
    .values({
      ...{ id, file_name: fileName, sha256, account_id: accountId, ran_at: now },
      differing: countsOf(results).different,
      results: JSON.stringify(results),
    })
    .execute()
