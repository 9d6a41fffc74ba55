import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { Handover } from '../../handovers/handover.ts'
import { aboutChange, handoverObjected } from '../../handovers/handover-events.ts'
import { handoverPolicy } from '../../handovers/handover-policy.ts'
import { handoverStates } from '../../handovers/handover-states.ts'
import { handoverWithPeople } from '../../handovers/handovers-queries.ts'
import { laterHandovers, lockHandover, objectToChange, settleHandover } from '../../handovers/handovers-store.ts'
import {
  mailedProofById,
  revokeMailedProofs,
  revokeNominationLinks,
  useMailedProof,
} from '../../handovers/mailed-proofs-store.ts'
import { schoolOf } from '../../handovers/school-of-queries.ts'
import { takeBack, tellOfOutcome } from '../../handovers/take-back.ts'
import { membershipEnded, roleGiven } from '../../memberships/membership-events.ts'
import { tutorOf } from '../../memberships/memberships-queries.ts'
import { ProofId } from '../../proofs/proof.ts'
import { proofState } from '../../proofs/proof-rules.ts'

const AN_EARLIER_ONE = 'An earlier change was objected to'

/**
 * "This was not me", by the link to whoever was replaced or to the school's contact: restores the tutor before at once, with all
 * that followed from the change, signs the successor out, stops every nomination link of the school, and gives staff a task.
 * Refuses a link that is not live (with `state`), a change that is settled already (with `status`), one that staff have made anew
 * since (`staff-decided`), and one whose tutor is tutor again (`tutor-again`).
 */
export const objectToHandover = command({
  name: 'access.object-to-handover',
  input: z.object({ proofId: ProofId, explanation: z.string().nullable() }),
  refusals: ['link-not-live', 'settled', 'staff-decided', 'tutor-again'],
  records: [handoverObjected.name, membershipEnded.name, roleGiven.name],
  async run({ tx, actor, now, baseUrl, refuse }, { proofId, explanation }) {
    const found = (await mailedProofById(tx, PURPOSE, proofId)) ?? refuse('not-found')
    demand(handoverPolicy.object(actor, found))
    const handover = (await lockHandover(tx, found.aboutId)) ?? refuse('not-found')
    if (handoverStates.move('object', handover.status) === null) refuse('settled', { status: handover.status })
    // Read again under the lock: another message of the same change may have been quicker.
    const proof = (await mailedProofById(tx, PURPOSE, proofId)) ?? found
    const state = proofState(proof, now)
    if (state !== 'live') refuse('link-not-live', { state })
    const later = await laterHandovers(tx, handover)
    const hindrance = await hindranceTo(tx, handover, later)
    if (hindrance) refuse(hindrance)
    const change = (await handoverWithPeople(tx, handover.id)) ?? refuse('not-found')
    const school = (await schoolOf(tx, handover.organisationId)) ?? refuse('not-found')
    const events = await takeBack(tx, { handover, later, school, by: null, now })
    const by = proof.accountId ? 'replaced-person' : 'contact'
    await objectToChange(tx, { id: handover.id, by, words: explanation, now })
    await letFall(tx, later, now)
    await useMailedProof(tx, proof, now)
    await revokeNominationLinks(tx, school.id, now)
    const objected = handoverObjected.of([...aboutChange(handover), { kind: 'proof', id: proofId }], {
      school: school.name,
      restored: change.from.name,
      removed: change.to.name,
      by,
    })
    return {
      value: null,
      events: [objected, ...events],
      send: await tellOfOutcome(tx, { change, outcome: 'objected', school, baseUrl }),
    }
  },
})

const PURPOSE = 'object-to-handover'

/** Why the tutor before cannot simply be tutor again. */
async function hindranceTo(tx: Tx, { organisationId, fromAccountId }: Handover, later: readonly Handover[]) {
  if ((await tutorOf(tx, organisationId))?.accountId === fromAccountId) return 'tutor-again'
  return later.some(({ kind }) => kind === 'by-staff') ? 'staff-decided' : null
}

/** What the successor did with the role falls with it: who takes a school over may hand it on at once. */
async function letFall(tx: Tx, later: readonly Handover[], now: Temporal.Instant): Promise<void> {
  for (const { id } of later) {
    await settleHandover(tx, { id, move: 'undo', by: null, because: AN_EARLIER_ONE, now })
    await revokeMailedProofs(tx, { purpose: PURPOSE, aboutId: id, now })
  }
}
