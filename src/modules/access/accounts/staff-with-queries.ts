import type { StaffPower } from '#src/kit/actor.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** Staff who have one of the powers now, by name. One query. */
export const staffWith = (
  reader: Reader,
  powers: readonly StaffPower[],
): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  reader
    .selectFrom('access.accounts as account')
    .innerJoin('access.staff_powers as power', 'power.account_id', 'account.id')
    .select(['account.id', 'account.name'])
    .distinct()
    .where('power.power', 'in', [...powers])
    .where('power.ended_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .orderBy('account.name')
    .orderBy('account.id')
    .execute()
