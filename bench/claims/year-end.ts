import { sql } from 'kysely'
import type { Database } from '#src/platform/db/database.ts'

/** What must hold at the end of a year, to the penny; what is wrong otherwise. */
export async function yearEnd(db: Database): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const [what, query] of CHECKS) {
    const { rows } = await sql<{ wrong: number }>`${query}`.execute(db)
    if (rows[0]?.wrong !== 0) wrong.push(`${what}: ${rows[0]?.wrong}`)
  }
  return wrong
}

const CHECKS = [
  [
    'batches whose items are not their total',
    sql`select count(*) as wrong from claims.batches as batch
      where total_pence <> (select sum(pence) from claims.batch_items where batch_id = batch.id)`,
  ],
  [
    'paid claims whose ledger is not their amount',
    sql`select count(*) as wrong from claims.claims as claim where paid_at is not null and amount_pence <> coalesce(
      (select sum(pence) from claims.ledger where claim_id = claim.id and kind = 'paid'), 0)`,
  ],
  [
    'batches whose paid items are not what the ledger says that they paid',
    sql`select count(*) as wrong from claims.batches as batch where kind = 'payment' and status <> 'discarded'
      and coalesce((select sum(pence) from claims.batch_items where batch_id = batch.id and outcome = 'paid'), 0)
        <> coalesce((select sum(pence) from claims.ledger where batch_id = batch.id and kind = 'paid'), 0)`,
  ],
  [
    'clawback batches whose recovered items are not what the ledger says',
    sql`select count(*) as wrong from claims.batches as batch where kind = 'clawback' and status <> 'discarded'
      and coalesce((select sum(pence) from claims.batch_items where batch_id = batch.id and outcome = 'recovered'), 0)
        <> -coalesce((select sum(pence) from claims.ledger where batch_id = batch.id and kind = 'recovered'), 0)`,
  ],
  [
    'mentors whose held hours are not those claimed less those taken back',
    sql`select count(*) as wrong from claims.claim_lines as line join claims.claims as claim on claim.id = line.claim_id
      left join claims.held_hours as held on held.line_id = line.id
      where claim.submitted_at is not null and claim.status not in ('withdrawn', 'not-paid')
        and coalesce(held.hours, 0) <> line.hours - coalesce((
          select sum(back.hours_back) from claims.clawback_lines as back join claims.clawbacks as done on done.id = back.clawback_id
          where back.line_id = line.id and done.status = 'recovered'), 0)`,
  ],
  [
    'allowances that do not count what is held',
    sql`select count(*) as wrong from claims.allowances as allowance where held <> coalesce((
      select sum(hours) from claims.held_hours as one where one.person_id = allowance.person_id
        and one.provider_id = allowance.provider_id and one.academic_year = allowance.academic_year), 0)`,
  ],
  [
    'answered claims whose school was not told, or told twice',
    sql`select count(*) as wrong from claims.batch_items as item left join (
        select split_part(intent, ':', 2) as batch_id, split_part(intent, ':', 3) as claim_id, count(*) as messages
        from platform.messages where intent like 'claims.%' group by 1, 2
      ) as told on told.batch_id = item.batch_id::text and told.claim_id = item.claim_id::text
      where item.outcome in ('paid', 'unpaid', 'recovered') and coalesce(told.messages, 0) <> 1`,
  ],
] as const
