import { sql } from 'kysely'
import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { MEMBERSHIP_ROLES } from './account.ts'

export type Member = {
  readonly membershipId: string
  readonly accountId: string
  readonly name: string
  readonly address: string | null
  /** Whether somebody has signed in with the address: until then it is only what a nominator typed. */
  readonly verified: boolean
  readonly role: MembershipRole
  readonly since: Temporal.Instant
}

/** Who has access to a school now, its induction tutor first. */
export async function membersOf(reader: Reader, organisationId: string): Promise<readonly Member[]> {
  const rows = await reader
    .selectFrom('access.memberships as membership')
    .innerJoin('access.accounts as account', 'account.id', 'membership.account_id')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('access.addresses')
          .select(['address', 'verified_at'])
          .whereRef('access.addresses.account_id', '=', 'account.id')
          .where('removed_at', 'is', null)
          .orderBy(sql`verified_at is null`)
          .orderBy('added_at')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select([
      'membership.id as membershipId',
      'account.id as accountId',
      'account.name',
      'first.address',
      'first.verified_at as verifiedAt',
      'membership.role',
      'membership.started_at as since',
    ])
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.ended_at', 'is', null)
    .orderBy(sql`membership.role <> 'induction-tutor'`)
    .orderBy('account.name')
    .execute()
  return rows.map(({ verifiedAt, role, ...row }) => ({ ...row, verified: verifiedAt !== null, role: roleFrom(role) }))
}

/** The school's one induction tutor, or null. */
export const tutorOf = async (reader: Reader, organisationId: string): Promise<Member | null> =>
  (await membersOf(reader, organisationId)).find(({ role }) => role === 'induction-tutor') ?? null

export type PastOrPresentMembership = {
  readonly organisationId: string
  readonly role: MembershipRole
  readonly startedAt: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
}

/** Everything an account has been a member of, newest first. */
export async function membershipsOf(reader: Reader, accountId: string): Promise<readonly PastOrPresentMembership[]> {
  const rows = await reader
    .selectFrom('access.memberships')
    .select(['organisation_id as organisationId', 'role', 'started_at as startedAt', 'ended_at as endedAt'])
    .where('account_id', '=', accountId)
    .orderBy('started_at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, role: roleFrom(row.role) }))
}

function roleFrom(role: string): MembershipRole {
  const known = MEMBERSHIP_ROLES.find((candidate) => candidate === role)
  if (!known) throw new Error(`${role} is not a role`)
  return known
}
