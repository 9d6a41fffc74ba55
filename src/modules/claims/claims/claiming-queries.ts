import { sql } from 'kysely'
import { type AcademicYear, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import {
  type EligibilityReason,
  eligibilityOf,
  eligibilityPolicyOn,
  type School,
  schoolsById,
  trustOfSchool,
} from '../../directory/public.ts'
import { acceptancesOf } from '../conditions/conditions-queries.ts'
import { FUNDING_AREAS } from '../years/claim-year.ts'
import { windowState, windowThatCounts } from '../years/window-rules.ts'
import { allWindows } from '../years/years-queries.ts'
import type { ClaimingFacts } from './claiming-rules.ts'

/** A school with what decides whether it may claim. */
export type Claiming = ClaimingFacts & { readonly record: School; readonly trustId: string | null }

type One = {
  readonly schoolId: string
  readonly now: Temporal.Instant
  /** The school, where it is known already. */
  readonly school?: School
}

/** What decides whether one school may claim today. Null when it is no school, or no claim window was ever set. Six queries. */
export async function claimingOf(reader: Reader, { schoolId, school, now }: One): Promise<Claiming | null> {
  const trust = await trustOfSchool(reader, schoolId, londonDate(now))
  const schools = [{ id: schoolId, trustId: trust?.id ?? null }]
  const records = school ? { records: new Map([[schoolId, school]]) } : {}
  return (await claimingOfSchools(reader, { schools, ...records, now })).get(schoolId) ?? null
}

type Many = {
  readonly schools: readonly { readonly id: string; readonly trustId: string | null }[]
  /** The schools, where they are known already. */
  readonly records?: ReadonlyMap<string, School>
  readonly now: Temporal.Instant
}

/** The same for several schools, by id. Five queries, however many. */
export async function claimingOfSchools(
  reader: Reader,
  { schools, records: known, now }: Many,
): Promise<ReadonlyMap<string, Claiming>> {
  const day = londonDate(now)
  const windows = await allWindows(reader)
  const counts = windowThatCounts(windows, day)
  const policy = await eligibilityPolicyOn(reader, day)
  if (counts === null || policy === null || schools.length === 0) return new Map()
  const ids = schools.map(({ id }) => id)
  const records = known ?? (await schoolsById(reader, ids))
  const { listed, version, hasRates } = await yearStanding(reader, { ids, year: counts.year, now })
  const organisationIds = schools.flatMap(({ id, trustId }) => (trustId === null ? [id] : [id, trustId]))
  const acceptances = version === null ? new Map() : await acceptancesOf(reader, { version, organisationIds })
  const year = {
    ...{ year: counts.year, conditions: version === null ? null : { version }, hasRates },
    openWindow: windowState(counts, day) === 'open' ? counts : null,
    nextWindow: windows.find((window) => windowState(window, day) === 'upcoming') ?? null,
  }
  const entries = schools.flatMap(({ id, trustId }): [string, Claiming][] => {
    const record = records.get(id)
    if (!record) return []
    const accepted = acceptances.get(id) ?? (trustId === null ? undefined : acceptances.get(trustId)) ?? null
    const { reasons, eligible } = eligibilityOf(record, policy)
    const school = standing(eligible ? [] : reasons.map(({ code }) => code))
    return [[id, { ...year, record, trustId, school, accepted, isListed: listed.includes(id) }]]
  })
  return new Map(entries)
}

/** The type of a school, such as an independent one, keeps nobody from claiming; that it is closed, or not in England, does. */
const standing = (against: readonly EligibilityReason['code'][]) => ({
  isOpen: !against.some((code) => code === 'closed' || code === 'closed-with-successor' || code === 'not-open-yet'),
  inEngland: !against.includes('not-in-england'),
})

type Standing = { readonly listed: readonly string[]; readonly version: string | null; readonly hasRates: boolean }
type OfYear = { readonly ids: readonly string[]; readonly year: AcademicYear; readonly now: Temporal.Instant }

/** Which of the schools are on the year's list, the conditions that are in force, and whether every area has a rate. One query. */
async function yearStanding(reader: Reader, { ids, year, now }: OfYear): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select
      array(
        select school_id::text from claims.eligible_schools
        where academic_year = ${year} and removed_at is null and school_id = any(${[...ids]}::uuid[])
      ) as listed,
      (
        select version from claims.grant_conditions where academic_year = ${year} and in_force_from <= ${now}
        order by in_force_from desc limit 1
      ) as version,
      (
        select count(distinct area) = ${FUNDING_AREAS.length} from claims.rates
        where academic_year = ${year} and status = 'approved' and decided_at <= ${now}
      ) as "hasRates"`.execute(reader)
  return rows[0] ?? { listed: [], version: null, hasRates: false }
}
