import { createHash } from 'node:crypto'
import { events, routes } from '#src/main/compose.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { cookieName } from '#src/platform/http/cookies.ts'
import { csrfToken } from '#src/platform/http/csrf.ts'
import { json, type Route } from '#src/platform/http/route.ts'
import { newSecret } from '#src/platform/session/secrets.ts'
import { startSession } from '#src/platform/session/sessions-store.ts'
import { TEST_BASE_URL, TEST_SECRET, type TestApp, testApp } from '#test/app.ts'

export type Decision = 'allowed' | 'not-found' | 'not-allowed' | 'sign-in' | 'staff-sign-in'

const REACHED = { reached: true }

/** The service up to each handler: visitor, form check, load and policy are real, and then the door says that it was passed. */
export const guardedApp = (): Promise<TestApp> =>
  testApp({
    routes: routes.map((row): Route => ({ ...row, handle: () => json(REACHED) })),
    eventDefinitions: events,
    loadActor,
  })

export type Visitor = { readonly cookies: string; readonly csrf: string }

/** A browser that is signed in, or of nobody, with a token for its forms. */
export async function visitorFor({ db, clock }: TestApp, accountId: string | null): Promise<Visitor> {
  const browserSecret = newSecret()
  const browser = `${cookieName('browser', true)}=${browserSecret}`
  if (accountId === null) return { cookies: browser, csrf: csrfToken(TEST_SECRET, { browserSecret, sessionId: null }) }
  const session = await startSession(db, { accountId, method: 'persona', userAgent: 'a test', now: clock.now() })
  const isLive =
    (await loadActor(db, { accountId, actingFor: null, viewAs: null, provedAt: clock.now() }, clock.now())) !== null
  return {
    cookies: `${browser}; ${cookieName('session', true)}=${session.secret}`,
    // A form that was made for nobody: the session of a disabled account is none.
    csrf: csrfToken(TEST_SECRET, { browserSecret, sessionId: isLive ? session.id : null }),
  }
}

type Asked = { readonly at: Route['at']; readonly path: string; readonly visitor: Visitor }

/** What the door answers, and the whole answer. */
export async function knock({ app }: TestApp, { at, path, visitor }: Asked) {
  const isPost = at.startsWith('POST ')
  const response = await app.inject({
    method: isPost ? 'POST' : 'GET',
    url: path,
    headers: {
      cookie: visitor.cookies,
      'sec-fetch-site': 'same-origin',
      origin: TEST_BASE_URL,
      ...(isPost ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(isPost ? { payload: new URLSearchParams({ _csrf: visitor.csrf, _key: keyOf(path) }).toString() } : {}),
  })
  const { statusCode: status, body, headers } = response
  return { decision: decisionOf(response), status, body, location: headers.location ?? null }
}

const keyOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 32)

type Response = { readonly statusCode: number; readonly headers: Readonly<Record<string, unknown>> }

function decisionOf({ statusCode, headers }: Response): Decision {
  const to = String(headers['location'] ?? '')
  if (statusCode === 404) return 'not-found'
  if (statusCode === 403) return 'not-allowed'
  if (statusCode === 303 && to.startsWith('/sign-in?return=')) return 'sign-in'
  if (statusCode === 303 && to.startsWith('/staff-sign-in?return=')) return 'staff-sign-in'
  return 'allowed'
}
