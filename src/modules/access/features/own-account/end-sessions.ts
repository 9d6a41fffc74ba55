import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { endOtherSessions, endOwnSession } from '#src/platform/session/own-sessions-store.ts'
import { ownSessionsEnded } from '../../accounts/own-account-events.ts'

const because = 'ended by its owner'

/** Signs one's own account out in one other browser. Refuses a session that is not one's own, or has ended. */
export const endSession = command({
  name: 'access.end-own-session',
  input: z.object({ sessionId: z.uuid() }),
  refusals: [],
  records: [ownSessionsEnded.name],
  async run({ tx, actor, now, refuse }, { sessionId }) {
    const { accountId } = actor
    if (accountId === null) return refuse('not-found')
    if (!(await endOwnSession(tx, { sessionId, accountId }, { because, now }))) return refuse('not-found')
    return { value: null, events: [ownSessionsEnded.of([{ kind: 'account', id: accountId }], { sessions: 1 })] }
  },
})

/** Signs one's own account out everywhere but in the session given. Refuses when there is no other. */
export const endAllOthers = command({
  name: 'access.end-other-sessions',
  input: z.object({ sessionId: z.uuid() }),
  refusals: ['no-other'],
  records: [ownSessionsEnded.name],
  async run({ tx, actor, now, refuse }, { sessionId }) {
    const { accountId } = actor
    if (accountId === null) return refuse('not-found')
    const sessions = await endOtherSessions(tx, { sessionId, accountId }, { because, now })
    if (sessions === 0) return refuse('no-other')
    return { value: null, events: [ownSessionsEnded.of([{ kind: 'account', id: accountId }], { sessions })] }
  },
})
