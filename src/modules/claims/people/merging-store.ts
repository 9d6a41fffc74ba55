import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { Pair } from './merging-queries.ts'

export type MovedMentor = {
  /** Places on lists of schools that went over, and those that ended because the other was on the list. */
  readonly mentors: readonly string[]
  readonly ended: readonly string[]
  readonly lines: readonly string[]
}

type Moving = { readonly pair: Pair; readonly now: Temporal.Instant }

/**
 * Gives all that claims have under one person to another: places on lists, lines of claims and the hours that they hold. The
 * database refuses more hours than one person may have, and one person twice on a claim.
 */
export async function moveMentor(tx: Tx, { pair, now }: Moving): Promise<MovedMentor> {
  const { keep, gone } = pair
  await lockAllowances(tx, pair)
  await sql`
    delete from claims.held_hours where person_id in (${keep}, ${gone}) and until <= ${now}`.execute(tx)
  await readyAllowances(tx, { from: gone, to: keep })
  const ended = await endDoubles(tx, { pair, now })
  const mentors = await moveRows(tx, 'school_mentors', { from: gone, to: keep })
  const lines = await moveRows(tx, 'claim_lines', { from: gone, to: keep })
  await moveHeld(tx, { from: gone, to: keep, lines })
  return { mentors, ended, lines }
}

/** Puts back what was moved, where it still is. */
export async function returnMentor(tx: Tx, { pair, moved }: { readonly pair: Pair; readonly moved: MovedMentor }) {
  const back = { from: pair.keep, to: pair.gone }
  await lockAllowances(tx, pair)
  await readyAllowances(tx, back)
  await moveRows(tx, 'school_mentors', back, moved.mentors)
  const lines = await moveRows(tx, 'claim_lines', back, moved.lines)
  await moveHeld(tx, { ...back, lines })
  await sql`
    update claims.school_mentors set removed_at = null
    where id = any(${[...moved.ended]}::uuid[]) and person_id = ${pair.gone}`.execute(tx)
}

/** Always in the same order as claims lock them, so that nobody waits for ever. */
const lockAllowances = (tx: Tx, { keep, gone }: Pair) =>
  sql`
    select from claims.allowances where person_id in (${keep}, ${gone})
    order by person_id, provider_id, academic_year for update`.execute(tx)

type Way = { readonly from: string; readonly to: string }

/** An allowance to hold hours of wherever the other holds some, with the higher cap: what was claimed was right when it was. */
const readyAllowances = (tx: Tx, { from, to }: Way) =>
  sql`
    insert into claims.allowances as own (person_id, provider_id, academic_year, training_type, cap)
    select ${to}, provider_id, academic_year, training_type, cap from claims.allowances
    where person_id = ${from} order by provider_id, academic_year
    on conflict (person_id, provider_id, academic_year) do update set
      cap = greatest(own.cap, excluded.cap),
      training_type = case when excluded.cap > own.cap then excluded.training_type else own.training_type end`.execute(
    tx,
  )

/** At a school that has both on its list the place of the one who goes ends. */
async function endDoubles(tx: Tx, { pair: { keep, gone }, now }: Moving): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update claims.school_mentors as theirs set removed_at = ${now}
    where theirs.person_id = ${gone} and theirs.removed_at is null and exists (
      select from claims.school_mentors as own
      where own.school_id = theirs.school_id and own.person_id = ${keep} and own.removed_at is null
    ) returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Rows of one person become another's: all, or those named. Places that ended stay whose they were. */
async function moveRows(
  tx: Tx,
  table: 'school_mentors' | 'claim_lines',
  { from, to }: Way,
  only: readonly string[] | null = null,
): Promise<readonly string[]> {
  const isNamed = only === null ? sql`true` : sql`id = any(${[...only]}::uuid[])`
  const stays = table === 'school_mentors' ? sql`removed_at is null` : sql`true`
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(`claims.${table}`)} set person_id = ${to}
    where person_id = ${from} and ${isNamed} and ${stays} returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The hours of the lines go with them, and whoever has one of the claims open is told that it has changed. */
async function moveHeld(tx: Tx, { from, to, lines }: Way & { readonly lines: readonly string[] }): Promise<void> {
  await sql`
    update claims.held_hours set person_id = ${to}
    where person_id = ${from} and line_id = any(${[...lines]}::uuid[])`.execute(tx)
  await sql`
    update claims.claims set revision = revision + 1
    where id in (select claim_id from claims.claim_lines where id = any(${[...lines]}::uuid[]))`.execute(tx)
}
