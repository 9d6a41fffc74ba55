import type { Reader } from '#src/platform/db/database.ts'
import { MANAGING_ROLES } from '../memberships/membership-rules.ts'

/** Whether the account was once tutor or administrator of the organisation. */
export const wasInCharge = async (reader: Reader, accountId: string, organisationId: string): Promise<boolean> =>
  (await reader
    .selectFrom('access.memberships')
    .select('id')
    .where('account_id', '=', accountId)
    .where('organisation_id', '=', organisationId)
    .where('role', 'in', [...MANAGING_ROLES])
    .limit(1)
    .executeTakeFirst()) !== undefined
