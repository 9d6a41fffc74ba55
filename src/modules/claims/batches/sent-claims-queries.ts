import { sql } from 'kysely'
import { pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { ITEM_OUTCOMES } from './batch-states.ts'
import type { SentClaim } from './response.ts'

type Row = {
  readonly claimId: string
  readonly reference: string
  readonly pence: number
  readonly claimPence: number
  readonly outcome: string
  readonly isLookedAtAgain: boolean
}

/** Every claim of a batch, as an answer of the payer is held against it. One query. */
export async function sentClaims(reader: Reader, batchId: string): Promise<readonly SentClaim[]> {
  const { rows } = await sql<Row>`
    select item.claim_id as "claimId", claim.reference, item.pence, claim.amount_pence as "claimPence", item.outcome,
      (item.outcome = 'unpaid' and claim.status = 'information-sent') as "isLookedAtAgain"
    from claims.batch_items as item join claims.claims as claim on claim.id = item.claim_id
    where item.batch_id = ${batchId}`.execute(reader)
  return rows.map(({ pence: amount, claimPence, outcome, ...row }) => ({
    ...{ ...row, amount: pence(amount), claimAmount: pence(claimPence) },
    outcome: ITEM_OUTCOMES.find((known) => known === outcome) ?? 'discarded',
  }))
}
