import { sql } from 'kysely'
import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { ENDINGS, type Ending, GRANTS, type Grant } from './membership-rules.ts'
import { roleFrom } from './memberships-queries.ts'

export type RoleOfPerson = {
  readonly membershipId: string
  readonly accountId: string
  readonly name: string
  /** A verified one first. */
  readonly address: string | null
  /** Whether somebody has signed in with the address. */
  readonly verified: boolean
  readonly organisationId: string
  readonly role: MembershipRole
  readonly startedAt: Temporal.Instant
  readonly because: Grant | null
  readonly grantedBy: string | null
  readonly until: Temporal.Instant | null
  readonly endedAt: Temporal.Instant | null
  readonly endedBecause: Ending | null
}

type Asked = { readonly accountId: string } | { readonly organisationId: string }

const MOST = 200

/** Every role of a person or at an organisation, with why and by whom; those that last first, then the newest. One query. */
export async function rolesWithReasons(reader: Reader, asked: Asked): Promise<readonly RoleOfPerson[]> {
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
    .leftJoin('access.accounts as granter', 'granter.id', 'membership.granted_by')
    .select(['membership.id as membershipId', 'account.id as accountId', 'account.name', 'granter.name as grantedBy'])
    .select(['membership.organisation_id as organisationId', 'membership.role', 'membership.started_at as startedAt'])
    .select(['membership.granted_because as because', 'membership.until', 'membership.ended_at as endedAt'])
    .select(['membership.ended_because as endedBecause', 'first.address'])
    .select(sql<boolean>`first.verified_at is not null`.as('verified'))
    .where((where) =>
      'accountId' in asked
        ? where('membership.account_id', '=', asked.accountId)
        : where('membership.organisation_id', '=', asked.organisationId),
    )
    .orderBy('membership.ended_at', (order) => order.desc().nullsFirst())
    .orderBy(sql`membership.role <> 'induction-tutor'`)
    .orderBy('membership.started_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    ...row,
    role: roleFrom(row.role),
    because: GRANTS.find((grant) => grant === row.because) ?? null,
    endedBecause: ENDINGS.find((ending) => ending === row.endedBecause) ?? null,
  }))
}
