import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import { movedTraining } from '../acceptance/move-rules.ts'
import { trainingWithdrawnEmail } from '../emails/training-emails.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { lockInTraining, saveTraining, toTellOf, trainingOf } from './in-training.ts'
import { trainingWithdrawn } from './training-events.ts'
import { WITHDRAWAL_REASONS } from './training-reasons.ts'
import { whyNotWithdrawn } from './training-rules.ts'

/** A participant who has started leaves the course. They may register for it again. */
export const withdrawTraining = command({
  name: 'npq.withdraw-training',
  input: z.object({ registrationId: RegistrationId, because: z.enum(WITHDRAWAL_REASONS) }),
  refusals: ['not-accepted', 'already-withdrawn', 'no-started-declaration', 'changed-meanwhile'],
  records: [trainingWithdrawn.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId, because }) {
    const training = await lockInTraining({ tx, actor, refuse }, registrationId)
    const { registration: before, footing, party, declared } = training
    const stays = whyNotWithdrawn({ ...before, declared })
    if (stays) return refuse(stays)
    const after = movedTraining(before, 'withdraw')
    await saveTraining(tx, { before, after, kind: 'withdrawn', reason: because, now })
    return {
      value: { registrationId },
      events: [
        trainingWithdrawn.of(subjectsOf(after), {
          ...aboutRegistration(after, party, footing),
          training: trainingOf(before, after),
          because,
        }),
      ],
      send: toTellOf(training, baseUrl).map(trainingWithdrawnEmail),
    }
  },
})
