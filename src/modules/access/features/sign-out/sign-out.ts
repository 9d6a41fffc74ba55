import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { type Reply, redirectTo, sendAway, type WebRequest } from '#src/platform/http/route.ts'
import { signedOut } from '../../access-events.ts'

/** Notes that somebody signed out. The session itself is the platform's: the handler ends it. */
export const signOut = command({
  name: 'access.sign-out',
  input: z.object({}),
  refusals: [],
  records: [signedOut.name],
  async run({ actor, refuse }) {
    const { accountId } = actor
    if (accountId === null) return refuse('not-found')
    return { value: null, events: [signedOut.of([{ kind: 'account', id: accountId }], {})] }
  },
})

/**
 * Ends the session, also one that has ended already, and goes to the start page: by way of the service that the session began at,
 * so that whoever comes next to this computer is not let in there without being asked.
 */
export async function endSession(request: WebRequest): Promise<Reply> {
  const cameBy = await request.session.cameBy()
  if (request.actor.accountId !== null) await request.execute(signOut, {})
  await request.session.end('signed out')
  const away = cameBy && (await request.door(cameBy.door)?.leave(cameBy.sealedIdToken))
  return away ? sendAway(away) : redirectTo('/')
}
