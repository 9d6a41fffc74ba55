import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { partyOf } from '../acceptance/parties-queries.ts'
import { releaseRefusedEmail } from '../emails/change-emails.ts'
import { aboutRequest, wishText } from './ask-release.ts'
import { ChangeRequestId } from './change-request.ts'
import { settleRequest } from './change-requests-store.ts'
import { lockRequest } from './lock-request.ts'
import { releaseRefused } from './request-events.ts'
import { mayAnswer } from './request-policy.ts'
import { subjectsOf } from './tell-change.ts'

/** The provider does not let somebody go, and says why. Everything stays as it is, and they are told. */
export const refuseRelease = command({
  name: 'npq.refuse-release',
  input: z.object({ requestId: ChangeRequestId, because: z.string().min(1) }),
  refusals: ['reason-needed', 'already-answered'],
  records: [releaseRefused.name],
  async run(work, { requestId, because }) {
    const { tx, actor, process, now, baseUrl, refuse } = work
    const locked = await lockRequest(work, requestId, (_registration, asked) => {
      demand(mayAnswer(actor, asked))
    })
    const { request, registration, view, names } = locked
    if (!actor.worksAt(request.fromProviderId) && process.reason === null) refuse('reason-needed')
    await settleRequest(tx, { id: requestId, move: 'refuse', by: actor.accountId, because, now })
    const { participant } = await partyOf(tx, registration)
    const told = {
      ...{
        registrationId: registration.id,
        occasion: requestId,
        cohortName: view.cohort.name,
        byStaff: false,
        baseUrl,
      },
      ...{ courseName: names.before.course, providerName: names.before.provider, because },
    }
    return {
      value: { registrationId: registration.id },
      events: [
        releaseRefused.of(subjectsOf(registration, request.fromProviderId), {
          ...aboutRequest({ kind: request.kind, cohort: registration.cohort, names }),
          because,
        }),
      ],
      send: participant ? [releaseRefusedEmail({ ...told, to: participant, wish: wishText(request.kind, names) })] : [],
    }
  },
})
