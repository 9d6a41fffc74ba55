import type { Temporal } from '#src/kit/dates.ts'
import type { Money } from '#src/kit/money.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

/** What a line of the ledger says; the database refuses sums that cannot be (claims.ledger_balances). */
export const LEDGER_KINDS = ['claimed', 'released', 'paid', 'clawback-due', 'clawback-released', 'recovered'] as const
export type LedgerKind = (typeof LEDGER_KINDS)[number]

/** Kinds by which money goes back are written as negative pence. */
const GOES_BACK: ReadonlySet<LedgerKind> = new Set(['released', 'clawback-due', 'recovered'])

type Line = {
  readonly claimId: string
  readonly lineId?: string | null
  readonly kind: LedgerKind
  /** Above nought; the kind says which way it goes. */
  readonly amount: Money
  readonly batchId?: string | null
  readonly now: Temporal.Instant
}

/** Adds lines to the ledger. Nothing in it is ever changed: what was wrong is followed by a line that goes the other way. */
export async function addToLedger(tx: Tx, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('claims.ledger')
    .values(
      lines.map(({ claimId, lineId = null, kind, amount, batchId = null, now }) => ({
        ...{ id: newId<string>(), claim_id: claimId, line_id: lineId, kind, batch_id: batchId, recorded_at: now },
        pence: GOES_BACK.has(kind) ? -amount : amount,
      })),
    )
    .execute()
}
