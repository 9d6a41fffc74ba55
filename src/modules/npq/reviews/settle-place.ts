import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { footingOf } from '../acceptance/acceptance-queries.ts'
import { partyOf } from '../acceptance/parties-queries.ts'
import { releaseHeld } from '../declarations/held-store.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { closeTask } from '../tasks/tasks-store.ts'
import { fundedPlaceSettled } from './review-events.ts'
import { insertNote } from './review-notes-store.ts'
import { aboutOf } from './tell-decision.ts'

/** Staff have looked at a funded place in doubt, and it stays: of somebody who is eligible. Declarations that waited go on. */
export const settlePlace = command({
  name: 'npq.settle-funded-place',
  input: z.object({ registrationId: RegistrationId }),
  refusals: ['reason-needed', 'not-eligible', 'not-in-doubt'],
  records: [fundedPlaceSettled.name],
  async run({ tx, actor, now, process, refuse }, { registrationId }) {
    const registration = (await lockRegistration(tx, registrationId)) ?? refuse('not-found')
    demand(registrationPolicy.support(actor, registration))
    const note = process.reason ?? refuse('reason-needed')
    const footing = await footingOf(tx, registration)
    if (!footing.isEligible) refuse('not-eligible')
    const accountId = actor.accountId
    const settled = {
      registrationId,
      kind: 'funded-place-in-doubt',
      outcome: 'place-stays',
      by: accountId,
      now,
    } as const
    if (!(await closeTask(tx, settled))) refuse('not-in-doubt')
    await releaseHeld(tx, { registrationId, now })
    await insertNote(tx, { registrationId, reviewStatus: registration.reviewStatus, note, accountId, now })
    const about = aboutOf(registration, { party: await partyOf(tx, registration), footing })
    return { value: { registrationId }, events: [fundedPlaceSettled.of(about.subjects, about.names)] }
  },
})
