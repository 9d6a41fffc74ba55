import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { letGoHours } from '../allowance/held-hours-store.ts'
import { ClaimId } from './claim.ts'
import { checkReason } from './claim-checks.ts'
import { draftDiscarded } from './claim-events.ts'
import { claimPolicy } from './claim-policy.ts'
import { draftSubjects } from './claim-subjects.ts'
import { lockClaim, moveClaim } from './claims-store.ts'

/** Gives up a draft; staff say why. Its hours can be claimed at once. */
export const discardDraft = command({
  name: 'claims.discard-draft',
  input: z.object({ claimId: ClaimId, seen: z.int() }),
  refusals: ['changed-since', 'no-reason'],
  records: [draftDiscarded.name],
  async run({ tx, actor, now, process, refuse }, { claimId, seen }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.claimantOrSupport(actor, claim))
    checkReason({ actor, process }, claim.schoolId, refuse)
    if (claim.revision !== seen) return refuse('changed-since', { status: claim.status })
    const moved = await moveClaim(tx, { claim, move: 'discard', now, also: { reserved_until: null } })
    if (moved === null) return refuse('changed-since', { status: claim.status })
    await letGoHours(tx, claimId)
    return {
      value: { claimId },
      events: [draftDiscarded.of(draftSubjects(claim), { reference: claim.reference, moved })],
    }
  },
})
