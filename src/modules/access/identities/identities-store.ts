import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { DOORS, type DoorName, type ProvenIdentity } from '#src/platform/oidc/sign-in-port.ts'

type NewIdentity = ProvenIdentity & {
  readonly accountId: string
  readonly door: DoorName
  readonly now: Temporal.Instant
}

/** From now on, who proves this identity has the account. Answers false when it is somebody's already: it opens one account only. */
export async function insertIdentity(tx: Tx, { accountId, issuer, subject, door, now }: NewIdentity): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('access.identities')
    .values({ account_id: accountId, issuer, subject, door, linked_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** The account of an identity, held until the transaction ends so that it cannot be disabled meanwhile; or null. */
export const lockAccountOf = async (tx: Tx, { issuer, subject }: ProvenIdentity) =>
  (await tx
    .selectFrom('access.identities as identity')
    .innerJoin('access.accounts as account', 'account.id', 'identity.account_id')
    .select(['account.id', 'account.name', 'account.disabled_at as disabledAt'])
    .where('identity.issuer', '=', issuer)
    .where('identity.subject', '=', subject)
    .forNoKeyUpdate('account')
    .executeTakeFirst()) ?? null

/** Who can sign in through an issuer, by name: what a local sign-in service offers to choose from. */
export const identitiesOf = async (reader: Reader, issuer: string) =>
  reader
    .selectFrom('access.identities as identity')
    .innerJoin('access.accounts as account', 'account.id', 'identity.account_id')
    .select(['identity.subject', 'account.id as accountId', 'account.name'])
    .where('identity.issuer', '=', issuer)
    .where('account.disabled_at', 'is', null)
    .orderBy('account.name')
    .execute()

export type LinkedIdentity = ProvenIdentity & { readonly door: DoorName; readonly linkedAt: Temporal.Instant }

/** Every identity that opens the account, oldest first. */
export async function identitiesOfAccount(reader: Reader, accountId: string): Promise<readonly LinkedIdentity[]> {
  const rows = await reader
    .selectFrom('access.identities')
    .select(['issuer', 'subject', 'door', 'linked_at as linkedAt'])
    .where('account_id', '=', accountId)
    .orderBy('linked_at')
    .orderBy('subject')
    .execute()
  return rows.map((row) => ({ ...row, door: DOORS.find((door) => door === row.door) ?? 'staff' }))
}

/** Of one account's identities, locked, so that two who take away at once cannot take both. */
export const lockIdentitiesOf = async (tx: Tx, accountId: string): Promise<readonly LinkedIdentity[]> => {
  await tx.selectFrom('access.accounts').select('id').where('id', '=', accountId).forUpdate().execute()
  return identitiesOfAccount(tx, accountId)
}

export const deleteIdentity = async (tx: Tx, { issuer, subject }: ProvenIdentity) =>
  tx.deleteFrom('access.identities').where('issuer', '=', issuer).where('subject', '=', subject).execute()
