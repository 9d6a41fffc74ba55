import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, Server } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyHttpOptions, type FastifyInstance, type FastifyRequest } from 'fastify'
import { addEndpoints } from './api/add-endpoints.ts'
import { serveAssets } from './assets.ts'
import { backstop } from './backstop.ts'
import { compressPages } from './compression.ts'
import { collectFields } from './form-body.ts'
import { addHealth } from './health.ts'
import type { HttpConfig, Services } from './http-config.ts'
import { FORM_LIMITS, HEADER_BYTES, TIMES } from './http-rules.ts'
import { mountAll } from './mounts.ts'
import { answerProblems, refuseBrokenRequests } from './problems.ts'
import { logRequests } from './request-log.ts'
import { addRoutes } from './route-table.ts'
import { SECRET_ADDRESS, securityHeaders } from './security-headers.ts'
import { type Stop, stopper } from './stop.ts'
import { acceptUploads } from './uploads.ts'
import { addWebhooks } from './webhooks.ts'

/** The web door: everything that the rest of the house may know of the server. */
export type App = {
  /** Answers the port that it listens on. */
  readonly listen: (at: { readonly host: string; readonly port: number }) => Promise<number>
  /** A request without a network, for tests. */
  readonly inject: FastifyInstance['inject']
  /** Says "not ready", goes on serving for a moment, finishes what has begun, and closes. Within 30 seconds. */
  readonly stop: Stop
}

/** Turns the tables of routes into a server. The router is known only in this folder. */
export async function createApp(services: Services): Promise<App> {
  const server = Fastify(serverOptions(services))
  const drain = stopper(server, services)
  addGround(server, services)
  logRequests(server, services.log)
  answerProblems(server, services)
  await server.register(cookie)
  await compressPages(server)
  await server.register(formbody, {
    bodyLimit: FORM_LIMITS.bytes,
    parser: (text) => ({ ...collectFields(new URLSearchParams(text)) }),
  })
  await acceptUploads(server)
  await serveAssets(server, services.config.assetsFolder)
  addHealth(server, { isReady: async () => !drain.isDraining() && (await services.isReady()) })
  await addWebhooks(server, services)
  await Promise.all(mountAll(server, services.mounts ?? []))
  if (services.endpoints) await addEndpoints(server, services)
  addRoutes(server, services, { pressure: services.pressure, backstop: backstop() })
  await server.ready()
  return {
    listen: async ({ host, port }) => {
      await server.listen({ host, port })
      return portOf(server)
    },
    inject: server.inject.bind(server),
    stop: drain.stop,
  }
}

const serverOptions = (services: Services): FastifyHttpOptions<Server> => ({
  logger: false,
  trustProxy: trusted(services.config.trustedProxies),
  bodyLimit: FORM_LIMITS.bytes,
  requestTimeout: TIMES.upload,
  handlerTimeout: TIMES.handler,
  keepAliveTimeout: TIMES.keepAlive,
  connectionTimeout: TIMES.silence,
  routerOptions: { maxParamLength: 300 },
  http: {
    headersTimeout: TIMES.headers,
    connectionsCheckingInterval: TIMES.checkEvery,
    maxHeaderSize: HEADER_BYTES,
  },
  // While it closes, a request on an open connection is still answered, and told that the connection ends.
  return503OnClosing: false,
  forceCloseConnections: 'idle' as const,
  genReqId: (request) => requestId(request, services),
  ...refuseBrokenRequests(services),
})

const trusted = (proxies: HttpConfig['trustedProxies']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : [...proxies]

const isBehindProxy = (proxies: HttpConfig['trustedProxies']): boolean =>
  typeof proxies === 'number' ? proxies > 0 : proxies.length > 0

/** What every response has, made before anything can go wrong. */
function addGround(server: FastifyInstance, services: Services) {
  server.decorateRequest('nonce', '')
  server.decorateRequest('visitor', null)
  server.addHook('onRequest', async (request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    request.setDecorator('nonce', nonce)
    reply.headers(securityHeaders(services.config, nonce)).header('x-request-id', request.id)
    if (holdsSecret(request)) reply.headers(SECRET_ADDRESS)
  })
}

const holdsSecret = (request: FastifyRequest): boolean => request.routeOptions.url?.includes(':token') ?? false

/** An id from a proxy of ours is kept, so that one request has one id everywhere. */
function requestId({ headers }: { readonly headers: IncomingHttpHeaders }, { config }: Services) {
  const given = headers['x-request-id']
  const believed =
    isBehindProxy(config.trustedProxies) && typeof given === 'string' && /^[A-Za-z0-9-]{8,64}$/.test(given)
  return believed ? given : randomUUID()
}

function portOf(server: FastifyInstance): number {
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port')
  return address.port
}
