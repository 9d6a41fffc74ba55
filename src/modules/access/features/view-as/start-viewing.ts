import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { startViewing } from '#src/platform/session/sessions-store.ts'
import { personForStaff } from '../../accounts/person-queries.ts'
import { viewingStarted } from '../../remedies/remedy-events.ts'
import { remedyPolicy } from '../../remedies/remedy-policy.ts'

/** From the next request on, this session of a member of staff sees what the person sees, and can change nothing. */
export const startViewingAs = command({
  name: 'access.start-viewing-as',
  input: z.object({ accountId: z.uuid(), sessionId: z.uuid() }),
  refusals: ['no-reason', 'no-session'],
  records: [viewingStarted.name],
  async run({ tx, actor, now, process, refuse }, { accountId, sessionId }) {
    const person = (await personForStaff(tx, accountId)) ?? refuse('not-found')
    const isStaff = person.powers.length > 0
    demand(remedyPolicy.viewAs(actor, { accountId, isStaff, isDisabled: person.disabledAt !== null }))
    const viewer = actor.accountId ?? refuse('no-session')
    const reason = process.reason ?? refuse('no-reason')
    const until = await startViewing(tx, { sessionId, accountId: viewer, viewAs: accountId, reason, now })
    if (until === null) return refuse('no-session')
    return {
      value: { accountId },
      events: [
        viewingStarted.of(
          [
            { kind: 'account', id: accountId },
            { kind: 'account', id: viewer },
          ],
          { viewer: actor.name, viewed: person.name, until: until.toString() },
        ),
      ],
    }
  },
})
