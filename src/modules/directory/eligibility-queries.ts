import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { type Eligibility, type EligibilityPolicy, eligibilityOf, type Successor } from './eligibility-rules.ts'
import type { School } from './school.ts'

/** Whether a school may use the service on a day, and why or why not. Throws when no policy is in force on that day. */
export async function eligibilityOn(reader: Reader, school: School, day: Temporal.PlainDate): Promise<Eligibility> {
  const policy = await eligibilityPolicyOn(reader, day)
  if (policy === null) throw new Error(`No eligibility policy is in force on ${day}`)
  return eligibilityOf(school, policy, school.status === 'closed' ? await successorOf(reader, school.urn) : null)
}

/** The policy in force on a day; the database allows one at a time. */
export async function eligibilityPolicyOn(reader: Reader, day: Temporal.PlainDate): Promise<EligibilityPolicy | null> {
  const row = await reader
    .selectFrom('directory.eligibility_policies')
    .select([
      'version',
      'open_status_codes as openStatusCodes',
      'england_district_prefixes as englandDistrictPrefixes',
      'excluded_type_codes as excludedTypeCodes',
      'section_41_type_codes as section41TypeCodes',
      'source',
    ])
    .where(sql<boolean>`period @> ${day}::date`)
    .executeTakeFirst()
  return row ?? null
}

/**
 * The school that took over, when GIAS leaves no doubt: one plain "Successor" link and no other kind of succession (merged,
 * amalgamated, split). Everything else needs a person to decide. The successor may be one that we do not hold.
 */
export async function successorOf(reader: Reader, urn: string): Promise<Successor | null> {
  const links = await reader
    .selectFrom('directory.school_links as links')
    .leftJoin('directory.schools as schools', 'schools.urn', 'links.linked_urn')
    .select(['links.linked_urn as urn', 'links.link_type as type'])
    .select((eb) => eb.fn.coalesce('schools.name', 'links.linked_name').as('name'))
    .where('links.urn', '=', urn)
    .where((eb) =>
      eb.or([eb('links.link_type', 'like', 'Successor%'), eb('links.link_type', '=', 'Result of Amalgamation')]),
    )
    .execute()
  const [only, ...others] = links
  return only && others.length === 0 && only.type === 'Successor' ? { urn: only.urn, name: only.name } : null
}
