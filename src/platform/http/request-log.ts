import type { FastifyInstance } from 'fastify'
import type { Log } from '../log.ts'

/**
 * One line for each request: the route's template, never its address, query, cookies or body, which can hold tokens and names.
 */
export function logRequests(server: FastifyInstance, log: Log) {
  server.addHook('onResponse', async (request, reply) => {
    if (isNoise(request.routeOptions.url, reply.statusCode)) return
    log.info('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    })
  })
}

/** Probes and files for browsers come many times a minute and say nothing, unless they fail. */
const isNoise = (route: string | undefined, status: number): boolean =>
  status < 400 && route !== undefined && /^\/(health|assets)\//.test(route)
