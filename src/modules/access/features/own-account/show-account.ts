import { historyBefore } from '#src/platform/audit/history-pages.ts'
import type { HistoryEntry } from '#src/platform/http/route.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { sessionsOf } from '#src/platform/session/sessions-queries.ts'
import { organisationNames } from '../../../directory/public.ts'
import { addressesOf } from '../../accounts/own-account-queries.ts'
import { accountPage } from './account-page.tsx'
import { endAllOthers, endSession } from './end-sessions.ts'

/** One's own account: name, addresses, roles, how and where one is signed in, and what happened. */
export async function showAccount(request: WebRequest): Promise<Reply> {
  const { actor, db, now, query, session } = request
  const { accountId } = actor
  if (accountId === null) return notFound
  const own = actor.memberships.filter(({ through }) => through === undefined)
  const history = await request.history({ kind: 'account', id: accountId }, historyBefore(query['before']))
  return show(
    accountPage({
      actor,
      addresses: await addressesOf(db, accountId),
      roles: own,
      organisations: await organisationNames(db, actor.ownOrganisations),
      sessions: await sessionsOf(db, accountId, now),
      sessionId: session.id,
      history: history.map((entry) => asTheirs(entry, actor.name)),
      done: query['done'] ?? null,
    }),
  )
}

/** Why staff did something stays with staff; who did it is told. */
const asTheirs = (entry: HistoryEntry, name: string): HistoryEntry => ({
  ...entry,
  by: entry.by === name ? 'you' : entry.by,
  reason: null,
})

/** Signs one's own account out in another browser. Twice is no harm; somebody else's session is not found. */
export async function endOne(request: WebRequest): Promise<Reply> {
  const sessionId = request.params['sessionId'] ?? ''
  // The browser in hand signs out by its own button, which also forgets the cookie.
  if (sessionId === request.session.id) return redirectTo('/account')
  const done = await request.execute(endSession, { sessionId })
  return done.ok ? redirectTo('/account?done=session') : notFound
}

export async function endOthers(request: WebRequest): Promise<Reply> {
  if (request.session.id === null) return notFound
  const done = await request.execute(endAllOthers, { sessionId: request.session.id })
  return redirectTo(done.ok ? '/account?done=session' : '/account')
}
