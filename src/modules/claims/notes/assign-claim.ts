import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { ClaimId } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { lockClaim, saveClaim } from '../claims/claims-store.ts'
import { staffForClaims } from '../search/assignees-queries.ts'
import { claimAssigned } from './note-events.ts'

/** Says which member of staff looks after a claim, or nobody. `seen` is the revision that was shown. */
export const assignClaim = command({
  name: 'claims.assign-claim',
  input: z.object({ claimId: ClaimId, seen: z.int(), to: z.uuid().nullable() }),
  refusals: ['changed-since', 'not-staff', 'nothing-changed'],
  records: [claimAssigned.name],
  async run({ tx, actor, refuse }, { claimId, seen, to }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.staff(actor, claim))
    if (claim.revision !== seen) refuse('changed-since')
    if (claim.assignedTo === to) refuse('nothing-changed')
    const staff = await staffForClaims(tx)
    const nameOf = (id: string | null) =>
      id === null ? null : (staff.find((one) => one.id === id)?.name ?? 'A colleague')
    if (to !== null && !staff.some(({ id }) => id === to)) refuse('not-staff')
    await saveClaim(tx, claimId, { assigned_to: to })
    const assigned = { before: nameOf(claim.assignedTo), after: nameOf(to) }
    return { value: null, events: [claimAssigned.of([{ kind: 'claim', id: claimId }], { assigned })] }
  },
})
