import type { Temporal } from '#src/kit/dates.ts'
import type { Money } from '#src/kit/money.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { ClawbackOrigin } from './clawback.ts'
import type { ClawbackReason, LineBack } from './clawback-rules.ts'
import { clawbackStates } from './clawback-states.ts'

type NewClawback = {
  readonly claimId: string
  readonly origin: ClawbackOrigin
  readonly hours: number
  readonly amount: Money
  readonly lines: readonly (LineBack & { readonly reason: ClawbackReason; readonly note: string | null })[]
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly now: Temporal.Instant
}

/** A proposal for a claim that is locked. The database refuses a second one that is open. */
export async function insertClawback(tx: Tx, { claimId, origin, hours, amount, lines, by, now }: NewClawback) {
  const id = newId<string>()
  await tx
    .insertInto('claims.clawbacks')
    .values({
      ...{ id, claim_id: claimId, status: 'proposed', origin, hours, pence: amount },
      ...{ proposed_by: by.accountId, proposed_by_name: by.name, proposed_at: now },
    })
    .execute()
  await tx
    .insertInto('claims.clawback_lines')
    .values(
      lines.map((line) => ({
        ...{ clawback_id: id, line_id: line.lineId, hours_claimed: line.hoursClaimed, hours_worked: line.hoursWorked },
        ...{ pence: line.amount, reason_code: line.reason, note: line.note },
      })),
    )
    .execute()
  return id
}

type Decision = {
  readonly id: string
  readonly move: 'approve' | 'refuse' | 'drop'
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly because: string | null
  readonly now: Temporal.Instant
}

/** Notes what was decided of a proposal whose claim is locked. Who drops their own proposal decides nothing about it. */
export const decide = async (tx: Tx, { id, move, by, because, now }: Decision) =>
  tx
    .updateTable('claims.clawbacks')
    .set({
      ...{ status: clawbackStates.table[move].to, decided_by: move === 'drop' ? null : by.accountId },
      ...{ decided_by_name: by.name, decided_at: now, decision_because: because },
    })
    .where('id', '=', id)
    .where('status', 'in', [...clawbackStates.from(move)])
    .execute()
