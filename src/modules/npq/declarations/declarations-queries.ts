import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { sameCourseAs } from '../acceptance/acceptance-rules.ts'
import { COUNTING_STATES } from '../registrations/change-facts-queries.ts'
import type { Registration } from '../registrations/registration.ts'
import type { DeclarationType } from '../training/schedule.ts'
import { type Declaration, OUTCOME_STATES, type OutcomeState } from './declaration.ts'
import { declarationFrom } from './declarations-store.ts'

/** All that was declared of a registration, the oldest first. */
export const declarationsOf = async (reader: Reader, registrationId: string): Promise<readonly Declaration[]> =>
  (
    await reader
      .selectFrom('npq.declarations')
      .selectAll()
      .where('registration_id', '=', registrationId)
      .orderBy('declaration_date')
      .orderBy('id')
      .execute()
  ).map(declarationFrom)

/** Whether the same was declared of the person before, of another registration for the course, and counts: it is paid once. */
export const wasDeclaredBefore = async (
  reader: Reader,
  { id, personId, course }: Registration,
  type: DeclarationType,
): Promise<boolean> =>
  (await reader
    .selectFrom('npq.declarations as declaration')
    .innerJoin('npq.registrations as registration', 'registration.id', 'declaration.registration_id')
    .select('declaration.id')
    .where('registration.person_id', '=', personId)
    .where('registration.course_identifier', 'in', [...sameCourseAs(course)])
    .where('registration.id', '<>', id)
    .where('declaration.declaration_type', '=', type)
    .where('declaration.state', 'in', [...COUNTING_STATES])
    .executeTakeFirst()) !== undefined

/** The day on which a participant left the course; null for one who has not, or has come back. */
export async function withdrawnOn(
  reader: Reader,
  { id, trainingStatus }: Pick<Registration, 'id' | 'trainingStatus'>,
): Promise<Temporal.PlainDate | null> {
  if (trainingStatus !== 'withdrawn') return null
  const row = await reader
    .selectFrom('npq.training_changes')
    .select('happened_at')
    .where('registration_id', '=', id)
    .where('kind', '=', 'withdrawn')
    .orderBy('happened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? londonDate(row.happened_at) : null
}

export type LatestOutcome = {
  readonly id: string
  readonly state: OutcomeState
  readonly completedOn: Temporal.PlainDate
}

/** The outcome of a registration that counts; null before there is one. */
export async function latestOutcomeOf(reader: Reader, registrationId: string): Promise<LatestOutcome | null> {
  const row = await reader
    .selectFrom('npq.outcomes')
    .select(['id', 'state', 'completed_on as completedOn'])
    .where('registration_id', '=', registrationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const state = OUTCOME_STATES.find((known) => known === row?.state)
  return row && state ? { ...row, state } : null
}
