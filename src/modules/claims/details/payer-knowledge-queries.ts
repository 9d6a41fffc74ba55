import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** What the payer knows a school by, and whether paying it has worked. */
export type PayerKnowledge = {
  /** Recorded for organisations that the payer does not know by URN. */
  readonly vendorNumber: string | null
  readonly lastPaidAt: Temporal.Instant | null
  /** Claims for which the payer waits for details of payment: each with a request to answer. */
  readonly asked: readonly { readonly requestId: string; readonly dueOn: Temporal.PlainDate }[]
}

type Row = Omit<PayerKnowledge, 'asked'> & {
  readonly requestId: string | null
  readonly dueOn: Temporal.PlainDate | null
}

/** One query. */
export async function payerKnowledge(reader: Reader, schoolId: string): Promise<PayerKnowledge> {
  const { rows } = await sql<Row>`
    select (select vendor_number from claims.vendor_numbers where organisation_id = ${schoolId}) as "vendorNumber",
      (select max(paid_at) from claims.claims where school_id = ${schoolId}) as "lastPaidAt",
      request.id as "requestId", request.due_on as "dueOn"
    from (select 1) as one left join claims.information_requests as request
      on request.organisation_id = ${schoolId} and request.what = 'payment-details' and request.status = 'open'
    order by request.due_on`.execute(reader)
  return {
    ...{ vendorNumber: rows[0]?.vendorNumber ?? null, lastPaidAt: rows[0]?.lastPaidAt ?? null },
    asked: rows.flatMap(({ requestId, dueOn }) => (requestId && dueOn ? [{ requestId, dueOn }] : [])),
  }
}
