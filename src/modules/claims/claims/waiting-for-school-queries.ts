import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** A claim that cannot go on without its school. */
export type WaitingForSchool = {
  readonly claimId: string
  readonly reference: string
  /** The request for information; null where the school replies to its provider in an audit. */
  readonly requestId: string | null
  readonly dueOn: Temporal.PlainDate
}

/** What a school is asked about its claims, by the day on which it is due. One query. */
export async function waitingForSchool(reader: Reader, schoolId: string): Promise<readonly WaitingForSchool[]> {
  const { rows } = await sql<WaitingForSchool>`
    select claim.id as "claimId", claim.reference, asked.id as "requestId", asked.due_on as "dueOn"
    from claims.information_requests as asked join claims.claims as claim on claim.id = asked.claim_id
    where asked.organisation_id = ${schoolId} and asked.status = 'open'
    union all
    select claim.id, claim.reference, null, audited.school_due_on
    from claims.claims as claim join claims.audit_claims as audited on audited.claim_id = claim.id
    where claim.school_id = ${schoolId} and claim.status = 'provider-disagrees'
      and audited.school_replied_at is null and audited.decided_at is null and audited.school_due_on is not null
    order by 4, 2`.execute(reader)
  return rows
}
