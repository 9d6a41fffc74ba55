import { sql } from 'kysely'
import { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { MEMBERSHIP_ROLES, STAFF_POWERS } from './account.ts'

/**
 * Who a session's account is at this moment, with today's memberships and powers; null when it may not act.
 * Two queries, read on every request: whatever is taken from an account is gone with its next page.
 */
export async function loadActor(reader: Reader, accountId: string, now: Temporal.Instant): Promise<Actor | null> {
  const account = await reader
    .selectFrom('access.accounts as account')
    .select([
      'account.name',
      'account.disabled_at as disabledAt',
      sql<string[]>`array(
        select power.power from access.staff_powers as power
        where power.account_id = account.id and power.granted_at <= ${now}::timestamptz and power.ended_at is null
      )`.as('powers'),
    ])
    .where('account.id', '=', accountId)
    .executeTakeFirst()
  if (!account || account.disabledAt) return null
  const memberships = await reader
    .selectFrom('access.memberships')
    .select(['organisation_id as organisationId', 'role'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute()
  const staffPowers = STAFF_POWERS.filter((power) => account.powers.includes(power))
  return new Actor({
    identity: { kind: 'account', id: accountId },
    name: account.name,
    door: staffPowers.length > 0 ? 'staff' : 'web',
    staffPowers,
    memberships: memberships.flatMap(({ organisationId, role }) => {
      const known = MEMBERSHIP_ROLES.find((candidate) => candidate === role)
      return known ? [{ organisationId, role: known }] : []
    }),
  })
}
