import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const YEAR_MILLISECONDS = 31_536_000_000

/** Names carry a fingerprint of their content, so browsers need ask for each only once; `.br` and `.gz` lie beside them. */
export async function serveAssets(server: FastifyInstance, folder: string | null) {
  if (folder === null) return
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/assets/',
    maxAge: YEAR_MILLISECONDS,
    immutable: true,
    preCompressed: true,
    index: false,
    decorateReply: false,
    dotfiles: 'ignore',
  })
}
