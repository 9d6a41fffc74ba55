import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#src/platform/db/database.ts'
import { newIdInSql } from '#src/platform/db/new-id.ts'
import type { Comparison, ImportWork } from './directory-import.ts'
import { firstRow } from './first-row.ts'
import type { Example } from './import-summary-rules.ts'

/** Columns that go from the file into `directory.schools` as they are, and whose change is a detail on the timeline. */
const DETAILS = [
  ...[
    'la_code',
    'la_name',
    'establishment_number',
    'type_code',
    'type_name',
    'type_group_code',
    'phase_code',
    'phase_name',
  ],
  ...['opened_on', 'closed_on', 'low_age', 'high_age', 'religious_character', 'pupils', 'ukprn'],
  ...['street', 'locality', 'address3', 'town', 'county', 'postcode', 'website', 'telephone'],
  ...['head_title', 'head_first_name', 'head_last_name', 'head_job_title'],
  ...['district_code', 'district_name', 'region_name'],
] as const
/** All columns that go as they are: the others have events of their own, or none. */
export const FACTS = [
  ...['urn', 'name', 'status_code', 'status_name', 'section_41_approved', 'gias_changed_on'],
  ...DETAILS,
  ...['search_name', 'search_place'],
] as const

/** Compares the staged schools with those that we hold, into the transaction's `staged_changes`. */
export async function compareEstablishments({ tx }: ImportWork): Promise<Comparison> {
  await settleLocalAuthorities(tx)
  await sql`
    create temporary table staged_changes on commit drop as
    select staged.urn, coalesce(held.organisation_id, ${newIdInSql}) as school_id, held.organisation_id is null as is_new,
      held.name as held_name, held.status_code as held_status_code, held.status_name as held_status_name,
      held.section_41 as held_section_41, settled.section_41,
      case when held.organisation_id is not null then array_remove(array[${sql.join(DETAILS.map(differing))}], null) end as fields
    from staged_rows as staged
    left join directory.section_41_listings as listing
      on listing.urn = staged.urn and listing.granted_on is not null and listing.revoked_on is null
    cross join lateral (select coalesce(staged.section_41_approved, listing.urn is not null)) as settled (section_41)
    left join directory.schools as held on held.urn = staged.urn
    where held.organisation_id is null or settled.section_41 <> held.section_41
      or (${columnsOf('staged')}) is distinct from (${columnsOf('held')})`.execute(tx)
  await sql`analyze staged_changes`.execute(tx)
  const { open, closing, ...counts } = await firstRow<Counted>(tx, COUNTED)
  return { counts: { ...counts, closed: closing }, open, closing, examples: await examplesOf(tx) }
}

type Counted = {
  readonly [name in 'added' | 'changed' | 'unchanged' | 'renamed' | 'reopened' | 'absent' | 'open' | 'closing']: number
}

const COUNTED = sql`
  select count(*) filter (where changes.is_new) as added,
    count(*) filter (where not changes.is_new) as changed,
    (select count(*) from staged_rows) - count(*) as unchanged,
    count(*) filter (where staged.name <> changes.held_name) as renamed,
    count(*) filter (where held_status_code in ('1', '3') and staged.status_code in ('2', '4')) as closing,
    count(*) filter (where held_status_code in ('2', '4') and staged.status_code in ('1', '3')) as reopened,
    (select count(*) from directory.schools as held
      where not exists (select from staged_rows where staged_rows.urn = held.urn)) as absent,
    (select count(*) from directory.schools where status_code in ('1', '3')) as open
  from staged_changes as changes join staged_rows as staged using (urn)`

/**
 * A local authority has one name, the commonest among its schools in the file: names of the same code differ by spelling, by
 * time, and by being missing.
 */
async function settleLocalAuthorities(tx: Tx): Promise<void> {
  await sql`
    create temporary table staged_authorities on commit drop as
    select la_code as code, mode() within group (order by la_name) as name
    from staged_rows where la_name is not null and la_code ~ '^[1-9][0-9]{2}$' group by la_code`.execute(tx)
  await sql`
    update staged_rows set la_name = coalesce(named.name, staged_rows.la_name, 'No local authority')
    from staged_rows as staged left join staged_authorities as named on named.code = staged.la_code
    where staged.urn = staged_rows.urn and staged.la_name is distinct from coalesce(named.name, staged.la_name, 'No local authority')`.execute(
    tx,
  )
}

const columnsOf = (table: 'staged' | 'held'): RawBuilder<unknown> =>
  sql.join(FACTS.map((column) => plainText(table, column)))

/** The search columns are kept in byte order; the staged ones are not, and the two do not compare. */
const plainText = (table: string, column: string): RawBuilder<unknown> =>
  column.startsWith('search_') ? sql`${sql.ref(`${table}.${column}`)} collate "C"` : sql.ref(`${table}.${column}`)

const differing = (column: string): RawBuilder<unknown> =>
  sql`case when ${sql.ref(`staged.${column}`)} is distinct from ${sql.ref(`held.${column}`)} then ${sql.lit(column)} end`

async function examplesOf(tx: Tx): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    with told as (
      select urn, staged.name || ' (URN ' || urn || ')' as what,
        case when is_new then 'added'
          when held_status_code in ('1', '3') and staged.status_code in ('2', '4') then 'closed' else 'changed' end as kind,
        concat_ws('; ',
          case when is_new then staged.status_name end,
          case when staged.name <> held_name then 'was ' || held_name end,
          case when staged.status_code <> held_status_code then held_status_name || ' → ' || staged.status_name end,
          nullif(array_to_string(fields, ', '), '')) as change
      from staged_changes join staged_rows as staged using (urn)
    ), numbered as (select *, row_number() over (partition by kind order by urn) as place from told)
    select kind, what, change from numbered where place <= 10 order by kind, place`.execute(tx)
  return rows
}
