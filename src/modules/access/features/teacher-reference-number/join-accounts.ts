import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { personMerged } from '../../../directory/public.ts'
import { accountAtAddress } from '../../accounts/accounts-queries.ts'
import { type JoinProof, joinProofByToken, useJoinProof } from '../../merges/join-proofs-store.ts'
import type { MergeContribution } from '../../merges/merge-contribution.ts'
import { accountsMerged } from '../../merges/merge-events.ts'
import { lockForMerge, performMerge } from '../../merges/perform-merge.ts'

/**
 * Makes one account of one's own two: the session shows the one, the link from its mailbox the other, and both gave one teacher
 * reference number. The account that has the number stays, so that no id of it changes. Refuses a link that is not live or was asked
 * for by another account, accounts of staff and disabled ones, and whatever a module says must be settled first (`conflict`).
 */
export const joinAccountsWith = (contributions: readonly MergeContribution[]) =>
  command({
    name: 'access.join-own-accounts',
    input: z.object({ token: z.string() }),
    refusals: ['link-not-live', 'other-account', 'no-account', 'merged-already', 'conflict'],
    records: [accountsMerged.name, personMerged.name],
    async run({ tx, actor, now, baseUrl, refuse }, { token }) {
      const proof = (await joinProofByToken(tx, token)) ?? refuse('link-not-live')
      if (proof.accountId !== actor.accountId) refuse('other-account')
      const locked = (await lockBoth(tx, proof)) ?? refuse('no-account')
      if (!(await useJoinProof(tx, proof, now))) refuse('link-not-live')
      const because = 'proven-by-owner'
      const done = await performMerge(tx, { locked, contributions, because, by: null, now, baseUrl })
      if (done.kind !== 'merged') return refuse(done.kind)
      return { value: { accountId: locked.keep.id }, events: done.events, send: done.send }
    },
  })

/** Both accounts, locked; null when the mailbox is no longer one of another account that may be merged. */
async function lockBoth(tx: Tx, { accountId: gone, address }: JoinProof) {
  const keep = (await accountAtAddress(tx, address))?.id
  const locked = keep === undefined || keep === gone ? null : await lockForMerge(tx, { keep, gone })
  // Asked once more under the locks: the mailbox may have changed hands.
  const owner = await accountAtAddress(tx, address)
  const mayMerge = owner?.id === keep && !owner?.disabled && !owner?.isStaff && !locked?.gone.isStaff
  return mayMerge ? locked : null
}
