import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'

type Offers = { readonly course: string; readonly cohort: string }

/** Who offers the course in the cohort, with no other change of it until the transaction ends. */
export async function lockOffers(tx: Tx, { course, cohort }: Offers): Promise<readonly string[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`npq.offers:${course}:${cohort}`}, 0))`.execute(tx)
  const rows = await tx
    .selectFrom('npq.course_offers')
    .select('provider_id')
    .where('course_identifier', '=', course)
    .where('cohort', '=', cohort)
    .where('withdrawn_at', 'is', null)
    .execute()
  return rows.map(({ provider_id }) => provider_id)
}

type Change = Offers & { readonly providerIds: readonly string[]; readonly now: Temporal.Instant }

/** Offers the course by these providers, again where they had withdrawn it. */
export async function addOffers(tx: Tx, { course, cohort, providerIds, now }: Change): Promise<void> {
  if (providerIds.length === 0) return
  await tx
    .insertInto('npq.course_offers')
    .values(providerIds.map((provider_id) => ({ course_identifier: course, cohort, provider_id, offered_at: now })))
    .onConflict((conflict) =>
      conflict
        .columns(['course_identifier', 'cohort', 'provider_id'])
        .doUpdateSet({ offered_at: now, withdrawn_at: null }),
    )
    .execute()
}

/** Takes no new registrations any more. Those that exist stay. */
export async function withdrawOffers(tx: Tx, { course, cohort, providerIds, now }: Change): Promise<void> {
  if (providerIds.length === 0) return
  await tx
    .updateTable('npq.course_offers')
    .set({ withdrawn_at: now })
    .where('course_identifier', '=', course)
    .where('cohort', '=', cohort)
    .where('provider_id', 'in', [...providerIds])
    .execute()
}
