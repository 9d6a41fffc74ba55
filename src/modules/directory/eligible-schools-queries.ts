import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { eligibilityPolicyOn } from './eligibility-queries.ts'
import type { EligibilityPolicy } from './eligibility-rules.ts'
import { exactMatch } from './school-match-rules.ts'
import { searchQuery } from './school-search-rules.ts'

/** Which of the eligible schools; null lets all through. */
export type SchoolFilter = {
  readonly ids?: readonly string[] | null
  readonly laCode?: string | null
  readonly trustId?: string | null
  readonly phaseCode?: string | null
  /** As in the search for a school: words of its name or place, a URN or a DfE number. */
  readonly text?: string | null
}

/**
 * The schools that may use the service on a day, as a set for one query of another module: tens of thousands of schools are
 * compared with what that module knows where both are, in the database (docs/adr, "Modules lend each other sets").
 * Columns: id, urn, name, search_name, search_words, establishment_number, la_code, la_name, phase_code, phase_name, type_code,
 * trust_id, main_address, alternative_address, reachable.
 * What the other module does not select is not read. The rule is that of `eligibilityOf`; a test holds the two together.
 */
export async function eligibleSchoolSet(
  reader: Reader,
  day: Temporal.PlainDate,
  filter: SchoolFilter = {},
): Promise<RawBuilder<unknown>> {
  const policy = await eligibilityPolicyOn(reader, day)
  if (policy === null) throw new Error(`No eligibility policy is in force on ${day}`)
  return sql`
    select schools.organisation_id as id, schools.urn, schools.name, schools.search_name, schools.search_words,
      schools.establishment_number, schools.la_code, schools.la_name, schools.phase_code, schools.phase_name, schools.type_code,
      belongs.trust_id,
      ${currentAddress('main')} as main_address, ${currentAddress('alternative')} as alternative_address, ${reachable} as reachable
    from directory.schools
    left join directory.trust_memberships as belongs
      on belongs.school_id = schools.organisation_id and belongs.period @> ${day}::date
    where ${sql.join([...eligible(policy), ...chosen(filter)], sql` and `)}`
}

/** As `contactsOf`: staff before the school before GIAS. */
const currentAddress = (channel: 'main' | 'alternative') => sql`(
  select contact.address from directory.contact_points as contact
  where contact.organisation_id = schools.organisation_id and contact.channel = ${channel} and contact.until is null
  order by contact.source desc limit 1)`

const reachable = sql`exists (
  select from directory.contact_points as contact
  where contact.organisation_id = schools.organisation_id and contact.until is null)`

const eligible = (policy: EligibilityPolicy): readonly RawBuilder<unknown>[] => [
  sql`schools.status_code = any(${policy.openStatusCodes})`,
  sql`(${sql.join([sql`false`, ...policy.englandDistrictPrefixes.map(inEngland)], sql` or `)})`,
  sql`(schools.type_code <> all(${policy.excludedTypeCodes})
    or (schools.section_41 and schools.type_code = any(${policy.section41TypeCodes})))`,
]

const inEngland = (prefix: string): RawBuilder<unknown> =>
  /^\d+$/.test(prefix)
    ? sql`upper(schools.district_code) = ${prefix}`
    : sql`upper(schools.district_code) like ${`${prefix}%`}`

const chosen = ({ ids, laCode, trustId, phaseCode, text }: SchoolFilter): readonly RawBuilder<unknown>[] => [
  ...(ids ? [sql`schools.organisation_id = any(${ids}::uuid[])`] : []),
  ...(laCode ? [sql`schools.la_code = ${laCode}`] : []),
  ...(trustId ? [sql`belongs.trust_id = ${trustId}::uuid`] : []),
  ...(phaseCode ? [sql`schools.phase_code = ${phaseCode}`] : []),
  ...(text ? [foundBy(text)] : []),
]

/**
 * Whether a school is found by what somebody typed, for a query over this set or over a table that keeps the columns urn, la_code,
 * establishment_number and search_words of it.
 */
export function foundBy(text: string): RawBuilder<boolean> {
  const query = searchQuery(text)
  switch (query.kind) {
    case 'urn':
      return sql`urn = ${query.urn}`
    case 'establishment-number':
      return sql`la_code = ${query.laCode} and establishment_number = ${query.number}`
    case 'words':
      return sql`search_words @@ ${exactMatch(query.words)}::tsquery`
    default:
      return sql`true`
  }
}

/** The district of every school, as a set for a query of another module. Columns: school_id, district_code. */
export const districtsBySchool = (): RawBuilder<unknown> =>
  sql`(select schools.organisation_id as school_id, upper(schools.district_code) as district_code from directory.schools)`
