import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { isSignedIn } from '#src/platform/session/sessions-queries.ts'
import { ASK_AGAIN_AFTER } from './identity-rules.ts'

type Said = {
  readonly membershipId: string
  readonly subject: string
  readonly organisation: string
  readonly now: Temporal.Instant
}

/** DfE Sign-in has said just now that they have the role. */
export const recordConfirmed = async (tx: Tx, { membershipId, subject, organisation, now }: Said) =>
  tx
    .insertInto('access.dfe_sign_in_roles')
    .values({ membership_id: membershipId, subject, organisation, confirmed_at: now, asked_at: now })
    .onConflict((conflict) =>
      conflict.column('membership_id').doUpdateSet({ subject, organisation, confirmed_at: now, asked_at: now }),
    )
    .execute()

/** It has said again what it said before. */
export const recordConfirmedAgain = async (tx: Tx, membershipIds: readonly string[], now: Temporal.Instant) =>
  tx
    .updateTable('access.dfe_sign_in_roles')
    .set({ confirmed_at: now, asked_at: now })
    .where('membership_id', 'in', membershipIds)
    .execute()

/** Nobody could say. What was confirmed stays confirmed for as long as it lasts. */
export const recordAsked = async (tx: Tx, membershipIds: readonly string[], now: Temporal.Instant) =>
  tx
    .updateTable('access.dfe_sign_in_roles')
    .set({ asked_at: now })
    .where('membership_id', 'in', membershipIds)
    .execute()

/** The live roles that an account has from DfE Sign-in at one of our organisations. */
export const dfeRolesAt = async (reader: Reader, accountId: string, organisationId: string) =>
  reader
    .selectFrom('access.memberships as membership')
    .innerJoin('access.dfe_sign_in_roles as said', 'said.membership_id', 'membership.id')
    .select(['membership.id as membershipId', 'membership.role', 'said.subject'])
    .where('membership.account_id', '=', accountId)
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.ended_at', 'is', null)
    .execute()

export type DueRole = {
  readonly membershipId: string
  readonly accountId: string
  readonly organisationId: string
  readonly role: string
  readonly subject: string
  readonly organisation: string
}

/** Roles whose holders are signed in and that DfE Sign-in has not been asked about lately. The longest unasked first. */
export const dueRoles = async (reader: Reader, now: Temporal.Instant, most: number): Promise<readonly DueRole[]> =>
  reader
    .selectFrom('access.dfe_sign_in_roles as said')
    .innerJoin('access.memberships as membership', 'membership.id', 'said.membership_id')
    .select(['said.membership_id as membershipId', 'said.subject', 'said.organisation'])
    .select(['membership.account_id as accountId', 'membership.organisation_id as organisationId', 'membership.role'])
    .where('membership.ended_at', 'is', null)
    .where('said.confirmed_at', '<', now.subtract(ASK_AGAIN_AFTER))
    .where('said.asked_at', '<', now.subtract(ASK_AGAIN))
    .where(isSignedIn('membership.account_id', now))
    .orderBy('said.asked_at')
    .limit(most)
    .execute()

/** A service that does not answer is asked again after this. */
const ASK_AGAIN = { minutes: 1 } as const

/** Every live role that an account has from DfE Sign-in. */
export const dfeRolesOf = async (reader: Reader, accountId: string) =>
  reader
    .selectFrom('access.memberships as membership')
    .innerJoin('access.dfe_sign_in_roles as said', 'said.membership_id', 'membership.id')
    .select(['membership.organisation_id as organisationId', 'said.subject', 'said.organisation'])
    .where('membership.account_id', '=', accountId)
    .where('membership.ended_at', 'is', null)
    .execute()
