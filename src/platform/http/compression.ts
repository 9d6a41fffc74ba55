import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'
import { COMPRESSION } from './http-rules.ts'

/** Pages and JSON; files under /assets are compressed once, when they are built. */
export const compressPages = (server: FastifyInstance) =>
  server.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: COMPRESSION.threshold,
    customTypes: /^(text\/|application\/json)/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: COMPRESSION.brotliQuality } },
    zlibOptions: { level: COMPRESSION.gzipLevel },
    globalDecompression: false,
  })
