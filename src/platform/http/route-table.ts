import type { FastifyInstance, FastifyRequest } from 'fastify'
import { answer } from './answer.ts'
import type { backstop } from './backstop.ts'
import type { Problem } from './error-pages.ts'
import type { HttpConfig, Services } from './http-config.ts'
import { BUSY, TIMES } from './http-rules.ts'
import { isShed, type Pressure } from './pressure.ts'
import { problemReply } from './problems.ts'
import type { Route } from './route.ts'

type Walls = { readonly pressure: Pressure; readonly backstop: ReturnType<typeof backstop> }

/** Each row of the tables of contents becomes a route. HEAD answers as GET, save where GET may write. */
export function addRoutes(server: FastifyInstance, services: Services, walls: Walls) {
  for (const row of services.routes) {
    server.route({
      ...placeOf(row.at),
      handlerTimeout: row.upload ? TIMES.upload : TIMES.handler,
      exposeHeadRoute: row.at.startsWith('GET ') && row.elsewhere === undefined,
      onRequest: async (request, reply) => {
        const address = usualAddress(services.config, request)
        if (address !== null) return reply.redirect(address, 307)
        const problem = refusalOf(walls, row, request, services.config)
        return problem ? problemReply(services, request, reply, problem) : undefined
      },
      handler: (request, reply) => answer(services, row, request, reply),
    })
  }
}

export function placeOf(at: Route['at']): { readonly method: 'GET' | 'POST'; readonly url: string } {
  return at.startsWith('GET ') ? { method: 'GET', url: at.slice(4) } : { method: 'POST', url: at.slice(5) }
}

/**
 * Why a request is turned away before it costs anything. Outside production the backstop does not count this machine: load
 * tests and browser stories are hundreds of visitors at one address. The ways in are not counted either: a robot behind the
 * address of a whole school would shut everybody there out. They have limits of their own, by mailbox and by browser, and
 * shed last.
 */
function refusalOf(walls: Walls, row: Route, { ip }: FastifyRequest, { environment }: HttpConfig): Problem | null {
  const isCounted = row.priority !== 'high' && (environment === 'production' || !THIS_MACHINE.test(ip))
  const waitSeconds = isCounted ? walls.backstop(ip, performance.now()) : 0
  if (waitSeconds > 0) return { kind: 'too-many', waitSeconds }
  return isShed(walls.pressure.load(), row) ? { kind: 'unavailable', waitSeconds: BUSY.retrySeconds } : null
}

const THIS_MACHINE = /^(localhost|127\.0\.0\.1|\[?::1\]?)$/

/**
 * In development a browser may come to localhost when the service calls itself 127.0.0.1, or the reverse: the sign-in service
 * would bring it back under a name for which it has no cookies. It goes on under the service's own name.
 */
function usualAddress({ environment, baseUrl }: HttpConfig, { method, url, headers }: FastifyRequest): string | null {
  if (environment === 'production' || method !== 'GET' || !headers.accept?.includes('text/html')) return null
  const [usual, asked] = [new URL(baseUrl), urlOf(headers.host)]
  const areOurs = asked !== null && [usual, asked].every(({ hostname }) => THIS_MACHINE.test(hostname))
  return areOurs && asked.port === usual.port && asked.hostname !== usual.hostname ? `${usual.origin}${url}` : null
}

const urlOf = (host: string | undefined): URL | null =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
