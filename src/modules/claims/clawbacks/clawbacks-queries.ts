import { type Selectable, sql } from 'kysely'
import type { ClaimsClawbacks } from '#db/schema.ts'
import { pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { CLAWBACK_ORIGINS, type Clawback, type ClawbackLine } from './clawback.ts'
import { CLAWBACK_REASONS } from './clawback-rules.ts'
import { CLAWBACK_STATUSES, type ClawbackStatus } from './clawback-states.ts'

/** The clawbacks of a claim, the newest first, with their mentors. Two queries. */
export async function clawbacksOfClaim(reader: Reader, claimId: string): Promise<readonly Clawback[]> {
  const rows = await reader
    .selectFrom('claims.clawbacks')
    .selectAll()
    .where('claim_id', '=', claimId)
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  if (rows.length === 0) return []
  const lines = await linesOf(reader, rows)
  return rows.map((row) => clawbackFrom(row, lines.get(row.id) ?? []))
}

type Row = Selectable<ClaimsClawbacks>

async function linesOf(reader: Reader, rows: readonly Row[]): Promise<ReadonlyMap<string, readonly ClawbackLine[]>> {
  const lines = await reader
    .selectFrom('claims.clawback_lines as back')
    .innerJoin('claims.claim_lines as line', 'line.id', 'back.line_id')
    .select(['back.clawback_id', 'back.line_id as lineId', 'line.mentor_name as mentorName'])
    .select(['line.mentor_trn as mentorTrn', 'back.hours_claimed as hoursClaimed', 'back.hours_worked as hoursWorked'])
    .select(['back.pence', 'back.reason_code', 'back.note'])
    .where(
      'back.clawback_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('line.position')
    .execute()
  const found = Map.groupBy(lines, ({ clawback_id }) => clawback_id)
  return new Map(
    [...found].map(([id, some]) => [
      id,
      some.map(({ clawback_id: _, pence: amount, reason_code, ...line }) => ({
        ...{ ...line, amount: pence(amount) },
        reason: CLAWBACK_REASONS.find((known) => known === reason_code) ?? 'other',
      })),
    ]),
  )
}

function clawbackFrom(row: Row, lines: readonly ClawbackLine[]): Clawback {
  const status = CLAWBACK_STATUSES.find((known) => known === row.status)
  const origin = CLAWBACK_ORIGINS.find((known) => known === row.origin)
  if (!status || !origin) throw new Error(`a clawback row holds ${row.status} and ${row.origin}`)
  return {
    ...{ id: row.id, claimId: row.claim_id, status, origin, hours: row.hours, amount: pence(row.pence), lines },
    ...{ proposedBy: row.proposed_by, proposedByName: row.proposed_by_name, proposedAt: row.proposed_at },
    ...{ decidedByName: row.decided_by_name, decidedAt: row.decided_at, decidedBecause: row.decision_because },
  }
}

/** Hours of each mentor of a claim that were taken back before, by line. */
export async function hoursTakenBack(reader: Reader, claimId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ lineId: string; hours: number }>`
    select line.line_id as "lineId", sum(line.hours_back)::int as hours
    from claims.clawback_lines as line join claims.clawbacks as back on back.id = line.clawback_id
    where back.claim_id = ${claimId} and back.status = 'recovered' group by 1`.execute(reader)
  return new Map(rows.map(({ lineId, hours }) => [lineId, hours]))
}

export type ListedClawback = Pick<Clawback, 'claimId' | 'hours' | 'amount' | 'proposedByName' | 'proposedAt'> & {
  readonly reference: string
  readonly schoolName: string
  readonly status: ClawbackStatus
}

type Asked = { readonly statuses: readonly ClawbackStatus[]; readonly limit: number; readonly offset: number }

/** Clawbacks in these states, the oldest first, with the school; and how many there are. Two queries. */
export async function listedClawbacks(reader: Reader, { statuses, limit, offset }: Asked) {
  const chosen = reader
    .selectFrom('claims.clawbacks as back')
    .innerJoin('claims.claims as claim', 'claim.id', 'back.claim_id')
    .where('back.status', 'in', [...statuses])
  const { count } = await chosen.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await chosen
    .select(['back.claim_id as claimId', 'back.hours', 'back.pence', 'back.status', 'claim.reference'])
    .select(['back.proposed_by_name as proposedByName', 'back.proposed_at as proposedAt'])
    .select('claim.school_name as schoolName')
    .orderBy('back.proposed_at')
    .orderBy('back.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return {
    total: count,
    clawbacks: rows.map(
      ({ pence: amount, schoolName, status, ...row }): ListedClawback => ({
        ...{ ...row, amount: pence(amount), schoolName: schoolName ?? '' },
        status: CLAWBACK_STATUSES.find((known) => known === status) ?? 'dropped',
      }),
    ),
  }
}
