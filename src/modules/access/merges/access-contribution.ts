import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { organisationNames } from '../../directory/public.ts'
import { MEMBERSHIP_ROLES, roleText } from '../accounts/account.ts'
import { setDisabled } from '../accounts/corrections-store.ts'
import { addressesOf } from '../accounts/own-account-queries.ts'
import { doorText } from '../identities/identity.ts'
import { revokeSignInMessages } from '../proofs/unlock-store.ts'
import {
  endDuplicates,
  heldRoles,
  moveAddresses,
  moveHandovers,
  moveIdentities,
  moveJoinRequests,
  moveMemberships,
  reopenDuplicates,
  revokeProofsOf,
  setPersonOf,
} from './merge-access-store.ts'
import type { MergeContribution, MergedPair, MergeRow } from './merge-contribution.ts'
import { accountFacts, doorsOf, mailboxesOf } from './merge-facts-queries.ts'
import { duplicatesToEnd, type HeldRole } from './merge-rules.ts'

const Ids = z.array(z.string())
const MovedAccess = z.object({
  identities: Ids,
  addresses: Ids,
  memberships: Ids,
  duplicates: Ids,
  handovers: z.object({ from: Ids, to: Ids }),
  joinRequests: Ids,
  disabledAt: z.string().nullable(),
  /** The person that only the account that went had. */
  person: z.string().nullable(),
})

/** Access's own part: ways in, mailboxes and roles go over, the other account is disabled and signed out. */
export const accessMergeContribution: MergeContribution = {
  name: 'access',
  async preview(reader, { pair }) {
    return { rows: await rowsOf(reader, pair), conflicts: [] }
  },
  async move(tx, { pair, now }) {
    const { keep, gone } = pair.accounts
    const over = { from: gone, to: keep }
    const before = await accountFacts(tx, [keep, gone])
    for (const { address } of await addressesOf(tx, gone)) await revokeSignInMessages(tx, address, now)
    await revokeProofsOf(tx, gone, now)
    const rolesOf = await heldRoles(tx, [keep, gone])
    const duplicates = duplicatesToEnd(rolesOf(keep), rolesOf(gone))
    await endDuplicates(tx, { ids: duplicates, now })
    const moved = {
      identities: await moveIdentities(tx, over),
      addresses: await moveAddresses(tx, over),
      memberships: await moveMemberships(tx, over),
      duplicates: [...duplicates],
      handovers: await moveHandovers(tx, over),
      joinRequests: await moveJoinRequests(tx, over),
      disabledAt: before.get(gone)?.disabledAt?.toString() ?? null,
      person: pair.people ? null : (before.get(gone)?.personId ?? null),
    } satisfies z.input<typeof MovedAccess>
    if (moved.person) await handPersonOver(tx, { from: gone, to: keep, personId: moved.person })
    await setDisabled(tx, { accountId: gone, at: now })
    await endSessionsOf(tx, gone, { because: 'account merged', now })
    return { moved }
  },
  async undo(tx, { pair, now, moved }) {
    const { keep, gone } = pair.accounts
    const back = { from: keep, to: gone }
    const was = MovedAccess.parse(moved)
    for (const { address } of await addressesOf(tx, keep)) await revokeSignInMessages(tx, address, now)
    await moveIdentities(tx, back, was.identities)
    await moveAddresses(tx, back, was.addresses)
    await moveMemberships(tx, back, was.memberships)
    await reopenDuplicates(tx, was.duplicates)
    await moveHandovers(tx, back, was.handovers)
    await moveJoinRequests(tx, back, was.joinRequests)
    if (was.person) await handPersonOver(tx, { ...back, personId: was.person })
    await setDisabled(tx, { accountId: gone, at: was.disabledAt ? Temporal.Instant.from(was.disabledAt) : null })
    // Whoever came in by what is the other's again is not to stay.
    await endSessionsOf(tx, keep, { because: 'merge undone', now })
    return {}
  },
}

type Handing = { readonly from: string; readonly to: string; readonly personId: string }

/** First taken, then given: one account at a time signs in for a person. */
async function handPersonOver(tx: Parameters<typeof setPersonOf>[0], { from, to, personId }: Handing) {
  await setPersonOf(tx, { accountId: from, personId: null })
  await setPersonOf(tx, { accountId: to, personId })
}

async function rowsOf(reader: Reader, { accounts: { keep, gone } }: MergedPair): Promise<readonly MergeRow[]> {
  const both = [keep, gone]
  const rolesOf = await heldRoles(reader, both)
  const [ownRoles, otherRoles] = [rolesOf(keep), rolesOf(gone)]
  const ended = duplicatesToEnd(ownRoles, otherRoles).length
  const names = await roleNames(reader, [...ownRoles, ...otherRoles])
  const mailboxes = await mailboxesOf(reader, both)
  const doors = await doorsOf(reader, both)
  const addressesAt = (id: string) =>
    mailboxes.filter(({ accountId }) => accountId === id).map(({ address }) => address)
  const doorsAt = (id: string) =>
    doors.filter(({ accountId }) => accountId === id).flatMap(({ door }) => (door === null ? [] : doorText[door]))
  const all = { after: 'All of them' }
  return [
    {
      what: 'Email addresses',
      keep: listed(addressesAt(keep)),
      gone: listed(addressesAt(gone)),
      ...all,
    },
    {
      what: 'Other ways to sign in',
      keep: listed(doorsAt(keep)),
      gone: listed(doorsAt(gone)),
      ...all,
    },
    {
      what: 'Roles',
      keep: listed(ownRoles.map(({ membershipId }) => names.get(membershipId) ?? '')),
      gone: listed(otherRoles.map(({ membershipId }) => names.get(membershipId) ?? '')),
      after: ended === 0 ? 'All of them' : 'All of them; what both have, once',
    },
  ]
}

async function roleNames(reader: Reader, roles: readonly HeldRole[]): Promise<ReadonlyMap<string, string>> {
  const organisations = await organisationNames(
    reader,
    roles.map(({ organisationId }) => organisationId),
  )
  return new Map(
    roles.map(({ membershipId, organisationId, role }) => {
      const known = MEMBERSHIP_ROLES.find((one) => one === role)
      const name = organisations.get(organisationId)?.name ?? 'an organisation'
      return [membershipId, `${known ? roleText[known] : role} at ${name}`]
    }),
  )
}

const listed = (words: readonly string[]): string => (words.length === 0 ? 'None' : words.join(', '))
