import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { type Money, pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { CLAIM_STATUSES, type ClaimStatus } from '../claims/claim-states.ts'
import { type Conditions, fitting, soughtCondition } from './search-conditions.ts'
import { type ClaimFilters, MOST_LISTED, SENT_STATUSES, type Sort, type Sought } from './search-rules.ts'

export type FoundClaim = {
  readonly id: string
  readonly reference: string
  readonly schoolId: string
  /** Null while it is a draft. */
  readonly schoolName: string | null
  readonly providerId: string
  readonly providerName: string | null
  readonly status: ClaimStatus
  readonly year: number
  readonly amount: Money | null
  readonly submittedAt: Temporal.Instant | null
  readonly movedAt: Temporal.Instant
  readonly assignedTo: string | null
}

export type ClaimsAsked = { readonly sought: Sought | null; readonly filters: ClaimFilters }
/** `few` as `fewFound` answers it: what was typed is looked up once, for the page and for the counts. */
type Narrowed = ClaimsAsked & { readonly few: readonly string[] | null }
type PageAsked = Narrowed & { readonly sort: Sort; readonly limit: number; readonly offset: number }

const COLUMN: Readonly<Record<Sort['by'], RawBuilder<unknown>>> = {
  sent: sql`claim.submitted_at`,
  moved: sql`claim.moved_at`,
  school: sql`claim.school_name`,
  provider: sql`claim.provider_name`,
  amount: sql`claim.amount_pence`,
  reference: sql`claim.reference`,
}

/** The order of an index, forwards or backwards: the ids of equals go with it, against it where the index has the newest first. */
function orderOf({ by, order }: Sort): RawBuilder<unknown> {
  const [ascends, falls] = [sql`asc`, sql`desc`]
  const direction = order === 'asc' ? ascends : falls
  const ofEquals = (by === 'sent') === (order === 'asc') ? falls : ascends
  return sql`${COLUMN[by]} ${direction}, claim.id ${ofEquals}`
}

/**
 * The claims that fit what was typed, by id, where they are few; null for many, or where nothing was typed. The database takes any
 * word for a common one and would look through all claims in their order for a rare one: of few, those few are sorted; of many, the
 * order is followed until a page is full. One query.
 */
export async function fewFound(reader: Reader, { sought }: ClaimsAsked): Promise<readonly string[] | null> {
  if (sought === null) return null
  const fits = where({ conditions: [soughtCondition(sought)] })
  const { rows } = await sql<{ id: string }>`
    select claim.id from claims.claims as claim where ${fits} limit ${MANY + 1}`.execute(reader)
  return rows.length > MANY ? null : rows.map(({ id }) => id)
}

/** The offset keeps the database from taking the two apart again. */
const among = ({ few }: Narrowed): RawBuilder<unknown> =>
  few === null
    ? sql`claims.claims`
    : sql`(select * from claims.claims as one where one.id = any(${[...few]}::uuid[]) offset 0)`

/** What few fit was looked up already. */
const rest = ({ few, sought, filters }: Narrowed): Conditions =>
  fitting({ sought: few === null ? sought : null, filters })

/** So many take about as long to sort as to find in their order. */
const MANY = 3_000

/** A page of claims in their order. One query. */
export async function findClaims(reader: Reader, asked: PageAsked): Promise<readonly FoundClaim[]> {
  const { rows } = await sql<Row>`
    select claim.id, claim.reference, claim.school_id as "schoolId", claim.school_name as "schoolName",
      claim.provider_id as "providerId", claim.provider_name as "providerName", claim.status, claim.academic_year as year,
      claim.amount_pence as amount, claim.submitted_at as "submittedAt", claim.moved_at as "movedAt",
      claim.assigned_to as "assignedTo"
    from ${among(asked)} as claim where ${where(rest(asked))} and ${statusIn(asked)}
    order by ${orderOf(asked.sort)} limit ${asked.limit} offset ${asked.offset}`.execute(reader)
  return rows.map((row) => ({
    ...row,
    status: z.enum(CLAIM_STATUSES).parse(row.status),
    amount: row.amount === null ? null : pence(row.amount),
  }))
}

type Row = Omit<FoundClaim, 'status' | 'amount'> & { readonly status: string; readonly amount: number | null }

/** Claims of each status that fit the search and the other filters, each counted to `MOST_LISTED` and no further. One query. */
export async function countByStatus(reader: Reader, asked: Narrowed): Promise<ReadonlyMap<ClaimStatus, number>> {
  const chosen = rest(asked)
  const most = MOST_LISTED + 1
  const { rows } = asked.sought
    ? await sql<Counted>`
        select status, least(count(*), ${most})::int as count from (
          select claim.status from ${among(asked)} as claim where ${where(chosen)} limit ${MOST_SOUGHT}) as found
        group by status`.execute(reader)
    : await sql<Counted>`${sql.join(
        CLAIM_STATUSES.map((status) => ofStatus(status, { chosen, most })),
        sql` union all `,
      )}`.execute(reader)
  return new Map(rows.map(({ status, count }) => [z.enum(CLAIM_STATUSES).parse(status), count]))
}

/** Each status is named, so that the database knows how many claims it has and finds the few by its index. */
const ofStatus = (status: ClaimStatus, { chosen, most }: { readonly chosen: Conditions; readonly most: number }) => sql`
  select ${status}::text as status, count(*)::int as count from (
    select from claims.claims as claim where claim.status = ${status} and ${where(chosen)} limit ${most}) as few having count(*) > 0`

type Counted = { readonly status: string; readonly count: number }
/** Of more that fit what was typed, some are counted: enough for every status that anybody looks through. */
const MOST_SOUGHT = 10_000

const where = ({ conditions }: Conditions) => sql.join([sql`true`, ...conditions], sql` and `)

/** The status that is chosen; else whatever was sent, and with a reference whatever it is. */
export function statusIn({ sought, filters }: ClaimsAsked): RawBuilder<unknown> {
  // Said so that the indexes of what was sent are of use, for one status too.
  const sent = sql`claim.submitted_at is not null`
  if (filters.status !== null) {
    const chosen = sql`claim.status = ${filters.status}`
    return SENT_STATUSES.includes(filters.status) ? sql`${chosen} and ${sent}` : chosen
  }
  return sought?.kind === 'reference' ? sql`true` : sent
}

/** How many are listed: what was chosen, or all that was sent. */
export function totalOf(counts: ReadonlyMap<ClaimStatus, number>, { sought, filters }: ClaimsAsked): number {
  if (filters.status !== null) return counts.get(filters.status) ?? 0
  const shown = sought?.kind === 'reference' ? CLAIM_STATUSES : SENT_STATUSES
  return shown.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0)
}
