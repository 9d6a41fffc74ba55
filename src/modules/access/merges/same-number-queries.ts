import { sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'

/**
 * Other people whose account gave the same teacher reference number, while staff have not said whether they are one person: the
 * number itself is on one of them only. One query.
 */
export async function peopleWithSameNumber(reader: Reader, personId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct other.person_id as id
    from access.accounts as own
    join access.merge_requests as request on own.id in (request.account_id, request.other_account_id)
    join access.accounts as other
      on other.id = case when request.account_id = own.id then request.other_account_id else request.account_id end
    where own.person_id = ${personId} and request.status = 'with-staff'
      and other.person_id is not null and other.person_id <> own.person_id
    order by id`.execute(reader)
  return rows.map(({ id }) => id)
}
