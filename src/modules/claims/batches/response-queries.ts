import { sql } from 'kysely'
import { pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { ITEM_OUTCOMES } from './batch-states.ts'
import type { OutcomeSum } from './batches-queries.ts'
import type { Answer, Fault } from './response.ts'

export type ResponsePreview = {
  readonly faults: readonly Fault[]
  readonly faultCount: number
  readonly sums: readonly OutcomeSum[]
  readonly first: readonly Answer[]
}

const FAULTS_SHOWN = 200
const ROWS_SHOWN = 10

/** What an answer says: its faults, or its counts, sums and first rows. Two queries, however long it is. */
export async function responsePreview(reader: Reader, fileId: string): Promise<ResponsePreview> {
  const file = await sql<{ faults: readonly Fault[]; faultCount: number; first: readonly Answer[] }>`
    select jsonb_array_length(faults) as "faultCount",
      jsonb_path_query_array(faults, ${`$[0 to ${FAULTS_SHOWN - 1}]`}::jsonpath) as faults,
      jsonb_path_query_array(rows, ${`$[0 to ${ROWS_SHOWN - 1}]`}::jsonpath) as first
    from claims.files where id = ${fileId}`.execute(reader)
  const sums = await sql<{ outcome: string; claims: number; sum: number }>`
    select row ->> 'outcome' as outcome, count(*) as claims, sum((row ->> 'pence')::bigint)::bigint as sum
    from claims.files, jsonb_array_elements(rows) as row where id = ${fileId} group by 1`.execute(reader)
  const found = file.rows[0] ?? { faults: [], faultCount: 0, first: [] }
  return {
    ...found,
    sums: sums.rows.map(({ outcome, claims, sum }) => ({
      outcome: ITEM_OUTCOMES.find((known) => known === outcome) ?? 'waiting',
      ...{ claims, sum: pence(sum) },
    })),
  }
}
