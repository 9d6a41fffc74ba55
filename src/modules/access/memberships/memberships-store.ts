import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { Ending, Grant } from './membership-rules.ts'

type Start = {
  readonly accountId: string
  readonly organisationId: string
  readonly role: MembershipRole
  readonly because: Grant
  /** Who gave it, when an account did. */
  readonly grantedBy?: string | null
  /** When it ends by itself. */
  readonly until?: Temporal.Instant | null
  /** What whoever gave it typed, when the account was there before. */
  readonly invited?: { readonly name: string; readonly address: string } | null
  readonly now: Temporal.Instant
}

/** The database refuses a second induction tutor of a school and the same role twice. */
export async function startMembership(tx: Tx, start: Start): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.memberships')
    .values({
      id,
      account_id: start.accountId,
      organisation_id: start.organisationId,
      role: start.role,
      granted_because: start.because,
      granted_by: start.grantedBy ?? null,
      until: start.until ?? null,
      invited_as: start.invited?.name ?? null,
      invited_at: start.invited?.address ?? null,
      started_at: start.now,
    })
    .execute()
  return id
}

type End = {
  readonly membershipId: string
  readonly because: Ending
  /** Who ended it, when an account did. */
  readonly by?: string | null
  readonly now: Temporal.Instant
}

export const endMembership = async (tx: Tx, { membershipId, because, by = null, now }: End) =>
  tx
    .updateTable('access.memberships')
    .set({ ended_at: now, ended_because: because, ended_by: by })
    .where('id', '=', membershipId)
    .where('ended_at', 'is', null)
    .execute()
