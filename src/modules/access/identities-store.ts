import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import type { ProvenIdentity } from '#src/platform/oidc/sign-in-port.ts'

type NewIdentity = ProvenIdentity & { readonly accountId: string; readonly now: Temporal.Instant }

/** From now on, who proves this identity has the account. One identity belongs to one account for ever. */
export const insertIdentity = async (tx: Tx, { accountId, issuer, subject, now }: NewIdentity) =>
  tx.insertInto('access.identities').values({ account_id: accountId, issuer, subject, linked_at: now }).execute()

/** The account of an identity, held until the transaction ends so that it cannot be disabled meanwhile; or null. */
export const lockAccountOf = async (tx: Tx, { issuer, subject }: ProvenIdentity) =>
  (await tx
    .selectFrom('access.identities as identity')
    .innerJoin('access.accounts as account', 'account.id', 'identity.account_id')
    .select(['account.id', 'account.disabled_at as disabledAt'])
    .where('identity.issuer', '=', issuer)
    .where('identity.subject', '=', subject)
    .forShare('account')
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
