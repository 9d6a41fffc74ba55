import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { fail } from '#src/kit/result.ts'
import { newProcess } from '../../audit/process.ts'
import { momentNamed } from '../../clock.ts'
import { execute } from '../../commands/command.ts'
import { windowStart } from '../../rate-limits/rate-limit-rules.ts'
import { takeToken } from '../../rate-limits/rate-limits-store.ts'
import type { Services } from '../http-config.ts'
import { readParameters } from '../parameters.ts'
import { headerOf } from '../web-request.ts'
import { type ApiProblem, problemOfTable } from './api-errors.ts'
import { CALLS_OF_A_TOKEN, isIdempotencyKey } from './api-rules.ts'
import type { ApiCall, ApiContext } from './endpoint.ts'

export type Received =
  | { readonly ok: true; readonly call: ApiCall }
  | { readonly ok: false; readonly problem: ApiProblem; readonly waitSeconds?: number }

type Arrival = { readonly services: Services; readonly request: FastifyRequest; readonly reply: FastifyReply }

const no = (problem: ApiProblem): Received => ({ ok: false, problem })

/** Who calls, when, and with which key: what every call of the API is asked before its row is. */
export async function receive({ services, request, reply }: Arrival): Promise<Received> {
  await services.clock.refresh?.()
  const moment = services.clock.now()
  const actor = await callerOf(services, request, moment)
  if (actor === null) return no(problemOfTable('unauthorised'))
  const wait = await countCall({ services, reply, actor, moment })
  if (wait > 0) return { ok: false, problem: problemOfTable('too-many-calls'), waitSeconds: wait }
  const key = headerOf(request, 'idempotency-key')
  if (key !== undefined && !isIdempotencyKey(key)) return no(problemOfTable('bad-idempotency-key'))
  const now = momentAsked(services, request, moment)
  if ('code' in now) return no(now)
  const params = readParameters(request.params)
  if (params === null) return no(problemOfTable('not-found'))
  const search = request.url.split('?', 2)[1] ?? ''
  const context = { params, actor, now, db: services.db, baseUrl: services.config.baseUrl }
  const execute = executor(services, request, { ...context, key: key ?? null })
  return { ok: true, call: { ...context, execute, search, body: bodyOf(request) } }
}

const BEARER = /^bearer +([\x21-\x7e]{1,300}) *$/i

async function callerOf(services: Services, request: FastifyRequest, moment: Temporal.Instant): Promise<Actor | null> {
  const secret = BEARER.exec(headerOf(request, 'authorization') ?? '')?.[1]
  return secret === undefined ? null : ((await services.loadApiActor?.(services.db, secret, moment)) ?? null)
}

type Counted = Pick<Arrival, 'services' | 'reply'> & { readonly actor: Actor; readonly moment: Temporal.Instant }

/** Counts the call and says in its headers how many are left. Answers the seconds to wait, or 0. */
async function countCall({ services, reply, actor, moment }: Counted): Promise<number> {
  const asked = { ...CALLS_OF_A_TOKEN, key: `api:${actor.identity.id}`, now: moment }
  const token = await takeToken(services.db, asked)
  const next = windowStart(moment, CALLS_OF_A_TOKEN).add({ seconds: CALLS_OF_A_TOKEN.seconds })
  reply.headers({
    'x-ratelimit-limit': String(CALLS_OF_A_TOKEN.limit),
    'x-ratelimit-remaining': String(token.taken ? token.left : 0),
    'x-ratelimit-reset': String(Math.ceil((next.epochMilliseconds - moment.epochMilliseconds) / 1_000)),
  })
  return token.taken ? 0 : token.waitSeconds
}

/**
 * Outside production a call may name its own moment, to try what will hold later. In production a call that does is refused:
 * to carry it out at another moment than it asks for would be worse.
 */
function momentAsked({ config }: Services, request: FastifyRequest, moment: Temporal.Instant) {
  const asked = headerOf(request, 'x-with-server-date')
  if (asked === undefined) return moment
  if (config.environment === 'production') return problemOfTable('no-date-header-here')
  return momentNamed(asked.trim()) ?? problemOfTable('bad-date-header')
}

const bodyOf = ({ body, headers }: FastifyRequest): ApiCall['body'] =>
  typeof body === 'string' && body !== '' ? { mediaType: headers['content-type'] ?? '', text: body } : null

type Executing = Omit<ApiContext, 'execute' | 'params'> & { readonly key: string | null }

/** All commands of a call belong to one process. A key counts for its token alone, whatever it is used for. */
function executor(
  { db }: Services,
  request: FastifyRequest,
  { actor, now, baseUrl, key }: Executing,
): ApiContext['execute'] {
  const process = newProcess(`${request.method} ${request.routeOptions.url ?? ''}`, request.id)
  let position = 0
  return async (command, input) => {
    if (request.method === 'GET') return fail('not-allowed', { reason: 'reading' })
    position += 1
    const idempotencyKey = key === null ? undefined : `api ${actor.identity.id} ${position} ${key}`
    return execute({ db, actor, now, process, baseUrl }, command, input, idempotencyKey)
  }
}
