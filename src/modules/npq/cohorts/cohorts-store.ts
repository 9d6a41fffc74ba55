import { sql } from 'kysely'
import type { Tx } from '#src/platform/db/database.ts'
import type { Schedule } from '../training/schedule.ts'
import type { CohortDays, CohortRecord } from './cohort-record.ts'
import { cohortRecord } from './cohort-records-queries.ts'

/** Nobody else adds or moves a cohort until the transaction ends: the second of two at once sees what the first did. */
export const lockCohorts = async (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('npq.cohorts'))`.execute(tx)

/** A cohort, held with its schedules until the transaction ends; whoever registers or is accepted for it waits. */
export async function lockCohort(tx: Tx, identifier: string): Promise<CohortRecord | null> {
  await tx.selectFrom('npq.cohorts').select('identifier').where('identifier', '=', identifier).forUpdate().execute()
  return cohortRecord(tx, identifier)
}

export const insertCohort = async (
  tx: Tx,
  { opensOn, closesOn, startsOn, ...cohort }: Omit<CohortRecord, 'revision'>,
) =>
  tx
    .insertInto('npq.cohorts')
    .values({ ...cohort, registration: days({ opensOn, closesOn }), starts_on: startsOn })
    .execute()

type Changed = CohortDays & Pick<CohortRecord, 'identifier' | 'hint'>

export const saveCohort = async (tx: Tx, { identifier, hint, startsOn, ...period }: Changed) =>
  tx
    .updateTable('npq.cohorts')
    .set(({ eb }) => ({
      ...{ hint, starts_on: startsOn, registration: days(period) },
      revision: eb('revision', '+', 1),
    }))
    .where('identifier', '=', identifier)
    .execute()

/** Counts a change of what belongs to the cohort. */
const countChange = async (tx: Tx, identifier: string) =>
  tx
    .updateTable('npq.cohorts')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('identifier', '=', identifier)
    .execute()

export async function insertSchedules(tx: Tx, cohort: string, schedules: readonly Schedule[]): Promise<void> {
  await tx.insertInto('npq.schedules').values(schedules.map(rowFrom)).execute()
  await countChange(tx, cohort)
}

/** Saves a schedule that nobody uses: the row is locked first, so that an acceptance at the same moment waits. */
export async function saveSchedule(tx: Tx, { cohort, identifier, ...schedule }: Schedule): Promise<void> {
  const { cohort: _cohort, identifier: _identifier, ...row } = rowFrom({ cohort, identifier, ...schedule })
  await tx
    .updateTable('npq.schedules')
    .set(row)
    .where('cohort', '=', cohort)
    .where('identifier', '=', identifier)
    .execute()
  await countChange(tx, cohort)
}

export async function removeSchedule(tx: Tx, { cohort, identifier }: Pick<Schedule, 'cohort' | 'identifier'>) {
  await tx.deleteFrom('npq.schedules').where('cohort', '=', cohort).where('identifier', '=', identifier).execute()
  await countChange(tx, cohort)
}

/** Holds a schedule against whoever would be put on it meanwhile. */
export const lockSchedule = async (tx: Tx, { cohort, identifier }: Pick<Schedule, 'cohort' | 'identifier'>) =>
  tx
    .selectFrom('npq.schedules')
    .select('identifier')
    .where('cohort', '=', cohort)
    .where('identifier', '=', identifier)
    .forUpdate()
    .execute()

const days = ({ opensOn, closesOn }: Omit<CohortDays, 'startsOn'>) =>
  sql<string>`daterange(${opensOn}::date, ${closesOn}::date, '[]')`

const rowFrom = ({ identifier, cohort, name, courseKind, appliesFrom, appliesTo, declarationTypes }: Schedule) => ({
  ...{ identifier, cohort, name, course_kind: courseKind, applies_from: appliesFrom, applies_to: appliesTo },
  declaration_types: [...declarationTypes],
})
