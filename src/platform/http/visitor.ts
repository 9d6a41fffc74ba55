import type { FastifyReply, FastifyRequest } from 'fastify'
import { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { momentNamed } from '../clock.ts'
import { hashOfSecret, isSecret, newSecret } from '../session/secrets.ts'
import { BROWSER_SECRET } from '../session/session-rules.ts'
import { doorOfSession, whySessionEnded } from '../session/sessions-queries.ts'
import { endSession, findSession, proveSession, startSession } from '../session/sessions-store.ts'
import { cookiesOf, keepsSecureCookies } from './cookies.ts'
import type { HttpConfig, Services } from './http-config.ts'
import type { Cookies, SessionControl } from './route.ts'

const SESSION = 'session'
const BROWSER = 'browser'

/** Who is at the other end of one request: the browser, its session if it has one, and the actor that it makes. */
export type Visitor = {
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly cookies: Cookies
  readonly session: SessionControl
  /** The secret that only this browser holds. Asking for it gives the browser one, so ask only when needed. */
  readonly browserSecret: () => string
  readonly browserHash: () => Buffer
}

export async function meetVisitor(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<Visitor> {
  await services.clock.refresh?.()
  const now = requestTime(services, request)
  const cookies = cookiesOf(request, reply, keepsSecureCookies(services.config.baseUrl))
  const secret = cookies.get(SESSION)
  const found = isSecret(secret) ? await findSession(services.db, secret, now) : null
  const actor = found ? await services.loadActor(services.db, found, now) : null
  const userAgent = request.headers['user-agent'] ?? ''
  const id = actor && found ? found.id : null
  const session = sessionControl({ db: services.db, cookies, now, userAgent, id, secret })
  return { actor: actor ?? Actor.anonymous(), now, cookies, session, ...browserSecretIn(cookies) }
}

/** For pages that must appear even when the database does not answer. */
export function unknownVisitor(
  config: HttpConfig,
  now: Temporal.Instant,
  request: FastifyRequest,
  reply: FastifyReply,
): Visitor {
  const cookies = cookiesOf(request, reply, keepsSecureCookies(config.baseUrl))
  const session: SessionControl = {
    id: null,
    whyEnded: async () => null,
    start: async () => {},
    prove: async () => false,
    cameBy: async () => null,
    end: async () => {},
  }
  return { actor: Actor.anonymous(), now, cookies, session, ...browserSecretIn(cookies) }
}

function browserSecretIn(cookies: Cookies): Pick<Visitor, 'browserSecret' | 'browserHash'> {
  const browserSecret = () => {
    const known = cookies.get(BROWSER)
    if (isSecret(known)) return known
    const secret = newSecret()
    cookies.set(BROWSER, secret, BROWSER_SECRET.total('seconds'))
    return secret
  }
  return { browserSecret, browserHash: () => hashOfSecret(browserSecret()) }
}

type Control = {
  readonly db: Services['db']
  readonly cookies: Cookies
  readonly now: Temporal.Instant
  readonly userAgent: string
  readonly id: string | null
  /** What the browser's cookie holds, whether or not it opens a session. */
  readonly secret: string | undefined
}

/** A new session always has a new secret: one that was planted in the browser before is worth nothing after. */
function sessionControl({ db, cookies, now, userAgent, id: foundId, secret }: Control): SessionControl {
  let id = foundId
  return {
    get id() {
      return id
    },
    whyEnded: async () => (id === null && isSecret(secret) ? whySessionEnded(db, secret) : null),
    async start(accountId, method, beginning) {
      if (id) await endSession(db, id, { because: 'signed in again', now })
      const started = await startSession(db, { accountId, method, userAgent, now, beginning })
      id = started.id
      cookies.set(SESSION, started.secret)
    },
    prove: async (provedAt) => (id === null ? false : proveSession(db, id, provedAt)),
    cameBy: async () => (id === null ? null : doorOfSession(db, id)),
    async end(because) {
      if (id) await endSession(db, id, { because, now })
      id = null
      cookies.clear(SESSION)
    },
  }
}

/** Outside production a request may name its own moment, as an instant or a day. */
function requestTime({ clock, config }: Services, request: FastifyRequest): Temporal.Instant {
  const asked = request.headers['x-platform-date']
  if (config.environment === 'production' || typeof asked !== 'string') return clock.now()
  return momentNamed(asked) ?? clock.now()
}
