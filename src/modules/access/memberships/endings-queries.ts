import { sql } from 'kysely'
import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { ENDINGS, type Ending } from './membership-rules.ts'
import { roleFrom } from './memberships-queries.ts'

/** A role that has ended, as those who manage access may read it. */
export type EndedMembership = {
  readonly membershipId: string
  readonly accountId: string
  readonly organisationId: string
  readonly name: string
  /** Null when the account has no address any more. */
  readonly address: string | null
  readonly role: MembershipRole
  readonly endedAt: Temporal.Instant
  readonly because: Ending
  /** Who ended it, when a person did. */
  readonly by: string | null
}

/** How one membership of the organisation ended; null while it goes on, and for those of other organisations. */
export async function endingOf(
  reader: Reader,
  { membershipId, organisationId }: Pick<EndedMembership, 'membershipId' | 'organisationId'>,
): Promise<EndedMembership | null> {
  const row = await endings(reader)
    .where('membership.id', '=', membershipId)
    .where('membership.organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** How somebody's newest role in any of the organisations ended; null when none has. */
export async function newestEndingOf(
  reader: Reader,
  { accountId, organisationIds }: { readonly accountId: string; readonly organisationIds: readonly string[] },
): Promise<EndedMembership | null> {
  const row = await endings(reader)
    .where('membership.account_id', '=', accountId)
    .where('membership.organisation_id', 'in', [...organisationIds])
    .orderBy('membership.ended_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Roles that somebody has lost since a moment, newest first. */
export async function endingsOfAccount(
  reader: Reader,
  { accountId, since }: { readonly accountId: string; readonly since: Temporal.Instant },
): Promise<readonly EndedMembership[]> {
  const rows = await endings(reader)
    .where('membership.account_id', '=', accountId)
    .where('membership.ended_at', '>', since)
    .orderBy('membership.ended_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map(fromRow)
}

/** Who left the organisation or was removed since a moment and has not come back, newest first. */
export async function removalsSince(
  reader: Reader,
  { organisationId, since }: { readonly organisationId: string; readonly since: Temporal.Instant },
): Promise<readonly EndedMembership[]> {
  const rows = await endings(reader)
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.ended_because', 'in', ['removed', 'left', 'by-staff'])
    .where('membership.role', '<>', 'induction-tutor')
    .where('membership.ended_at', '>', since)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('access.memberships as later')
            .select('later.id')
            .whereRef('later.id', '<>', 'membership.id')
            .whereRef('later.account_id', '=', 'membership.account_id')
            .whereRef('later.organisation_id', '=', 'membership.organisation_id')
            .whereRef('later.role', '=', 'membership.role')
            .whereRef('later.started_at', '>=', 'membership.ended_at'),
        ),
      ),
    )
    .orderBy('membership.ended_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map(fromRow)
}

const MOST = 50

/** Of somebody who never came it shows what was typed, as lists of people do. */
const endings = (reader: Reader) => {
  const hasCome = sql<boolean>`(membership.invited_as is null or account.last_signed_in_at >= membership.started_at)`
  return reader
    .selectFrom('access.memberships as membership')
    .innerJoin('access.accounts as account', 'account.id', 'membership.account_id')
    .leftJoin('access.accounts as ender', 'ender.id', 'membership.ended_by')
    .select(['membership.id as membershipId', 'membership.account_id as accountId'])
    .select(['membership.organisation_id as organisationId', 'membership.role', 'membership.ended_because as because'])
    .select([
      sql<Temporal.Instant>`membership.ended_at`.as('endedAt'),
      'ender.name as by',
      sql<string>`case when ${hasCome} then account.name else membership.invited_as end`.as('name'),
      sql<string | null>`case when ${hasCome} then (
        select address.address from access.addresses as address
        where address.account_id = account.id and address.removed_at is null
        order by address.verified_at is null, address.added_at limit 1
      ) else membership.invited_at end`.as('address'),
    ])
    .where('membership.ended_at', 'is not', null)
}

type Row = Omit<EndedMembership, 'role' | 'because'> & { readonly role: string; readonly because: string | null }

const fromRow = ({ role, because, ...row }: Row): EndedMembership => ({
  ...row,
  role: roleFrom(role),
  because: ENDINGS.find((ending) => ending === because) ?? 'removed',
})
