import { sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'
import { roleFrom } from '../memberships/memberships-queries.ts'
import type { RoleToGive } from './swap-roles.ts'

/** The roles that stood in these memberships, ended or not: what a change of tutor took or gave. */
export async function rolesIn(
  reader: Reader,
  membershipIds: readonly string[],
): Promise<readonly (RoleToGive & { readonly membershipId: string })[]> {
  if (membershipIds.length === 0) return []
  const rows = await reader
    .selectFrom('access.memberships as membership')
    .innerJoin('access.accounts as account', 'account.id', 'membership.account_id')
    .select(['membership.id as membershipId', 'account.id as accountId', 'membership.role', 'membership.until'])
    .select(['membership.invited_as', 'membership.invited_at'])
    .select(sql<string>`coalesce(membership.invited_as, account.name)`.as('name'))
    .where('membership.id', 'in', [...membershipIds])
    .orderBy('membership.id')
    .execute()
  return rows.map(({ invited_as, invited_at, role, ...row }) => ({
    ...row,
    role: roleFrom(role),
    invited: invited_as !== null && invited_at !== null ? { name: invited_as, address: invited_at } : null,
  }))
}
