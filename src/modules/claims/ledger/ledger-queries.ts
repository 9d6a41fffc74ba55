import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { type Money, pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { LEDGER_KINDS, type LedgerKind } from './ledger-store.ts'

export type LedgerLine = {
  readonly id: string
  readonly kind: LedgerKind
  /** Below nought where money goes back. */
  readonly amount: Money
  readonly mentorName: string | null
  readonly batch: { readonly id: string; readonly kind: 'payment' | 'clawback'; readonly number: number } | null
  readonly at: Temporal.Instant
}

type Row = Omit<LedgerLine, 'kind' | 'amount' | 'batch'> & {
  readonly kind: string
  readonly pence: number
  readonly batchId: string | null
  readonly batchKind: string | null
  readonly batchNumber: number | null
}

const rowsOf = sql`
  select ledger.id, ledger.claim_id as "claimId", ledger.kind, ledger.pence, line.mentor_name as "mentorName",
    batch.id as "batchId", batch.kind as "batchKind", batch.number as "batchNumber", ledger.recorded_at as at
  from claims.ledger as ledger
  left join claims.claim_lines as line on line.id = ledger.line_id
  left join claims.batches as batch on batch.id = ledger.batch_id`

/** The lines of a claim's ledger, the first first. One query. */
export async function ledgerOfClaim(reader: Reader, claimId: string): Promise<readonly LedgerLine[]> {
  const { rows } =
    await sql<Row>`${rowsOf} where ledger.claim_id = ${claimId} order by ledger.recorded_at, ledger.id`.execute(reader)
  return rows.map(lineFrom)
}

const lineFrom = ({ kind, pence: amount, batchId, batchKind, batchNumber, ...row }: Row): LedgerLine => ({
  ...{ id: row.id, mentorName: row.mentorName, at: row.at, kind: kindOf(kind), amount: pence(amount) },
  batch:
    batchId === null || batchNumber === null
      ? null
      : { id: batchId, kind: batchKind === 'clawback' ? 'clawback' : 'payment', number: batchNumber },
})

export type LedgerSum = {
  readonly year: number
  readonly kind: LedgerKind
  readonly lines: number
  readonly sum: Money
}

/** All money of claims, by academic year and kind. One query. */
export async function ledgerSums(reader: Reader): Promise<readonly LedgerSum[]> {
  const { rows } = await sql<{ year: number; kind: string; lines: number; sum: number }>`
    select claim.academic_year as year, ledger.kind, count(*) as lines, sum(ledger.pence)::bigint as sum
    from claims.ledger as ledger join claims.claims as claim on claim.id = ledger.claim_id
    group by 1, 2 order by 1 desc, 2`.execute(reader)
  return rows.map(({ kind, sum, ...row }) => ({ ...row, kind: kindOf(kind), sum: pence(sum) }))
}

export type ExportedLine = LedgerLine & {
  readonly reference: string
  readonly schoolUrn: string | null
  readonly schoolName: string
}

/** Lines of the ledger after one, in the order of their ids, for a file that may be long. One query. */
export async function ledgerAfter(
  reader: Reader,
  after: string | null,
  limit: number,
): Promise<readonly ExportedLine[]> {
  const { rows } = await sql<Row & { reference: string; schoolUrn: string | null; schoolName: string | null }>`
    select rows.*, claim.reference, claim.school_urn as "schoolUrn", claim.school_name as "schoolName"
    from (${rowsOf} where ${after}::uuid is null or ledger.id > ${after}::uuid order by ledger.id limit ${limit}) as rows
    join claims.claims as claim on claim.id = rows."claimId" order by rows.id`.execute(reader)
  return rows.map(({ reference, schoolUrn, schoolName, ...row }) => ({
    ...lineFrom(row),
    ...{ reference, schoolUrn, schoolName: schoolName ?? '' },
  }))
}

/** How many lines the ledger has. One query. */
export async function countLedger(reader: Reader): Promise<number> {
  const counted = await reader
    .selectFrom('claims.ledger')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return counted.count
}

function kindOf(word: string): LedgerKind {
  const kind = LEDGER_KINDS.find((known) => known === word)
  if (!kind) throw new Error(`a line of the ledger is of the kind ${word}`)
  return kind
}
