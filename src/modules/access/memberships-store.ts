import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

type Start = {
  readonly accountId: string
  readonly organisationId: string
  readonly role: MembershipRole
  readonly now: Temporal.Instant
}

/** The database refuses a second induction tutor of a school and the same role twice. */
export async function startMembership(tx: Tx, { accountId, organisationId, role, now }: Start): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.memberships')
    .values({ id, account_id: accountId, organisation_id: organisationId, role, started_at: now })
    .execute()
  return id
}

type End = { readonly membershipId: string; readonly because: 'replaced'; readonly now: Temporal.Instant }

export const endMembership = async (tx: Tx, { membershipId, because, now }: End) =>
  tx
    .updateTable('access.memberships')
    .set({ ended_at: now, ended_because: because })
    .where('id', '=', membershipId)
    .where('ended_at', 'is', null)
    .execute()
