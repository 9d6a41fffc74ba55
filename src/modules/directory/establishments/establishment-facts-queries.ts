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
 * What files about schools say of each, as a set for one query of another module (docs/adr/0012-modules-lend-each-other-sets.md).
 * Columns: id, urn, name, la_name, type_code, type_name, group_name.
 */
export const establishmentFacts: RawBuilder<unknown> = sql`
  select schools.organisation_id as id, schools.urn, schools.name, schools.la_name, schools.type_name,
    schools.type_code,
    coalesce(${JSON.stringify(GROUP_NAMES)}::jsonb ->> schools.type_group_code, 'Other types') as group_name
  from directory.schools`
