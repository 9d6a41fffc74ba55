import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { endSessionsOf } from '#src/platform/session/sessions-store.ts'
import { lockAccount } from '../../accounts/corrections-store.ts'
import { sessionsEndedByStaff } from '../../remedies/remedy-events.ts'
import { remedyPolicy } from '../../remedies/remedy-policy.ts'

/** Signs an account out everywhere, from its next request on. */
export const endPersonSessions = command({
  name: 'access.end-sessions',
  input: z.object({ accountId: z.uuid() }),
  refusals: ['no-reason', 'not-signed-in'],
  records: [sessionsEndedByStaff.name],
  async run({ tx, actor, now, process, refuse }, { accountId }) {
    if (!(await lockAccount(tx, accountId))) refuse('not-found')
    demand(remedyPolicy.endSessions(actor))
    if (process.reason === null) refuse('no-reason')
    const sessionsEnded = await endSessionsOf(tx, accountId, { because: 'ended by staff', now })
    if (sessionsEnded === 0) refuse('not-signed-in')
    return {
      value: { sessionsEnded },
      events: [sessionsEndedByStaff.of([{ kind: 'account', id: accountId }], { sessionsEnded })],
    }
  },
})
