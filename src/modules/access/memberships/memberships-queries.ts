import { sql } from 'kysely'
import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { MEMBERSHIP_ROLES } from '../accounts/account.ts'

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

/** Who has access to an organisation now, a school's induction tutor first. */
export const membersOf = async (reader: Reader, organisationId: string): Promise<readonly Member[]> =>
  (await peopleAt(reader, [organisationId])).map(
    ({ organisationId: _at, lastSignedInAt: _seen, until: _until, ...member }) => member,
  )

export type MemberAt = Member & {
  readonly organisationId: string
  /** Null also for a sign-in before they had the role: that is nothing to do with the organisation. */
  readonly lastSignedInAt: Temporal.Instant | null
  /** When the role ends by itself. */
  readonly until: Temporal.Instant | null
}

/**
 * Who has access to any of the organisations now, induction tutors first. Of somebody who was added and has not signed in since,
 * it shows what was typed: whether the address had an account is nobody's business. One query.
 */
export async function peopleAt(reader: Reader, organisationIds: readonly string[]): Promise<readonly MemberAt[]> {
  const hasCome = sql<boolean>`(membership.invited_as is null or account.last_signed_in_at >= membership.started_at)`
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
      'membership.organisation_id as organisationId',
    ])
    .select([
      'membership.role',
      'membership.started_at as since',
      'membership.until',
      sql<string>`case when ${hasCome} then account.name else membership.invited_as end`.as('name'),
      sql<string | null>`case when ${hasCome} then first.address else membership.invited_at end`.as('address'),
      sql<boolean>`first.verified_at is not null and coalesce(${hasCome}, false)`.as('verified'),
      sql<Temporal.Instant | null>`case when account.last_signed_in_at >= membership.started_at
        then account.last_signed_in_at end`.as('lastSignedInAt'),
    ])
    .where('membership.organisation_id', 'in', [...organisationIds])
    .where('membership.ended_at', 'is', null)
    .orderBy(sql`membership.role <> 'induction-tutor'`)
    .orderBy('name')
    .orderBy('membership.role')
    .orderBy('membership.id')
    .execute()
  return rows.map((row) => ({ ...row, role: roleFrom(row.role) }))
}

/** The school's one induction tutor, or null. */
export const tutorOf = async (reader: Reader, organisationId: string): Promise<Member | null> =>
  (await membersOf(reader, organisationId)).find(({ role }) => role === 'induction-tutor') ?? null

/** What whoever added somebody typed, while that is all they know; null once the person has come. */
export async function invitedIn(reader: Reader, membershipId: string) {
  const row = await reader
    .selectFrom('access.memberships as membership')
    .innerJoin('access.accounts as account', 'account.id', 'membership.account_id')
    .select(['membership.invited_as as name', 'membership.invited_at as address'])
    .where('membership.id', '=', membershipId)
    .where(sql<boolean>`(account.last_signed_in_at >= membership.started_at) is not true`)
    .executeTakeFirst()
  return row?.name && row.address ? { name: row.name, address: row.address } : null
}

/** Roles whose agreed day has come and that nobody has ended yet, the longest overdue first. */
export const dueMemberships = async (reader: Reader, now: Temporal.Instant) =>
  reader
    .selectFrom('access.memberships')
    .select(['id as membershipId', 'organisation_id as organisationId'])
    .where('ended_at', 'is', null)
    .where('until', '<=', now)
    .orderBy('until')
    .limit(MOST_AT_ONCE)
    .execute()

const MOST_AT_ONCE = 1000

/** The induction tutors of schools, by school; schools without one are missing. One query. */
export async function tutorsAt(reader: Reader, schoolIds: readonly string[]): Promise<ReadonlyMap<string, MemberAt>> {
  if (schoolIds.length === 0) return new Map()
  const tutors = (await peopleAt(reader, schoolIds)).filter(({ role }) => role === 'induction-tutor')
  return new Map(tutors.map((tutor) => [tutor.organisationId, tutor]))
}

export function roleFrom(role: string): MembershipRole {
  const known = MEMBERSHIP_ROLES.find((candidate) => candidate === role)
  if (!known) throw new Error(`${role} is not a role`)
  return known
}
