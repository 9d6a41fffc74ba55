import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { Rate } from './rate.ts'
import { rateStates } from './rate-states.ts'

type New = Pick<Rate, 'year' | 'area' | 'pencePerHour' | 'source' | 'because' | 'proposedBy'> & {
  readonly now: Temporal.Instant
}

/** Keeps a proposal. Null where another one of the area and year waits already: one of two at once gets that answer. */
export async function insertProposal(tx: Tx, rate: New): Promise<string | null> {
  const id = newId<string>()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('claims.rates')
    .values({
      ...{ id, academic_year: rate.year, area: rate.area, pence_per_hour: rate.pencePerHour, status: 'proposed' },
      ...{ source: rate.source, because: rate.because, proposed_by: rate.proposedBy, proposed_at: rate.now },
    })
    .onConflict((conflict) => conflict.columns(['academic_year', 'area']).where('status', '=', 'proposed').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n ? id : null
}

/** Holds the rates of a year until the transaction ends: whoever submits reads them before or after. */
export const lockRates = async (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('claims.rates'))`.execute(tx)

type Decided = {
  readonly id: string
  readonly approved: boolean
  readonly by: string | null
  readonly because: string
  readonly now: Temporal.Instant
}

/** Decides a proposal that still waits. The database refuses the decision of who proposed it. */
export const decideProposal = async (tx: Tx, { id, approved, by, because, now }: Decided) =>
  tx
    .updateTable('claims.rates')
    .set({
      status: rateStates.table[approved ? 'approve' : 'refuse'].to,
      decided_by: by,
      decided_at: now,
      decision_because: because,
    })
    .where('id', '=', id)
    .where('status', 'in', [...rateStates.from(approved ? 'approve' : 'refuse')])
    .execute()
