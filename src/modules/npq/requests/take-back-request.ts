import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { personById } from '../../directory/public.ts'
import { toTellAtProvider } from '../acceptance/parties-queries.ts'
import { releaseTakenBackEmail } from '../emails/change-emails.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { aboutRequest } from './ask-release.ts'
import { ChangeRequestId } from './change-request.ts'
import { settleRequest } from './change-requests-store.ts'
import { lockRequest } from './lock-request.ts'
import { releaseTakenBack } from './request-events.ts'
import { subjectsOf } from './tell-change.ts'

/** Whoever asked to be let go does not want it any more. The provider is told that nothing is left to answer. */
export const takeBackRequest = command({
  name: 'npq.take-back-request',
  input: z.object({ requestId: ChangeRequestId }),
  refusals: ['reason-needed', 'already-answered'],
  records: [releaseTakenBack.name],
  async run(work, { requestId }) {
    const { tx, actor, process, now, baseUrl, refuse } = work
    const { request, registration, view, names } = await lockRequest(work, requestId, (found) => {
      demand(registrationPolicy.change(actor, found))
    })
    if (actor.personId !== registration.personId && process.reason === null) refuse('reason-needed')
    await settleRequest(tx, { id: requestId, move: 'takeBack', by: actor.accountId, now })
    const person = await personById(tx, registration.personId)
    const colleagues = await toTellAtProvider(tx, request.fromProviderId)
    const told = {
      ...{
        registrationId: registration.id,
        occasion: requestId,
        cohortName: view.cohort.name,
        byStaff: false,
        baseUrl,
      },
      ...{ courseName: names.before.course, providerName: names.before.provider, participant: person?.name ?? '' },
    }
    return {
      value: { registrationId: registration.id },
      events: [
        releaseTakenBack.of(
          subjectsOf(registration, request.fromProviderId),
          aboutRequest({ kind: request.kind, cohort: registration.cohort, names }),
        ),
      ],
      send: colleagues.map((to) => releaseTakenBackEmail({ ...told, to })),
    }
  },
})
