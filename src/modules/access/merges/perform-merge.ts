import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent, Subject } from '#src/platform/audit/event.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { lockPeople } from '../../directory/public.ts'
import { lockAccount } from '../accounts/corrections-store.ts'
import { accountsMergedEmail } from '../emails/merge-emails.ts'
import { lockAddress, lockOrganisation } from '../proofs/proofs-store.ts'
import { insertMerge } from './account-merges-store.ts'
import type { MergeConflict, MergeContribution, MergedPair, Moved } from './merge-contribution.ts'
import { accountsMerged, type MergedBecause } from './merge-events.ts'
import { type AccountFacts, accountFacts, mailboxesOf, organisationsOf, pairOf } from './merge-facts-queries.ts'
import { settleRequestsBetween } from './merge-requests-store.ts'
import { type AccountMerge, mergedAway } from './merges-queries.ts'

type Accounts = { readonly keep: string; readonly gone: string }

type Locked = { readonly keep: AccountFacts; readonly gone: AccountFacts; readonly pair: MergedPair }

/**
 * Holds all that a merge touches, in the order that every command of this module keeps: organisations, mailboxes, accounts, people,
 * each by their ids. Two who merge the same accounts at once, either way round, take turns. Null when one of the accounts is not there.
 */
export async function lockForMerge(tx: Tx, { keep, gone }: Accounts): Promise<Locked | null> {
  const ids = [keep, gone].toSorted()
  for (const organisationId of await organisationsOf(tx, ids)) await lockOrganisation(tx, organisationId)
  for (const { folded } of await mailboxesOf(tx, ids)) await lockAddress(tx, folded)
  for (const id of ids) await lockAccount(tx, id)
  const facts = await accountFacts(tx, ids)
  const [kept, other] = [facts.get(keep), facts.get(gone)]
  if (!kept || !other) return null
  const pair = pairOf(kept, other)
  await lockPeople(tx, pair.people ? [pair.people.keep, pair.people.gone] : [])
  return { keep: kept, gone: other, pair }
}

type Previewing = { readonly pair: MergedPair; readonly now: Temporal.Instant }

/** What every module says of the two, in the order of the contributions. */
export async function previewOf(reader: Reader, contributions: readonly MergeContribution[], previewing: Previewing) {
  const previews = []
  for (const { preview } of contributions) previews.push(await preview(reader, previewing))
  return { rows: previews.flatMap(({ rows }) => rows), conflicts: previews.flatMap(({ conflicts }) => conflicts) }
}

type Performing = {
  readonly locked: Locked
  readonly contributions: readonly MergeContribution[]
  readonly because: MergedBecause
  readonly by: string | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

export type Performed =
  | { readonly kind: 'merged-already'; readonly merge: AccountMerge }
  | { readonly kind: 'conflict'; readonly conflicts: readonly MergeConflict[] }
  | {
      readonly kind: 'merged'
      readonly mergeId: string
      readonly events: readonly [AuditEvent, ...AuditEvent[]]
      readonly send: readonly OutgoingEmail[]
    }

/** Makes one account of two that are locked, as every module moves its own; or says why not. Every mailbox of both is told. */
export async function performMerge(tx: Tx, performing: Performing): Promise<Performed> {
  const { locked, contributions, because, by, now, baseUrl } = performing
  const { keep, gone, pair } = locked
  const earlier = await mergedAway(tx, gone.id, keep.id)
  if (earlier) return { kind: 'merged-already', merge: earlier }
  const { conflicts } = await previewOf(tx, contributions, { pair, now })
  if (conflicts.length > 0) return { kind: 'conflict', conflicts }
  const told = (await mailboxesOf(tx, [keep.id, gone.id])).filter(({ verifiedAt }) => verifiedAt !== null)
  const moved: Record<string, Moved> = {}
  const events: AuditEvent[] = []
  for (const contribution of contributions) {
    const done = await contribution.move(tx, { pair, now })
    moved[contribution.name] = done.moved
    events.push(...(done.events ?? []))
  }
  const mergeId = await insertMerge(tx, { pair, because, moved, by, now })
  await settleRequestsBetween(tx, { one: keep.id, other: gone.id, by, now })
  const names = { kept: keep.name, gone: gone.name }
  return {
    kind: 'merged',
    mergeId,
    events: [accountsMerged.of(subjectsOf(pair), { ...names, because }), ...events],
    send: told.map(({ address, folded }) =>
      accountsMergedEmail({
        accountId: keep.id,
        mergeId,
        name: keep.name,
        to: address,
        mailbox: folded,
        because,
        baseUrl,
      }),
    ),
  }
}

/** A merge is in the histories of both accounts and of both people. */
export const subjectsOf = ({ accounts, people }: MergedPair): readonly [Subject, ...Subject[]] => [
  { kind: 'account', id: accounts.keep },
  { kind: 'account', id: accounts.gone },
  ...(people
    ? ([
        { kind: 'person', id: people.keep },
        { kind: 'person', id: people.gone },
      ] as const)
    : []),
]
