import type { FastifyInstance } from 'fastify'

type Health = { readonly isReady: () => Promise<boolean> }

/** `live`: this process answers. `ready`: send visitors here. */
export function addHealth(server: FastifyInstance, { isReady }: Health) {
  server.get('/health/live', async () => ({ live: true }))
  server.get('/health/ready', async (_request, reply) => {
    const ready = await isReady().catch(() => false)
    return reply.code(ready ? 200 : 503).send({ ready })
  })
}
