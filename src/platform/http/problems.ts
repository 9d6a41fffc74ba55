import { randomBytes, randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from './error-pages.ts'
import type { Services } from './http-config.ts'
import { BUSY, FORM_LIMITS } from './http-rules.ts'
import { sendProblem } from './replies.ts'
import { securityHeaders } from './security-headers.ts'
import { FileTooLarge, ForeignUpload } from './uploads.ts'
import { meetVisitor, unknownVisitor, type Visitor } from './visitor.ts'

/** Every failure ends in a page of ours that tells nothing of the inside. */
export function answerProblems(server: FastifyInstance, services: Services) {
  server.setNotFoundHandler((request, reply) => answerNotFound(services, request, reply))
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request)
    if (problem.kind === 'broken' || problem.kind === 'unavailable') {
      services.log.error('request failed', { requestId: request.id, route: request.routeOptions.url ?? 'none' }, error)
    }
    // Who is still sending is not waited for: the connection ends with the answer.
    if (!request.raw.complete) reply.header('connection', 'close')
    return problemReply(services, request, reply, problem)
  })
}

/** The page at an address where nothing is. */
export async function answerNotFound(services: Services, request: FastifyRequest, reply: FastifyReply) {
  const visitor = await meetVisitor(services, request, reply)
  return sendProblem({ services, visitor, request, reply }, { kind: 'not-found' })
}

/** The page of a problem that arose before or beside a handler. */
export function problemReply(services: Services, request: FastifyRequest, reply: FastifyReply, problem: Problem) {
  const met = request.getDecorator<Visitor | null>('visitor')
  const visitor = met ?? unknownVisitor(services.config, services.clock.now(), request, reply)
  return sendProblem({ services, visitor, request, reply }, problem)
}

/** PostgreSQL's classes 08, 53, 57 and its lock time-out, and the pool's own: the database cannot answer just now. */
const CANNOT_ANSWER = /^(08...|53...|57...|55P03|ECONNREFUSED|ECONNRESET|ETIMEDOUT|FST_ERR_HANDLER_TIMEOUT)$/

/** What kind of problem an error is. Nothing of the error itself reaches whoever asked. */
export function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof ForeignUpload) return { kind: 'expired', resend: null }
  const { statusCode = 500, code = '', message = '' } = error instanceof Error ? asFastify(error) : {}
  if (statusCode === 413 || error instanceof FileTooLarge)
    return { kind: 'too-large', maxMegabytes: error instanceof FileTooLarge ? error.maxMegabytes : FORM_MEGABYTES }
  if (statusCode >= 400 && statusCode < 500) return { kind: 'bad-request' }
  const waits = CANNOT_ANSWER.test(code) || message.startsWith('timeout exceeded when trying to connect')
  if (waits) return { kind: 'unavailable', waitSeconds: BUSY.retrySeconds }
  return { kind: 'broken', requestId: request.id }
}

const asFastify = (error: Error): Partial<FastifyError> => error

const FORM_MEGABYTES = FORM_LIMITS.bytes / 1024 / 1024

/** Requests that never reach a route, because their address or their HTTP cannot be read. */
export const refuseBrokenRequests = (services: Services) => ({
  frameworkErrors(_error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
    const nonce = randomBytes(16).toString('base64')
    const headers = securityHeaders(services.config, nonce)
    reply.code(400).headers(headers).header('x-request-id', request.id).type('text/plain').send('Bad request')
  },
  clientErrorHandler(error: { readonly code?: string }, socket: Socket) {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    const status: Readonly<Record<string, string>> = {
      HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
      ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
    }
    const line = status[error.code ?? ''] ?? '400 Bad Request'
    const headers = {
      ...securityHeaders(services.config, ''),
      'x-request-id': randomUUID(),
      connection: 'close',
      'content-length': '0',
    }
    const text = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    return socket.end(`HTTP/1.1 ${line}\r\n${text.join('')}\r\n`)
  },
})
