import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { HandoverId } from '../../handovers/handover.ts'
import { aboutChange, handoverUndone } from '../../handovers/handover-events.ts'
import { handoverPolicy } from '../../handovers/handover-policy.ts'
import { isUndoable } from '../../handovers/handover-rules.ts'
import { handoverWithPeople } from '../../handovers/handovers-queries.ts'
import { laterHandovers, lockHandover, settleHandover } from '../../handovers/handovers-store.ts'
import { revokeMailedProofs } from '../../handovers/mailed-proofs-store.ts'
import { schoolOf } from '../../handovers/school-of-queries.ts'
import { takeBack, tellOfOutcome } from '../../handovers/take-back.ts'
import { membershipEnded, roleGiven } from '../../memberships/membership-events.ts'
import { tutorOf } from '../../memberships/memberships-queries.ts'

/**
 * Takes a change of tutor back for whoever made it, within 7 days, and tells everybody. Refuses one that is older or settled
 * (`not-undoable`, with its `status`), and one after which somebody else became tutor (`changed-since`).
 */
export const undoHandover = command({
  name: 'access.undo-handover',
  input: z.object({ handoverId: HandoverId }),
  refusals: ['not-undoable', 'changed-since'],
  records: [handoverUndone.name, membershipEnded.name, roleGiven.name],
  async run({ tx, actor, now, baseUrl, refuse }, { handoverId }) {
    const handover = await lockHandover(tx, handoverId)
    if (!handover) return refuse('not-found')
    demand(handoverPolicy.undo(actor, handover))
    if (!isUndoable(handover, now)) refuse('not-undoable', { status: handover.status })
    const tutor = await tutorOf(tx, handover.organisationId)
    const isStill = tutor !== null && handover.membershipsStarted.includes(tutor.membershipId)
    if (!isStill || (await laterHandovers(tx, handover)).length > 0)
      refuse('changed-since', { name: tutor?.name ?? null })
    const change = (await handoverWithPeople(tx, handoverId)) ?? refuse('not-found')
    const school = (await schoolOf(tx, handover.organisationId)) ?? refuse('not-found')
    const events = await takeBack(tx, { handover, later: [], school, by: actor.accountId, now })
    await settleHandover(tx, { id: handoverId, move: 'undo', by: actor.accountId, because: null, now })
    await revokeMailedProofs(tx, { purpose: 'object-to-handover', aboutId: handoverId, now })
    const undone = handoverUndone.of(aboutChange(handover), {
      school: school.name,
      restored: change.from.name,
      removed: change.to.name,
    })
    return {
      value: { organisationId: handover.organisationId },
      events: [undone, ...events],
      send: await tellOfOutcome(tx, { change, outcome: 'undone', school, baseUrl }),
    }
  },
})
