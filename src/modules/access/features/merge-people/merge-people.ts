import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { personMerged } from '../../../directory/public.ts'
import type { MergeContribution } from '../../merges/merge-contribution.ts'
import { accountsMerged } from '../../merges/merge-events.ts'
import { mergePolicy } from '../../merges/merge-policy.ts'
import { lockForMerge, performMerge } from '../../merges/perform-merge.ts'

/**
 * Makes one account, and one person, of two, with a reason. Every module moves what is its own; the other's id stays published.
 * Refuses accounts of staff, one account with itself, an account that has become part of another (`merged-already`, with who and
 * when), and what a module says must be settled first (`conflict`, with what and what to do).
 */
export const mergePeopleWith = (contributions: readonly MergeContribution[]) =>
  command({
    name: 'access.merge-people',
    input: z.object({ keep: z.uuid(), gone: z.uuid() }),
    refusals: ['no-reason', 'same-account', 'merged-already', 'conflict'],
    records: [accountsMerged.name, personMerged.name],
    async run({ tx, actor, now, baseUrl, process, refuse }, { keep, gone }) {
      if (keep === gone) refuse('same-account')
      const locked = (await lockForMerge(tx, { keep, gone })) ?? refuse('not-found')
      demand(
        mergePolicy.merge(actor, {
          keep: { accountId: keep, isStaff: locked.keep.isStaff },
          gone: { accountId: gone, isStaff: locked.gone.isStaff },
        }),
      )
      if (process.reason === null) refuse('no-reason')
      const because = 'by-staff'
      const done = await performMerge(tx, { locked, contributions, because, by: actor.accountId, now, baseUrl })
      if (done.kind === 'merged-already') {
        const { mergedAt, by, keep: into } = done.merge
        return refuse('merged-already', { at: mergedAt, by, into })
      }
      if (done.kind === 'conflict') return refuse('conflict', { conflicts: done.conflicts })
      return { value: { mergeId: done.mergeId }, events: done.events, send: done.send }
    },
  })
