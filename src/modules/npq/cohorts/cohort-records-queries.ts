import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { COHORT_FUNDING } from '../courses/cohort.ts'
import type { CohortRecord } from './cohort-record.ts'

/** Every cohort with its days, the latest start first. */
export async function cohortRecords(reader: Reader): Promise<readonly CohortRecord[]> {
  const rows = await columns(reader).orderBy('starts_on', 'desc').execute()
  return rows.map(recordFrom)
}

export async function cohortRecord(reader: Reader, identifier: string): Promise<CohortRecord | null> {
  const row = await columns(reader).where('identifier', '=', identifier).executeTakeFirst()
  return row ? recordFrom(row) : null
}

/** How many registrations each cohort has. One query for all. */
export async function registrationCounts(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('npq.registrations')
    .select(({ fn }) => ['cohort', fn.countAll<number>().as('count')])
    .groupBy('cohort')
    .execute()
  return new Map(rows.map(({ cohort, count }) => [cohort, count]))
}

/** How many registrations are on each schedule of a cohort. */
export async function scheduleUses(reader: Reader, cohort: string): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('npq.registrations')
    .select(({ fn }) => ['schedule_identifier', fn.countAll<number>().as('count')])
    .where('cohort', '=', cohort)
    .where('schedule_identifier', 'is not', null)
    .groupBy('schedule_identifier')
    .execute()
  return new Map(rows.map(({ schedule_identifier, count }) => [schedule_identifier ?? '', count]))
}

/** What people cannot register without. */
export type Readiness = { readonly hasRules: boolean; readonly courses: number }

/** Whether rules of funding are in force for the cohort, and how many of its courses somebody delivers. */
export async function readinessOf(
  reader: Reader,
  { cohort, now }: { readonly cohort: string; readonly now: Temporal.Instant },
): Promise<Readiness> {
  const row = await reader
    .selectNoFrom(({ exists, selectFrom }) => [
      exists(
        selectFrom('npq.funding_policies')
          .select('version')
          .where('cohort', '=', cohort)
          .where('in_force_from', '<=', now),
      ).as('hasRules'),
      selectFrom('npq.course_offers')
        .select(({ fn }) => fn.count<number>('course_identifier').distinct().as('courses'))
        .where('cohort', '=', cohort)
        .where('withdrawn_at', 'is', null)
        .as('courses'),
    ])
    .executeTakeFirstOrThrow()
  return { hasRules: Boolean(row.hasRules), courses: row.courses ?? 0 }
}

const columns = (reader: Reader) =>
  reader
    .selectFrom('npq.cohorts')
    .select(['identifier', 'year', 'suffix', 'name', 'hint', 'funding', 'source', 'revision'])
    .select('starts_on as startsOn')
    .select(sql<Temporal.PlainDate>`lower(registration)`.as('opensOn'))
    .select(sql<Temporal.PlainDate>`upper(registration) - 1`.as('closesOn'))

type Row = Omit<CohortRecord, 'funding'> & { readonly funding: string }

function recordFrom({ funding: text, ...row }: Row): CohortRecord {
  const funding = COHORT_FUNDING.find((known) => known === text)
  if (!funding) throw new Error(`${text} is no funding of a cohort`)
  return { ...row, funding }
}
