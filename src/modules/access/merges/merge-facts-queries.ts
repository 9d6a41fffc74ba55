import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { DOORS } from '#src/platform/oidc/sign-in-port.ts'
import type { MergedPair } from './merge-contribution.ts'

/** What decides whether an account can be merged. */
export type AccountFacts = {
  readonly id: string
  readonly name: string
  readonly personId: string | null
  readonly disabledAt: Temporal.Instant | null
  readonly createdAt: Temporal.Instant
  readonly isStaff: boolean
}

/** Those of the accounts that there are, by id. One query. */
export async function accountFacts(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, AccountFacts>> {
  const rows = await reader
    .selectFrom('access.accounts as account')
    .select(['account.id', 'account.name', 'account.person_id as personId', 'account.disabled_at as disabledAt'])
    .select(['account.created_at as createdAt'])
    .select(
      sql<boolean>`exists (
        select from access.staff_powers as power where power.account_id = account.id and power.ended_at is null
      )`.as('isStaff'),
    )
    .where('account.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The two accounts with the people that they stand for, where both stand for one. */
export const pairOf = (keep: AccountFacts, gone: AccountFacts): MergedPair => ({
  accounts: { keep: keep.id, gone: gone.id },
  people:
    keep.personId !== null && gone.personId !== null && keep.personId !== gone.personId
      ? { keep: keep.personId, gone: gone.personId }
      : null,
})

/** The organisations at which either has a role now, in the order in which they are locked. */
export const organisationsOf = async (reader: Reader, accountIds: readonly string[]): Promise<readonly string[]> =>
  (
    await reader
      .selectFrom('access.memberships')
      .select('organisation_id')
      .distinct()
      .where('account_id', 'in', [...accountIds])
      .where('ended_at', 'is', null)
      .orderBy('organisation_id')
      .execute()
  ).map((row) => row.organisation_id)

/** Every mailbox of either, in the order in which they are locked. */
export const mailboxesOf = async (reader: Reader, accountIds: readonly string[]) =>
  reader
    .selectFrom('access.addresses')
    .select(['address', 'folded', 'account_id as accountId', 'verified_at as verifiedAt'])
    .where('account_id', 'in', [...accountIds])
    .where('removed_at', 'is', null)
    .orderBy('folded')
    .execute()

/** The other services through which either is opened. */
export const doorsOf = async (reader: Reader, accountIds: readonly string[]) =>
  (
    await reader
      .selectFrom('access.identities')
      .select(['account_id as accountId', 'door'])
      .where('account_id', 'in', [...accountIds])
      .orderBy('linked_at')
      .execute()
  ).map(({ accountId, door }) => ({ accountId, door: DOORS.find((known) => known === door) ?? null }))
