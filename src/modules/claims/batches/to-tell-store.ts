import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { type Money, pence } from '#src/kit/money.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { ITEM_OUTCOMES, type ItemOutcome } from './batch-states.ts'

export type ToTell = {
  readonly claimId: string
  readonly reference: string
  readonly schoolId: string
  readonly schoolName: string
  readonly trustId: string | null
  readonly providerName: string
  readonly amount: Money
  readonly outcome: ItemOutcome
  readonly reason: string | null
}

type Row = Omit<ToTell, 'amount' | 'outcome'> & { readonly pence: number; readonly outcome: string }

/** The next answered claims of a batch whose schools have not been written to, locked until the transaction ends. */
export async function nextToTell(tx: Tx, batchId: string, limit: number): Promise<readonly ToTell[]> {
  const { rows } = await sql<Row>`
    select item.claim_id as "claimId", claim.reference, claim.school_id as "schoolId", claim.school_name as "schoolName",
      claim.submitted_for as "trustId", claim.provider_name as "providerName", item.pence, item.outcome, item.reason
    from claims.batch_items as item join claims.claims as claim on claim.id = item.claim_id
    where item.batch_id = ${batchId} and item.answered_at is not null and item.told_at is null
    order by item.position limit ${limit} for update of item`.execute(tx)
  return rows.map(({ pence: amount, outcome, ...row }) => ({
    ...{ ...row, amount: pence(amount) },
    outcome: ITEM_OUTCOMES.find((known) => known === outcome) ?? 'waiting',
  }))
}

type Told = { readonly batchId: string; readonly claimIds: readonly string[]; readonly now: Temporal.Instant }

export const markTold = async (tx: Tx, { batchId, claimIds, now }: Told) =>
  tx
    .updateTable('claims.batch_items')
    .set({ told_at: now })
    .where('batch_id', '=', batchId)
    .where('claim_id', 'in', claimIds)
    .execute()
