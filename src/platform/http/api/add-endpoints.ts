import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { backstop } from '../backstop.ts'
import type { Services } from '../http-config.ts'
import { BUSY, TIMES } from '../http-rules.ts'
import { isShed } from '../pressure.ts'
import { answerNotFound, problemOf } from '../problems.ts'
import { type ApiErrorCode, type ApiProblem, bodyOfProblems, problemOfTable } from './api-errors.ts'
import { BODY_BYTES } from './api-rules.ts'
import { receive } from './call.ts'
import type { Admission, ApiAnswer, Endpoint } from './endpoint.ts'

const PREFIX = '/api'
/** Pages for people under the same path. */
const PAGES = /^\/api\/guidance([/?]|$)/

/** The rows of the API: JSON in and out, a token for each call, no cookie read or set. */
export const addEndpoints = (server: FastifyInstance, services: Services) =>
  server.register(
    async (scope) => {
      readTextOnly(scope)
      answerFaults(scope, services)
      const failures = backstop()
      for (const row of services.endpoints ?? []) {
        const [method = 'GET', url = ''] = row.at.split(' ', 2)
        scope.route({
          method,
          url: url.slice(PREFIX.length),
          bodyLimit: BODY_BYTES,
          handlerTimeout: TIMES.handler,
          handler: (request, reply) => handle({ services, failures, row, request, reply }),
        })
      }
    },
    { prefix: PREFIX },
  )

type Exchange = {
  readonly services: Services
  readonly failures: ReturnType<typeof backstop>
  readonly row: Endpoint
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function handle(exchange: Exchange): Promise<FastifyReply> {
  const { services, row, request, reply } = exchange
  // Calls wait in the queue with the pages: those that only read are turned away first.
  if (isShed(services.pressure.load(), { at: request.method === 'GET' ? 'GET /' : 'POST /' })) return busy(reply)
  const received = await receive(exchange)
  return received.ok ? sendAnswer(reply, row, await answered(row, received.call)) : turnBack(exchange, received)
}

type NotReceived = Extract<Awaited<ReturnType<typeof receive>>, { ok: false }>

/** Whoever tries secrets is stopped by address; honest callers are counted by token alone. */
function turnBack({ failures, request, reply }: Exchange, { problem, waitSeconds }: NotReceived): FastifyReply {
  const floods = problem.status === 401 ? failures(request.ip, performance.now()) : 0
  if (floods > 0) return sendWait(reply, problemOfTable('too-many-calls'), floods)
  return waitSeconds === undefined ? sendProblems(reply, [problem]) : sendWait(reply, problem, waitSeconds)
}

/** Bodies stay text until their row reads them, so that every wrong one gets a clear answer. */
function readTextOnly(scope: FastifyInstance) {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_BYTES }, (_request, text, done) =>
    done(null, text),
  )
}

function answerFaults(scope: FastifyInstance, services: Services) {
  scope.setNotFoundHandler((request: FastifyRequest, reply) =>
    PAGES.test(request.url) ? answerNotFound(services, request, reply) : sendProblems(reply, [NOT_FOUND]),
  )
  scope.setErrorHandler((error, request, reply) => {
    const { kind } = problemOf(error, request)
    if (kind === 'broken' || kind === 'unavailable') {
      services.log.error('call failed', { requestId: request.id, route: request.routeOptions.url ?? 'none' }, error)
    }
    if (!request.raw.complete) reply.header('connection', 'close')
    return kind === 'unavailable' ? busy(reply) : sendProblems(reply, [problemOfTable(codeOfFault(kind, error))])
  })
}

const NOT_FOUND = problemOfTable('not-found')

function codeOfFault(kind: ReturnType<typeof problemOf>['kind'], error: unknown): ApiErrorCode {
  if (kind === 'too-large') return 'too-large'
  if (kind !== 'bad-request') return 'broken'
  return error instanceof Error && 'statusCode' in error && error.statusCode === 415 ? 'wrong-media-type' : 'bad-body'
}

async function answered(row: Endpoint, call: Parameters<Endpoint['admit']>[0]): Promise<ApiAnswer<unknown>> {
  const admission = await row.admit(call)
  return admission.kind === 'admitted' ? admission.go() : turnedAway(admission)
}

function turnedAway(admission: Exclude<Admission, { kind: 'admitted' }>): ApiAnswer<never> {
  if (admission.kind === 'answered') return admission.answer
  if (admission.kind === 'missing' || admission.reason === 'not-yours') return one(NOT_FOUND)
  return one(problemOfTable(admission.reason === 'no-role' ? 'no-role' : 'not-allowed'))
}

const one = (problem: ApiProblem): ApiAnswer<never> => ({ kind: 'problems', problems: [problem] })

function sendAnswer(reply: FastifyReply, row: Endpoint, answer: ApiAnswer<unknown>): FastifyReply {
  if (answer.kind === 'body') return sendJson(reply, 200, answer.body)
  return sendProblems(reply, answer.kind === 'problems' ? answer.problems : [toldRefusal(row, answer.refusal)])
}

type Refusal = Extract<ApiAnswer<never>, { kind: 'refusal' }>['refusal']

/** A refusal in the words of its row; those that any command may have, in the words of the table. */
function toldRefusal({ refusals }: Endpoint, { code, facts }: Refusal): ApiProblem {
  const told = refusals[code]
  if (told) return { ...told, code, detail: typeof told.detail === 'string' ? told.detail : told.detail(facts) }
  if (facts['reason'] === 'key-used-for-something-else') return problemOfTable('idempotency-key-reused')
  return code === 'not-found' || facts['reason'] === 'not-yours' ? NOT_FOUND : problemOfTable('not-allowed')
}

const sendProblems = (reply: FastifyReply, problems: readonly ApiProblem[]): FastifyReply => {
  if (problems[0]?.status === 401) reply.header('www-authenticate', 'Bearer')
  return sendJson(reply, problems[0]?.status ?? 500, bodyOfProblems(problems))
}

const sendWait = (reply: FastifyReply, problem: ApiProblem, seconds: number): FastifyReply =>
  sendProblems(reply.header('retry-after', String(seconds)), [problem])

const busy = (reply: FastifyReply): FastifyReply => sendWait(reply, problemOfTable('unavailable'), BUSY.retrySeconds)

/** As bytes, as pages are: a long string that is not plain ASCII would be encoded twice. */
const sendJson = (reply: FastifyReply, status: number, body: unknown): FastifyReply =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(Buffer.from(JSON.stringify(body)))
