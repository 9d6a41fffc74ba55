import { sql } from 'kysely'
import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { STAGES } from '../join-requests/join-request-states.ts'
import { MANAGING_ROLES } from '../memberships/membership-rules.ts'

export type AccessFacts = {
  readonly confirmationAskedAt: Temporal.Instant | null
  readonly requests: number
  readonly requestMovesOnAt: Temporal.Instant | null
  readonly inCharge: number
  readonly saidExpectation: boolean
  /** The newest nomination link of the school, whose message tells whether its mailbox can be reached. */
  readonly newestLinkId: string | null
}

type Asked = {
  readonly organisationId: string
  readonly academicYear: AcademicYear
  readonly now: Temporal.Instant
}

/** Everything that the tasks of access depend on, in one query. */
export async function accessFacts(reader: Reader, { organisationId, academicYear, now }: Asked): Promise<AccessFacts> {
  const { rows } = await sql<AccessFacts>`
    select
      (select min(asked_at) from access.tutor_confirmations
        where organisation_id = ${organisationId} and answered_at is null) as "confirmationAskedAt",
      (select count(*)::int from access.join_requests
        where organisation_id = ${organisationId} and status = any(${[...STAGES]})) as requests,
      (select min(moves_on_at) from access.join_requests
        where organisation_id = ${organisationId} and status = any(${[...STAGES]})) as "requestMovesOnAt",
      (select count(distinct account_id)::int from access.memberships
        where organisation_id = ${organisationId} and ended_at is null and role = any(${[...MANAGING_ROLES]})
          and (until is null or until > ${now}::timestamptz)) as "inCharge",
      exists (select from access.early_career_expectations
        where organisation_id = ${organisationId} and academic_year = ${academicYear}) as "saidExpectation",
      (select id from access.proofs where organisation_id = ${organisationId} and purpose = 'nomination'
        order by created_at desc limit 1) as "newestLinkId"
  `.execute(reader)
  const [facts] = rows
  if (!facts) throw new Error('A select without a table has one row')
  return facts
}
