import { fail, Refused, type Result, succeed } from '#src/kit/result.ts'
import type { TableRow } from '#src/kit/table-cells.ts'
import { readTable, type TableShape } from './read-table.ts'

/**
 * As `readTable`, outside a command: for rows that are looked up somewhere before anything is written. What makes the file unusable
 * comes back as a refusal for `tableRefusalText`.
 */
export async function tableOrRefusal<Column extends string>(
  path: string,
  shape: TableShape<Column>,
): Promise<Result<readonly TableRow<Column>[], string>> {
  try {
    return succeed(await readTable(path, shape))
  } catch (error) {
    if (error instanceof Refused) return fail(error.refusal.code, error.refusal.facts)
    throw error
  }
}
