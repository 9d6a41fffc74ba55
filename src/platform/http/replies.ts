import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { csrfToken } from './csrf.ts'
import { type Problem, STATUS_OF } from './error-pages.ts'
import type { Services } from './http-config.ts'
import { safeReturnPath } from './return-path.ts'
import type { Frame, Reply } from './route.ts'
import type { Visitor } from './visitor.ts'

export type Exchange = {
  readonly services: Services
  readonly visitor: Visitor
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Turns what a handler answered into a response. */
export function sendReply(exchange: Exchange, answer: Reply): FastifyReply {
  const { reply, services } = exchange
  switch (answer.kind) {
    case 'page':
      // As bytes: a string that is not plain ASCII is measured and then encoded again by the socket (bin/bench pages).
      return reply
        .code(answer.status)
        .type('text/html; charset=utf-8')
        .send(Buffer.from(answer.page.render(frameOf(exchange))))
    case 'redirect':
      return reply.redirect(ownPath(answer.to), 303)
    case 'departure':
      return reply.redirect(knownAddress(answer.to, services.config.otherOrigins), 303)
    case 'not-found':
    case 'too-many':
      return sendProblem(exchange, answer)
    case 'json':
      return reply.code(answer.status).type('application/json; charset=utf-8').send(JSON.stringify(answer.body))
    case 'text':
      if (answer.fileName) reply.header('content-disposition', attachment(answer.fileName))
      return reply.code(answer.status).type(answer.type).send(answer.body)
    case 'stream':
      reply.header('content-disposition', attachment(answer.fileName))
      return reply
        .code(200)
        .type(answer.type)
        .send(Readable.from(answer.parts, { objectMode: false }))
  }
}

/** A GOV.UK page that says what went wrong and what to do. */
export function sendProblem(exchange: Exchange, problem: Problem): FastifyReply {
  const { reply, services } = exchange
  if ('waitSeconds' in problem) reply.header('retry-after', String(problem.waitSeconds))
  const html = services.errorPages(problem).render(frameOf(exchange))
  return reply.code(STATUS_OF[problem.kind]).type('text/html; charset=utf-8').send(html)
}

/** The CSRF token is made when it is read: only a page with a form gives the browser a cookie. */
function frameOf({ services, visitor, request }: Exchange): Frame {
  return {
    nonce: request.getDecorator<string>('nonce'),
    get csrfToken() {
      return csrfToken(services.config.secret, {
        browserSecret: visitor.browserSecret(),
        sessionId: visitor.session.id,
      })
    },
    idempotencyKey: randomUUID(),
    actor: visitor.actor,
    path: pathOf(request),
    now: visitor.now,
  }
}

export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/'

function ownPath(to: string): string {
  const [path = '', fragment] = to.split('#', 2)
  const safe = safeReturnPath(path)
  if (safe === null) throw new Error('A redirect must name a path of ours')
  return fragment === undefined ? safe : `${safe}#${encodeURIComponent(fragment)}`
}

function knownAddress(to: string, origins: readonly string[]): string {
  const url = new URL(to)
  if (!origins.includes(url.origin)) throw new Error('A departure must name a service of the configuration')
  return url.href
}

/** RFC 6266: a plain name for old clients, the true one beside it. Nothing in it can end the header. */
function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^A-Za-z0-9._ -]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll("'", '%27')}`
}
