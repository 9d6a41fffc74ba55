import { sql } from 'kysely'
import { ClaimId } from '#src/modules/claims/claims/claim.ts'
import type { ClawbackReason } from '#src/modules/claims/clawbacks/clawback-rules.ts'
import { decideClawback } from '#src/modules/claims/clawbacks/decide-clawback.ts'
import { proposeClawback } from '#src/modules/claims/clawbacks/propose-clawback.ts'
import { execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { applied, approved, as, type Officers, penceOf, prepared, rowsOfFile, uploaded, value } from './officers.ts'

export type TakenBack = {
  readonly claimId: string
  readonly revision: number
  readonly origin: 'audit' | 'report'
  readonly lines: readonly { readonly lineId: string; readonly hoursWorked: number; readonly reason: ClawbackReason }[]
}

/** Claims that were not audited, whose school has told that the first mentor did a third of the hours. */
export async function reported(db: Database, count: number): Promise<readonly TakenBack[]> {
  const { rows } = await sql<{ claimId: string; revision: number; lineId: string; hours: number }>`
    select claim.id as "claimId", claim.revision, line.id as "lineId", line.hours from claims.claims as claim
    join claims.claim_lines as line on line.claim_id = claim.id and line.position = 0
    where claim.status = 'paid' and not exists (select from claims.audit_claims where claim_id = claim.id)
    order by claim.reference limit ${count}`.execute(db)
  return rows.map(({ claimId, revision, lineId, hours }) => ({
    ...{ claimId, revision, origin: 'report' },
    lines: [{ lineId, hoursWorked: Math.floor(hours / 3), reason: 'fewer-hours' }],
  }))
}

/** One officer proposes each and another approves it. */
export async function agreed({ db, one, other }: Officers, claims: readonly TakenBack[]): Promise<void> {
  for (const { claimId: id, revision, origin, lines } of claims) {
    const claimId = ClaimId.parse(id)
    const [first, ...rest] = lines.map((line) => ({ ...line, note: null }))
    if (!first) continue
    value(await execute(as(db, one), proposeClawback, { claimId, seen: revision, origin, lines: [first, ...rest] }))
    value(await execute(as(db, other), decideClawback, { claimId, seen: revision + 1, approve: true, because: null }))
  }
}

/** Sends all that is agreed to the payer, who cannot take every tenth back. Answers what the batch and its file come to. */
export async function sentAndAnswered(officers: Officers, folder: string) {
  const { batchId, claims, pence } = await prepared(officers, 'clawback')
  value(await approved(officers, batchId, officers.other))
  const file = await rowsOfFile(officers, batchId)
  const answers = file.map(([reference], at) =>
    at % 10 === 3 ? `${reference},clawback_in_progress,The school has closed` : `${reference},clawback_complete,`,
  )
  const head = 'claim_reference,claim_status,reason'
  await applied(officers, await uploaded(officers, { batchId, folder, rows: answers, head }))
  return { claims, pence, filePence: file.reduce((total, row) => total + penceOf(row[6]), 0) }
}

/** What the clawbacks that are agreed take back, by where they come from. */
export async function penceTakenBack({ db }: Officers) {
  const rows = await db
    .selectFrom('claims.clawbacks')
    .select((eb) => ['origin', eb.fn.sum<string>('pence').as('pence')])
    .where('status', '=', 'approved')
    .groupBy('origin')
    .execute()
  const of = (origin: string) => Number(rows.find((row) => row.origin === origin)?.pence ?? 0)
  return { audit: of('audit'), report: of('report') }
}
