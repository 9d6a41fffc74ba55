import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'

type Preference = {
  readonly accountId: string
  readonly kind: string
  readonly wanted: boolean
  readonly now: Temporal.Instant
}

/** Whether somebody wants messages of a kind; the newest choice counts. */
export async function keepPreference(tx: Tx, { accountId, kind, wanted, now }: Preference): Promise<void> {
  const chosen = { wanted, chosen_at: now }
  await tx
    .insertInto('claims.email_preferences')
    .values({ account_id: accountId, kind, ...chosen })
    .onConflict((conflict) => conflict.columns(['account_id', 'kind']).doUpdateSet(chosen))
    .execute()
}
