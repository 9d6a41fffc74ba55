import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Paying } from '../claims/payment-rules.ts'

/** GIAS types of schools that are paid through their local authority on a day, as a set for other queries. Column: type_code. */
export const authorityPaidTypes = (day: Temporal.PlainDate): RawBuilder<unknown> =>
  sql`select type_code from claims.authority_paid_types where period @> ${day.toString()}::date`

/** Whether the payer pays a school through its local authority on a day, or the school itself. One query. */
export async function payingOf(
  reader: Reader,
  { typeCode }: { readonly typeCode: string },
  day: Temporal.PlainDate,
): Promise<Paying> {
  const { rows } = await sql<{ paid: boolean }>`select ${typeCode} in (${authorityPaidTypes(day)}) as paid`.execute(
    reader,
  )
  return { throughAuthority: rows[0]?.paid ?? false }
}
