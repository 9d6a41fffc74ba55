import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** A whole program of its own under one path, such as the local sign-in service. It reads its own requests. */
export type Mount = {
  readonly prefix: `/${string}`
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
}

/** Hands over the untouched request, its body unread. */
export const mountAll = (server: FastifyInstance, mounts: readonly Mount[]) =>
  mounts.map(({ prefix, handle }) =>
    server.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
      scope.all(`${prefix}/*`, (request, reply) => {
        reply.hijack()
        handle(request.raw, reply.raw)
      })
    }),
  )
