import { sql } from 'kysely'
import type { AcademicYear } from '#src/kit/dates.ts'
import { pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { accountsToTell } from '../../access/public.ts'
import { organisationNames } from '../../directory/public.ts'
import type { ListedClaim } from './claim-totals-rules.ts'
import { withLines } from './claims-queries.ts'

type Asked = { readonly schoolIds: readonly string[]; readonly year: AcademicYear }

/** The claims of schools for a year, drafts first, then the newest first; what was discarded is left out. At most four queries. */
export async function claimsOfSchools(reader: Reader, { schoolIds, year }: Asked): Promise<readonly ListedClaim[]> {
  const rows = await reader
    .selectFrom('claims.claims as claim')
    .selectAll('claim')
    .select(sums)
    .where('claim.school_id', 'in', [...schoolIds])
    .where('claim.academic_year', '=', year)
    .where('claim.status', '<>', 'discarded')
    .orderBy(sql`claim.submitted_at desc nulls first`)
    .orderBy('claim.id', 'desc')
    .execute()
  const claims = await withLines(reader, rows)
  const names = await organisationNames(
    reader,
    claims.flatMap(({ submitted, providerId }) => (submitted === null ? [providerId] : [])),
  )
  const begun = await accountsToTell(
    reader,
    claims.flatMap(({ status, createdBy }) => (status === 'draft' && createdBy !== null ? [createdBy] : [])),
  )
  return claims.map((claim, at) => ({
    ...{ claim, begunBy: begun.get(claim.createdBy ?? '')?.name ?? null },
    providerName: claim.submitted?.providerName ?? names.get(claim.providerId)?.name ?? 'A provider',
    asked: pence(rows[at]?.asked ?? 0),
    ...{ paid: pence(rows[at]?.paid ?? 0), recovered: pence(rows[at]?.recovered ?? 0) },
  }))
}

const ofKinds = (...kinds: readonly string[]) => sql<number>`coalesce((
  select sum(ledger.pence) from claims.ledger where ledger.claim_id = claim.id and ledger.kind = any(${[...kinds]}::text[])
), 0)::bigint`

const sums = [
  ofKinds('claimed', 'released').as('asked'),
  ofKinds('paid').as('paid'),
  sql<number>`-${ofKinds('recovered')}`.as('recovered'),
] as const

/** The years for which a school has claims, the newest first, and how many mentors it has on its list. One query. */
export async function yearsAndMentors(
  reader: Reader,
  schoolId: string,
): Promise<{ readonly years: readonly AcademicYear[]; readonly mentors: number }> {
  const { rows } = await sql<{ years: number[]; mentors: number }>`
    select
      array(
        select distinct academic_year from claims.claims
        where school_id = ${schoolId} and status <> 'discarded' order by academic_year desc
      ) as years,
      (
        select count(*)::int from claims.school_mentors where school_id = ${schoolId} and removed_at is null
      ) as mentors`.execute(reader)
  return rows[0] ?? { years: [], mentors: 0 }
}
