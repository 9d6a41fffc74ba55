import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'

export type ChildcareCounts = {
  readonly added: number
  readonly changed: number
  /** Open before, and in the file as closed or not at all. */
  readonly closed: number
  readonly unchanged: number
  /** Open before the file. */
  readonly open: number
}

/** Two files take turns, so that each sees what the other did. */
export const takeChildcareTurn = (tx: Tx) =>
  sql`select pg_advisory_xact_lock(hashtext('npq.childcare_providers'))`.execute(tx)

/** What the staged rows would change. Who is not in the file any more has closed: it is never forgotten, old answers name it. */
export async function compareChildcare(tx: Tx): Promise<ChildcareCounts> {
  await sql`
    create temporary table staged_changes on commit drop as
    select case when held.urn is null then 'added' else 'changed' end as kind, staged.*
    from staged_rows as staged left join npq.childcare_providers as held on held.urn = staged.urn
    where held.urn is null or ${NEW} is distinct from ${HELD}
    union all
    select 'changed', null, held.urn, held.name, 'closed', held.street, held.town, held.postcode, held.local_authority,
      held.region, held.on_early_years_register, held.search_text
    from npq.childcare_providers as held
    where held.status = 'open' and not exists (select from staged_rows where staged_rows.urn = held.urn)`.execute(tx)
  const { rows } = await sql<ChildcareCounts>`
    select count(*) filter (where kind = 'added') as added,
      count(*) filter (where kind = 'changed' and not (changes.status = 'closed' and held.status = 'open')) as changed,
      count(*) filter (where kind = 'changed' and changes.status = 'closed' and held.status = 'open') as closed,
      (select count(*) from staged_rows) - count(*) filter (where line is not null) as unchanged,
      (select count(*) from npq.childcare_providers where status = 'open') as open
    from staged_changes as changes left join npq.childcare_providers as held using (urn)`.execute(tx)
  const [counted] = rows
  if (!counted) throw new Error('nothing was counted')
  return counted
}

const COLUMNS = [
  'name',
  'status',
  'street',
  'town',
  'postcode',
  'local_authority',
  'region',
  'on_early_years_register',
  'search_text',
]
const rowOf = (table: string) => sql`(${sql.join(COLUMNS.map((column) => sql.ref(`${table}.${column}`)))})`
const NEW = rowOf('staged')
const HELD = rowOf('held')

/** Makes true what `compareChildcare` found. */
export const applyChildcare = async (tx: Tx, now: Temporal.Instant): Promise<unknown> =>
  sql`
    insert into npq.childcare_providers (urn, ${sql.join(COLUMNS.map((column) => sql.ref(column)))}, updated_at)
    select urn, ${sql.join(COLUMNS.map((column) => sql.ref(column)))}, ${now} from staged_changes
    on conflict (urn) do update set
      ${sql.join(COLUMNS.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))},
      updated_at = excluded.updated_at`.execute(tx)
