import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { type Money, pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { CLAIM_STATUSES, type ClaimStatus } from '../claims/claim-states.ts'
import type { BatchKind } from './batch-states.ts'
import { toSend } from './to-send-queries.ts'

/** Statuses in which a claim waits for the payer or for those who pay. */
export const WAITING_STATUSES = [
  'submitted',
  'with-payer',
  'payer-needs-information',
  'information-sent',
  'not-upheld',
  'clawback-proposed',
  'clawback-refused',
  'clawback-agreed',
  'clawback-with-payer',
] as const satisfies readonly ClaimStatus[]

export type Waiting = ReadonlyMap<ClaimStatus, { readonly claims: number; readonly sum: Money }>

/** How many claims wait in each status, and their money: of clawbacks what is taken back. One query. */
export async function waitingClaims(reader: Reader): Promise<Waiting> {
  const { rows } = await sql<{ status: string; claims: number; sum: number }>`
    select claim.status, count(*) as claims, sum(coalesce(back.pence, claim.amount_pence))::bigint as sum
    from claims.claims as claim
    left join claims.clawbacks as back on back.claim_id = claim.id and back.status in ('proposed', 'approved', 'with-payer')
      and claim.status in ('clawback-proposed', 'clawback-agreed', 'clawback-with-payer')
    where claim.status = any(${[...WAITING_STATUSES]}::text[])
    group by claim.status`.execute(reader)
  return new Map(
    rows.flatMap(({ status, claims, sum }) => {
      const known = CLAIM_STATUSES.find((one) => one === status)
      return known ? [[known, { claims, sum: pence(sum) }] as const] : []
    }),
  )
}

export type Forecast = {
  /** "Local authority maintained schools", as GIAS groups types; "" for an organisation that is no school. */
  readonly group: string
  readonly isMaintained: boolean
  readonly claims: number
  readonly sum: Money
}

/** What a batch prepared now would hold, by kind of school: the payer pays some through their authority and some directly. */
export async function forecast(
  reader: Reader,
  asked: { readonly kind: BatchKind; readonly windowId: string | null; readonly day: Temporal.PlainDate },
): Promise<readonly Forecast[]> {
  const { rows } = await sql<{ group: string; isMaintained: boolean; claims: number; sum: number }>`
    select row ->> 'group' as "group", (row ->> 'isMaintained')::boolean as "isMaintained", count(*) as claims,
      sum(pence)::bigint as sum
    from (${toSend(asked)}) as chosen group by 1, 2 order by 2 desc, 1`.execute(reader)
  return rows.map(({ sum, ...row }) => ({ ...row, sum: pence(sum) }))
}

/** Claims that wait for a batch, by window. One query. */
export async function submittedByWindow(reader: Reader): Promise<ReadonlyMap<string, { claims: number; sum: Money }>> {
  const { rows } = await sql<{ windowId: string; claims: number; sum: number }>`
    select claim.window_id as "windowId", count(*) as claims, sum(claim.amount_pence)::bigint as sum
    from claims.claims as claim where claim.status = 'submitted' and claim.window_id is not null and not exists (
      select from claims.batch_items as open where open.claim_id = claim.id and open.outcome = 'waiting')
    group by 1`.execute(reader)
  return new Map(rows.map(({ windowId, claims, sum }) => [windowId, { claims, sum: pence(sum) }]))
}
