import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { HandoverId } from '../../handovers/handover.ts'
import { aboutChange, objectionSettled } from '../../handovers/handover-events.ts'
import { handoverPolicy } from '../../handovers/handover-policy.ts'
import { handoverStates } from '../../handovers/handover-states.ts'
import { handoverWithPeople } from '../../handovers/handovers-queries.ts'
import { lockHandover, settleHandover } from '../../handovers/handovers-store.ts'
import { schoolOf } from '../../handovers/school-of-queries.ts'
import { doAgain, tellOfOutcome } from '../../handovers/take-back.ts'
import { membershipEnded, roleGiven } from '../../memberships/membership-events.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'

export const DECISIONS = ['uphold', 'reinstate'] as const

/**
 * Staff look at an objection: they uphold it, and the tutor who was restored stays, or reinstate the successor. Refuses one that
 * a colleague has settled (`settled`, with `by` and `at`), and to reinstate when somebody else has become tutor since (`changed-since`).
 */
export const settleObjection = command({
  name: 'access.settle-objection',
  input: z.object({ handoverId: HandoverId, decision: z.enum(DECISIONS), reason: z.string().min(1) }),
  refusals: ['settled', 'changed-since'],
  records: [objectionSettled.name, membershipEnded.name, roleGiven.name],
  async run({ tx, actor, now, baseUrl, refuse }, { handoverId, decision, reason }) {
    const handover = await lockHandover(tx, handoverId)
    if (!handover) return refuse('not-found')
    demand(handoverPolicy.settleObjection(actor))
    const change = (await handoverWithPeople(tx, handoverId)) ?? refuse('not-found')
    if (handoverStates.move(decision, handover.status) === null) {
      refuse('settled', { by: change.settledBy, at: handover.settledAt })
    }
    const school = (await schoolOf(tx, handover.organisationId)) ?? refuse('not-found')
    const members = await membersOf(tx, school.id)
    const tutor = members.find(({ role }) => role === 'induction-tutor')
    if (decision === 'reinstate' && tutor && tutor.accountId !== handover.fromAccountId) {
      refuse('changed-since', { name: tutor.name })
    }
    const by = actor.accountId
    const events = decision === 'reinstate' ? await doAgain(tx, { handover, members, school, by, now }) : []
    await settleHandover(tx, { id: handoverId, move: decision, by, because: reason, now })
    const settled = objectionSettled.of(aboutChange(handover), {
      school: school.name,
      decision,
      tutor: decision === 'reinstate' ? change.to.name : (tutor?.name ?? change.from.name),
      reason,
    })
    const outcome = decision === 'reinstate' ? 'reinstated' : 'upheld'
    return {
      value: { organisationId: school.id },
      events: [settled, ...events],
      send: await tellOfOutcome(tx, { change, outcome, school, baseUrl }),
    }
  },
})
