import type { RawBuilder } from 'kysely'
import type { Tx } from '#src/platform/db/database.ts'

/** The only row of a query that always answers one. */
export async function firstRow<Row>(tx: Tx, query: RawBuilder<unknown>): Promise<Row> {
  const { rows } = await query.$castTo<Row>().execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('the query answered no row')
  return row
}
