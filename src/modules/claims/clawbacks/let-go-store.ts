import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#src/platform/db/database.ts'

/**
 * Hands back the hours of clawbacks that are done, so that they can be claimed again: of a mentor all of whose hours are taken back
 * nothing is left that counts next year. `recovered` is a select of the ids of clawbacks. Allowances are locked in the order in
 * which claims take them, so that nobody waits for ever.
 */
export async function letGoTakenBack(tx: Tx, recovered: RawBuilder<unknown>): Promise<void> {
  const given = sql`select line_id, hours_back from claims.clawback_lines where clawback_id in (${recovered}) and hours_back > 0`
  await sql`
    select from claims.allowances as allowance where exists (
      select from claims.held_hours as held join (${given}) as given on given.line_id = held.line_id
      where held.person_id = allowance.person_id and held.provider_id = allowance.provider_id
        and held.academic_year = allowance.academic_year)
    order by person_id, provider_id, academic_year for update`.execute(tx)
  await sql`delete from claims.held_hours as held using (${given}) as given
    where held.line_id = given.line_id and held.hours <= given.hours_back`.execute(tx)
  await sql`update claims.held_hours as held set hours = held.hours - given.hours_back
    from (${given}) as given where held.line_id = given.line_id and held.hours > given.hours_back`.execute(tx)
}
