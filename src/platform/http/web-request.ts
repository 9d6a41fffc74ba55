import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { VIEWING_AS } from '#src/kit/policy.ts'
import { fail } from '#src/kit/result.ts'
import { historyOf } from '../audit/history-queries.ts'
import { newProcess } from '../audit/process.ts'
import { execute } from '../commands/command.ts'
import { noTeachingRecord } from '../teaching-record/teaching-record-port.ts'
import { answersOf, single } from './form-body.ts'
import { type Exchange, pathOf } from './replies.ts'
import { FORM_FIELDS, type FormBody, type UploadedFile, type WebRequest } from './route.ts'

export type Content = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly form: FormBody
  readonly files: Readonly<Record<string, UploadedFile>>
  /** From the form; a repeat of the same form acts once. */
  readonly idempotencyKey: string
  /** Nothing may be changed: somebody looks through another's eyes. */
  readonly isReadOnly: boolean
}

/** The request as features see it: the router and its types end here. */
export function webRequest(exchange: Exchange, content: Content): WebRequest {
  const { services, visitor, request } = exchange
  const { idempotencyKey: _key, isReadOnly: _readOnly, ...shown } = content
  const executeAs = executor(exchange, content)
  return {
    ...shown,
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: pathOf(request),
    cookies: visitor.cookies,
    actor: visitor.actor,
    now: visitor.now,
    db: services.db,
    get browserHash() {
      return visitor.browserHash()
    },
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    baseUrl: services.config.baseUrl,
    execute: (command, input) => executeAs(visitor.actor, command, input),
    executeAs,
    withReason(reason) {
      const because = executor(exchange, content, reason)
      return { executeAs: because, execute: (command, input) => because(visitor.actor, command, input) }
    },
    history: (subject, before) => historyOf(services.db, services.eventDefinitions, { subject, before }),
    session: visitor.session,
    door: (name) => services.doors[name] ?? null,
    dfeSignInApi: services.dfeSignInApi,
    teachingRecord: services.teachingRecord ?? noTeachingRecord,
  }
}

/** All commands of a request belong to one process, and each has its own share of the form's idempotency key. */
function executor(
  { services, visitor, request }: Exchange,
  { idempotencyKey: key, isReadOnly }: Content,
  reason: string | null = null,
): WebRequest['executeAs'] {
  const { db, config } = services
  const process = newProcess(`${request.method} ${request.routeOptions.url ?? ''}`, request.id, reason)
  const context = { db, now: visitor.now, process, baseUrl: config.baseUrl }
  let position = 0
  return async (actor, command, input) => {
    if (isReadOnly) return fail('not-allowed', { reason: VIEWING_AS })
    position += 1
    return execute({ ...context, actor }, command, input, key === '' ? undefined : `${key} ${command.name} ${position}`)
  }
}

/**
 * A key counts only for the browser that was given it: nobody can read another's answer by guessing a key. And only for the
 * same answers: who goes back, changes one and sends again has sent something else. The answers are hashed with our secret, so that
 * nobody who reads the table can try out what they were: a date of birth is soon guessed.
 */
export function scopedKey(
  { visitor: { browserHash }, services }: Pick<Exchange, 'visitor' | 'services'>,
  { form, files }: Pick<Content, 'form' | 'files'>,
): string {
  const given = single(form, FORM_FIELDS.idempotencyKey)
  if (given === '') return ''
  const answers = [answersOf(form), Object.entries(files).map(([name, { sha256 }]) => [name, sha256])]
  const sent = createHmac('sha256', services.config.secret).update(JSON.stringify(answers)).digest('base64url')
  return `web ${browserHash().toString('base64url')} ${given.slice(0, 64)} ${sent}`
}

export const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
