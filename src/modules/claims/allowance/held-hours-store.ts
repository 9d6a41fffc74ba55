import { sql } from 'kysely'
import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { ClaimYear } from '../years/claim-year.ts'
import { allowanceKey, allowancesOf } from './allowance-queries.ts'
import type { Allowance } from './allowance-rules.ts'

export type Wanted = { readonly lineId: string; readonly personId: string; readonly hours: number }

type Holding = {
  readonly claimId: string
  readonly providerId: string
  readonly year: ClaimYear
  readonly wanted: readonly Wanted[]
  /** Null: until they are handed back. */
  readonly until: Temporal.Instant | null
  readonly now: Temporal.Instant
}

/** A mentor who has fewer hours left than the claim asks for. */
export type Shortfall = { readonly personId: string; readonly asked: number; readonly left: number }

export type Held = {
  /** Empty when the hours are held. */
  readonly shortfalls: readonly Shortfall[]
  /** What counts for a mentor of this claim, without the claim's own hours. */
  readonly allowanceOf: (personId: string) => Allowance | undefined
}

/**
 * Holds the hours of a claim, whose row is locked, instead of those that it held before. Answers with each mentor's allowance as it
 * counts for this claim, or with those who have too few left: then nothing is held. Two that come at once for the last hours wait
 * for each other; the database refuses what this should have refused.
 */
export async function holdHours(tx: Tx, { claimId, providerId, year, wanted, until, now }: Holding): Promise<Held> {
  const personIds = wanted.map(({ personId }) => personId).toSorted()
  await lockAllowances(tx, claimId, { personIds, providerId, year })
  await letGoHours(tx, claimId)
  await letGoOverdue(tx, { personIds, providerId, year: year.year, now })
  const allowances = await allowancesOf(tx, { personIds, providerIds: [providerId], year, now, without: claimId })
  const of = (personId: string) => allowances.get(allowanceKey({ personId, providerId }))
  const shortfalls = wanted.flatMap(({ personId, hours }) => {
    const left = of(personId)?.left ?? 0
    return left < hours ? [{ personId, asked: hours, left }] : []
  })
  if (shortfalls.length === 0) await insertHeld(tx, { claimId, providerId, year, wanted, until, now }, of)
  return { shortfalls, allowanceOf: of }
}

/** Hands back all hours of a claim. */
export async function letGoHours(tx: Tx, claimId: string): Promise<void> {
  await sql`
    select from claims.allowances as allowance where ${heldBy(claimId)}
    order by person_id, provider_id, academic_year for update`.execute(tx)
  await sql`delete from claims.held_hours using claims.claim_lines as line
    where line.id = held_hours.line_id and line.claim_id = ${claimId}`.execute(tx)
}

type Locking = { readonly claimId: string; readonly personIds: readonly string[]; readonly providerId: string }

/**
 * Locks what `holdHours` will lock, before the mentors of a draft are set anew: taking its lines away hands hours back, and whoever
 * does that without the order waits for others for ever.
 */
export const lockHours = (tx: Tx, { claimId, year, ...keys }: Locking & { readonly year: ClaimYear }): Promise<void> =>
  lockAllowances(tx, claimId, { ...keys, year })

type Keys = { readonly personIds: readonly string[]; readonly providerId: string; readonly year: ClaimYear }

/**
 * The allowances that the claim will hold hours of and those that it holds hours of now, always in the same order, so that two
 * claims with the same mentors never wait for each other for ever.
 */
async function lockAllowances(tx: Tx, claimId: string, { personIds, providerId, year }: Keys): Promise<void> {
  await sql`
    insert into claims.allowances (person_id, provider_id, academic_year, training_type, cap)
    select id, ${providerId}, ${year.year}, 'initial', ${year.initialCap}
    from unnest(${[...personIds]}::uuid[]) as ids (id) order by id
    on conflict do nothing`.execute(tx)
  // By their keys alone: an "or" between the two would read every allowance that there is.
  await sql`
    select from claims.allowances
    where (person_id, provider_id, academic_year) in (
      select id, ${providerId}::uuid, ${year.year}::integer from unnest(${[...personIds]}::uuid[]) as ids (id)
      union select held.person_id, held.provider_id, held.academic_year
      from claims.claim_lines as line join claims.held_hours as held on held.line_id = line.id
      where line.claim_id = ${claimId})
    order by person_id, provider_id, academic_year for update`.execute(tx)
}

const heldBy = (claimId: string) => sql`exists (
  select from claims.claim_lines as line join claims.held_hours as held on held.line_id = line.id
  where line.claim_id = ${claimId} and held.person_id = allowance.person_id
    and held.provider_id = allowance.provider_id and held.academic_year = allowance.academic_year)`

type Overdue = Omit<Keys, 'year'> & { readonly year: AcademicYear; readonly now: Temporal.Instant }

async function letGoOverdue(tx: Tx, { personIds, providerId, year, now }: Overdue): Promise<void> {
  await sql`
    delete from claims.held_hours where person_id = any(${[...personIds]}::uuid[]) and provider_id = ${providerId}
      and academic_year = ${year} and until <= ${now}`.execute(tx)
}

/** The cap is set to what it is today before the hours are added: the check on the row then speaks of today's cap. */
async function insertHeld(tx: Tx, holding: Holding, of: (personId: string) => Allowance | undefined): Promise<void> {
  const { providerId, year, wanted, until } = holding
  for (const { lineId, personId, hours } of wanted) {
    const found = of(personId)
    if (!found) continue
    await tx
      .updateTable('claims.allowances')
      .set({ training_type: found.trainingType, cap: found.cap })
      .where('person_id', '=', personId)
      .where('provider_id', '=', providerId)
      .where('academic_year', '=', year.year)
      .execute()
    await tx
      .insertInto('claims.held_hours')
      .values({ line_id: lineId, person_id: personId, provider_id: providerId, academic_year: year.year, hours, until })
      .execute()
  }
}
