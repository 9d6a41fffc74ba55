import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import { movedTraining } from '../acceptance/move-rules.ts'
import { deferredEmail } from '../emails/training-emails.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { lockInTraining, saveTraining, toTellOf, trainingOf } from './in-training.ts'
import { trainingDeferred } from './training-events.ts'
import { DEFERRAL_REASONS } from './training-reasons.ts'
import { whyNotDeferred } from './training-rules.ts'

/** A participant takes a break, once something of the course was declared. */
export const deferTraining = command({
  name: 'npq.defer-training',
  input: z.object({ registrationId: RegistrationId, because: z.enum(DEFERRAL_REASONS) }),
  refusals: ['not-accepted', 'already-deferred', 'already-withdrawn', 'no-declarations', 'changed-meanwhile'],
  records: [trainingDeferred.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId, because }) {
    const training = await lockInTraining({ tx, actor, refuse }, registrationId)
    const { registration: before, footing, party, declared } = training
    const stays = whyNotDeferred({ ...before, declared })
    if (stays) return refuse(stays)
    const after = movedTraining(before, 'defer')
    await saveTraining(tx, { before, after, kind: 'deferred', reason: because, now })
    return {
      value: { registrationId },
      events: [
        trainingDeferred.of(subjectsOf(after), {
          ...aboutRegistration(after, party, footing),
          training: trainingOf(before, after),
          because,
        }),
      ],
      send: toTellOf(training, baseUrl).map(deferredEmail),
    }
  },
})
