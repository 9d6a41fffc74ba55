import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** Two accounts that gave one teacher reference number, which staff are to look at. */
export type MergeRequest = {
  readonly id: string
  readonly accountId: string
  readonly name: string
  readonly otherAccountId: string
  readonly askedAt: Temporal.Instant
}

/** What waits for staff, the longest first. */
export const mergeRequestsWithStaff = async (reader: Reader): Promise<readonly MergeRequest[]> =>
  reader
    .selectFrom('access.merge_requests as request')
    .innerJoin('access.accounts as account', 'account.id', 'request.account_id')
    .select(['request.id', 'account.id as accountId', 'account.name'])
    .select(['request.other_account_id as otherAccountId', 'request.asked_at as askedAt'])
    .where('request.status', '=', 'with-staff')
    .orderBy('request.asked_at')
    .limit(MOST)
    .execute()

/** More than anybody answers in a day. */
const MOST = 500

/** Whether somebody has proved a number that another account has, and what became of it; the newest. */
export async function openRequestOf(reader: Reader, accountId: string) {
  const row = await reader
    .selectFrom('access.merge_requests')
    .select(['id', 'other_account_id as otherAccountId', 'status', 'asked_at as askedAt'])
    .where('account_id', '=', accountId)
    .where('status', 'in', ['found', 'with-staff'])
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, isWithStaff: row.status === 'with-staff' } : null
}

/** The accounts that waiting requests put beside this one. */
export const requestsAbout = async (reader: Reader, accountId: string) =>
  reader
    .selectFrom('access.merge_requests as request')
    .innerJoin('access.accounts as other', (join) =>
      join.on(
        sql<boolean>`other.id = case when request.account_id = ${accountId}
          then request.other_account_id else request.account_id end`,
      ),
    )
    .select(['request.id', 'other.id as otherId', 'other.name as otherName'])
    .where('request.status', '=', 'with-staff')
    .where((where) =>
      where.or([where('request.account_id', '=', accountId), where('request.other_account_id', '=', accountId)]),
    )
    .orderBy('request.asked_at')
    .execute()
