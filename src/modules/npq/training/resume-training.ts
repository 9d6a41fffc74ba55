import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { aboutRegistration, subjectsOf } from '../acceptance/acceptance-events.ts'
import { movedTraining } from '../acceptance/move-rules.ts'
import { resumedEmail } from '../emails/training-emails.ts'
import { isLive, RegistrationId } from '../registrations/registration.ts'
import { lockInTraining, saveTraining, toTellOf, trainingOf } from './in-training.ts'
import { trainingResumed } from './training-events.ts'
import { whyNotResumed } from './training-rules.ts'

/** A participant goes on after a break, or comes back after leaving, unless another registration has taken its place. */
export const resumeTraining = command({
  name: 'npq.resume-training',
  input: z.object({ registrationId: RegistrationId }),
  refusals: ['not-accepted', 'already-active', 'other-live', 'changed-meanwhile'],
  records: [trainingResumed.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId }) {
    const training = await lockInTraining({ tx, actor, refuse }, registrationId)
    const { registration: before, siblings, footing, party } = training
    const stays = whyNotResumed({ ...before, hasOtherLive: siblings.some(isLive) })
    if (stays) return refuse(stays)
    const after = movedTraining(before, 'resume')
    await saveTraining(tx, { before, after, kind: 'resumed', now })
    return {
      value: { registrationId },
      events: [
        trainingResumed.of(subjectsOf(after), {
          ...aboutRegistration(after, party, footing),
          training: trainingOf(before, after),
        }),
      ],
      send: toTellOf(training, baseUrl).map(resumedEmail),
    }
  },
})
