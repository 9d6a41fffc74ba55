import { sql } from 'kysely'
import { type Money, pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'

export type ToPropose = {
  readonly claimId: string
  readonly reference: string
  readonly schoolName: string
  readonly amount: Money
  readonly status: 'not-upheld' | 'clawback-refused'
}

/** Claims that were not upheld and of which nothing is proposed yet, or a colleague said no: the longest waiting first. One query. */
export async function claimsToClawBack(reader: Reader, limit: number): Promise<readonly ToPropose[]> {
  const { rows } = await sql<Omit<ToPropose, 'amount'> & { pence: number }>`
    select id as "claimId", reference, coalesce(school_name, '') as "schoolName", amount_pence as pence, status
    from claims.claims where status in ('not-upheld', 'clawback-refused')
    order by moved_at, id limit ${limit}`.execute(reader)
  return rows.map(({ pence: amount, ...row }) => ({ ...row, amount: pence(amount) }))
}
