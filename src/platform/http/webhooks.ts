import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Services } from './http-config.ts'
import { WEBHOOK_BYTES } from './http-rules.ts'
import type { Reply } from './route.ts'
import { placeOf } from './route-table.ts'
import type { Webhook } from './webhook.ts'

/** Calls from other systems: JSON in, JSON out, no cookie read or set. */
export const addWebhooks = (server: FastifyInstance, services: Services) =>
  server.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const refused = error instanceof Error && 'statusCode' in error && error.statusCode !== 500
      if (!refused) services.log.error('webhook failed', { requestId: request.id }, error)
      return reply.code(refused ? 400 : 500).send({ error: refused ? 'bad-request' : 'failed' })
    })
    for (const webhook of services.webhooks ?? []) addWebhook(scope, services, webhook)
  })

function addWebhook(scope: FastifyInstance, services: Services, webhook: Webhook) {
  const { method, url } = placeOf(webhook.at)
  scope.route({
    method,
    url,
    bodyLimit: WEBHOOK_BYTES,
    handler: async (request, reply) => {
      await services.clock.refresh?.()
      const answered = await webhook.handle({
        body: request.body,
        bearer: bearerOf(request),
        db: services.db,
        now: services.clock.now(),
        requestId: request.id,
        baseUrl: services.config.baseUrl,
      })
      return reply.code(statusOf(answered)).send(answered.kind === 'json' ? answered.body : {})
    },
  })
}

const bearerOf = ({ headers }: FastifyRequest): string | null =>
  headers.authorization?.startsWith('Bearer ') ? headers.authorization.slice('Bearer '.length) : null

const statusOf = (reply: Reply): number => {
  if ('status' in reply) return reply.status
  return reply.kind === 'not-found' ? 404 : 200
}
