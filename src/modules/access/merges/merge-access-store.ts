import { type Expression, type SqlBool, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import type { HeldRole } from './merge-rules.ts'

type FromTo = { readonly from: string; readonly to: string }

/** Identities with a name of their own, since their key is two words. */
const identityKey = sql<string>`jsonb_build_array(issuer, subject)::text`

/** Everything that opens the one account opens the other. Answers what moved. */
export const moveIdentities = async (tx: Tx, { from, to }: FromTo, only?: readonly string[]) =>
  (
    await tx
      .updateTable('access.identities')
      .set({ account_id: to })
      .where('account_id', '=', from)
      .$if(only !== undefined, (some) => some.where(sql<SqlBool>`${identityKey} = any(${only ?? []}::text[])`))
      .returning(identityKey.as('key'))
      .execute()
  ).map(({ key }) => key)

/** Every mailbox in use. One that was removed stays with the history of its account. */
export const moveAddresses = async (tx: Tx, { from, to }: FromTo, only?: readonly string[]) =>
  (
    await tx
      .updateTable('access.addresses')
      .set({ account_id: to })
      .where('account_id', '=', from)
      .$if(only === undefined, (all) => all.where('removed_at', 'is', null))
      .$if(only !== undefined, (some) => some.where(isOneOf('id', only ?? [])))
      .returning('id')
      .execute()
  ).map(({ id }) => id)

/** Every role, ended ones too: a change of tutor that is undone later begins them anew. */
export const moveMemberships = async (tx: Tx, { from, to }: FromTo, only?: readonly string[]) =>
  (
    await tx
      .updateTable('access.memberships')
      .set({ account_id: to })
      .where('account_id', '=', from)
      .$if(only !== undefined, (some) => some.where(isOneOf('id', only ?? [])))
      .returning('id')
      .execute()
  ).map(({ id }) => id)

/** Who was followed, and who followed: so that either can still object or undo. */
export async function moveHandovers(
  tx: Tx,
  { from, to }: FromTo,
  only?: { readonly from: readonly string[]; readonly to: readonly string[] },
) {
  const moved = async (column: 'from_account_id' | 'to_account_id', some?: readonly string[]) =>
    (
      await tx
        .updateTable('access.handovers')
        .set({ [column]: to })
        .where(column, '=', from)
        .$if(some !== undefined, (handovers) => handovers.where(isOneOf('id', some ?? [])))
        .returning('id')
        .execute()
    ).map(({ id }) => id)
  return { from: await moved('from_account_id', only?.from), to: await moved('to_account_id', only?.to) }
}

/** What they asked to join. */
export const moveJoinRequests = async (tx: Tx, { from, to }: FromTo, only?: readonly string[]) =>
  (
    await tx
      .updateTable('access.join_requests')
      .set({ account_id: to })
      .where('account_id', '=', from)
      .$if(only !== undefined, (some) => some.where(isOneOf('id', only ?? [])))
      .returning('id')
      .execute()
  ).map(({ id }) => id)

/** Links that were sent to the account for something that only it could do do nothing any more. */
export const revokeProofsOf = async (tx: Tx, accountId: string, now: Temporal.Instant) =>
  tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()

type Ending = { readonly ids: readonly string[]; readonly now: Temporal.Instant }

export const endDuplicates = async (tx: Tx, { ids, now }: Ending) =>
  tx
    .updateTable('access.memberships')
    .set({ ended_at: now, ended_because: 'merged' })
    .where(isOneOf('id', ids))
    .where('ended_at', 'is', null)
    .execute()

/** Roles that ended only because of the merge begin again, unless the account has been given the same one since. */
export const reopenDuplicates = async (tx: Tx, ids: readonly string[]) =>
  tx
    .updateTable('access.memberships as membership')
    .set({ ended_at: null, ended_because: null })
    .where(sql<SqlBool>`membership.id = any(${ids}::uuid[]) and membership.ended_because = 'merged'`)
    .where(
      sql<SqlBool>`not exists (
        select from access.memberships as other
        where other.ended_at is null and other.role = membership.role
          and other.organisation_id = membership.organisation_id
          and (other.account_id = membership.account_id or other.role = 'induction-tutor')
      )`,
    )
    .execute()

/** The roles that accounts have now, by account. One query. */
export async function heldRoles(reader: Reader, accountIds: readonly string[]) {
  const rows = await reader
    .selectFrom('access.memberships as membership')
    .leftJoin('access.dfe_sign_in_roles as said', 'said.membership_id', 'membership.id')
    .select(['membership.id as membershipId', 'membership.organisation_id as organisationId', 'membership.role'])
    .select('membership.account_id as accountId')
    .select(sql<boolean>`said.membership_id is not null or membership.until is not null`.as('lapses'))
    .where('membership.account_id', 'in', [...accountIds])
    .where('membership.ended_at', 'is', null)
    .orderBy('membership.id')
    .execute()
  return (accountId: string): readonly HeldRole[] => rows.filter((row) => row.accountId === accountId)
}

type Owner = { readonly accountId: string; readonly personId: string | null }

/** Which person of the directory an account signs in for. */
export const setPersonOf = async (tx: Tx, { accountId, personId }: Owner) =>
  tx.updateTable('access.accounts').set({ person_id: personId }).where('id', '=', accountId).execute()

const isOneOf = (column: string, ids: readonly string[]): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`
