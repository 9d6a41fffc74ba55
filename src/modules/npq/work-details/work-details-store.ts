import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { ChangeKind, EmployerSnapshot, WorkDetails } from './work-details.ts'
import { columnsOf } from './work-details-row.ts'

type NewVersion = {
  readonly personId: string
  /** Null where somebody tells of a new job and has no registration that can be changed. */
  readonly registrationId: string | null
  readonly details: WorkDetails
  readonly employer: EmployerSnapshot | null
  readonly changeKind: ChangeKind
  readonly effectiveOn: Temporal.PlainDate
  readonly decisionId: string | null
  readonly byStaff: boolean
  readonly recordedBy: string | null
  readonly now: Temporal.Instant
}

/** Adds a version; the ones before stay. Its registration must be locked, so that two get two numbers. Answers its id. */
export async function insertWorkDetails(tx: Tx, version: NewVersion): Promise<string> {
  const id = newId<string>()
  const { highest } = await tx
    .selectFrom('npq.work_details')
    .select(({ fn }) => fn.max('number').as('highest'))
    .where('registration_id', version.registrationId === null ? 'is' : '=', version.registrationId)
    .where('person_id', '=', version.personId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('npq.work_details')
    .values({
      ...columnsOf(version.details),
      id,
      person_id: version.personId,
      registration_id: version.registrationId,
      number: (highest ?? 0) + 1,
      employer: version.employer === null ? null : JSON.stringify(version.employer),
      change_kind: version.changeKind,
      effective_on: version.effectiveOn,
      decision_id: version.decisionId,
      by_staff: version.byStaff,
      recorded_by: version.recordedBy,
      recorded_at: version.now,
    })
    .execute()
  return id
}
