import { type RawBuilder, sql } from 'kysely'

/** Groups of establishment types by GIAS's codes, with GIAS's names. */
const GROUP_NAMES = {
  '1': 'Colleges',
  '2': 'Universities',
  '3': 'Independent schools',
  '4': 'Local authority maintained schools',
  '5': 'Special schools',
  '6': 'Welsh schools',
  '9': 'Other types',
  '10': 'Academies',
  '11': 'Free Schools',
  '13': 'Online provider',
} as const

/**
 * Types that a local authority maintains: community, voluntary, foundation and maintained special schools, pupil referral units and
 * nursery schools. Their grants go through the authority, everybody else's directly. Source: conditions of grant, "Payments".
 */
const MAINTAINED_TYPES: readonly string[] = ['1', '2', '3', '5', '7', '12', '14', '15']

/**
 * What files about schools say of each, as a set for one query of another module (docs/adr/0012-modules-lend-each-other-sets.md).
 * Columns: id, urn, name, la_name, type_name, group_name, is_maintained.
 */
export const establishmentFacts: RawBuilder<unknown> = sql`
  select schools.organisation_id as id, schools.urn, schools.name, schools.la_name, schools.type_name,
    coalesce(${JSON.stringify(GROUP_NAMES)}::jsonb ->> schools.type_group_code, 'Other types') as group_name,
    schools.type_code = any(${MAINTAINED_TYPES}::text[]) as is_maintained
  from directory.schools`
