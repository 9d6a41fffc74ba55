import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type Accepting, callbackBody, complete, type Notification, openBook, presented } from './notify-book.ts'
import { refusalOf } from './notify-key.ts'

/**
 * How the stand-in can fail a request. `…-after-accept` has taken the message and does not say so; `accept-late` takes it
 * only after the caller has given up; `down` closes every connection, look-ups included.
 */
export type Misbehaviour =
  | 'rate-limit'
  | 'daily-limit'
  | 'error'
  | 'error-after-accept'
  | 'hang'
  | 'hang-after-accept'
  | 'drop'
  | 'drop-after-accept'
  | 'accept-late'
  | 'down'

export type StandInOptions = {
  readonly apiKey: string
  readonly templateId: string
  readonly port?: number
  /** Milliseconds until a notification has its final status. */
  readonly deliverAfter?: number
  /** Milliseconds until `accept-late` accepts. */
  readonly lateBy?: number
  /** Where delivery callbacks go. `copies` of each, in any order; 0 loses it. */
  readonly callbacks?: { readonly url: string; readonly token: string; readonly copies: () => number }
  /** Told of every message that is accepted. */
  readonly onAccept?: (notification: Notification) => void
  /** Milliseconds that every answer takes. */
  readonly latency?: () => number
}

export const STAND_IN_KEY = 'stand_in-6f1d2c3b-4a59-4687-9798-a9b8c7d6e5f4-0a1b2c3d-4e5f-4061-8293-a4b5c6d7e8f9'
export const STAND_IN_TEMPLATE = '3d2e1f0a-9b8c-4d7e-8f60-5a4b3c2d1e0f'

export type StandIn = {
  readonly url: string
  readonly book: ReturnType<typeof openBook>
  /** Decides how each request fails; null is good behaviour. `to` is the address of a send. */
  misbehave: (kind: 'send' | 'look', to: string | null) => Misbehaviour | null
  readonly close: () => Promise<void>
}

/** A stand-in of GOV.UK Notify's version 2 interface for e-mail, over real HTTP, able to misbehave. */
export async function startNotifyStandIn(options: StandInOptions): Promise<StandIn> {
  const standIn: Standing = { book: openBook(), misbehave: () => null }
  const closing = new AbortController()
  const context = { options, standIn, closing: closing.signal }
  const server = createServer((request, response) => {
    answerTo(context, request).then(
      (answer) => give(response, answer),
      () => response.destroy(),
    )
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(standIn, {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    async close() {
      closing.abort()
      server.closeAllConnections()
      server.close()
    },
  })
}

type Standing = Pick<StandIn, 'book' | 'misbehave'>
type Context = { readonly options: StandInOptions; readonly standIn: Standing; readonly closing: AbortSignal }

/** `cut` closes the connection without a word; `silence` leaves the caller waiting until it gives up. */
type Answer = 'cut' | 'silence' | { readonly status: number; readonly body: unknown }

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0

function give(response: ServerResponse, answer: Answer): void {
  if (answer === 'cut') response.destroy()
  else if (answer !== 'silence') {
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  }
}

const refusal = (status: number, error: string, message: string): Answer => ({
  status,
  body: { status_code: status, errors: [{ error, message }] },
})

const FAILURES: Readonly<Record<Misbehaviour, Answer>> = {
  'rate-limit': refusal(429, 'RateLimitError', 'Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds'),
  'daily-limit': refusal(429, 'TooManyRequestsError', 'Exceeded send limits (250000) for today'),
  error: refusal(500, 'Exception', 'Internal server error'),
  'error-after-accept': refusal(500, 'Exception', 'Internal server error'),
  hang: 'silence',
  'hang-after-accept': 'silence',
  'accept-late': 'silence',
  drop: 'cut',
  'drop-after-accept': 'cut',
  down: 'cut',
}

async function answerTo(context: Context, request: IncomingMessage): Promise<Answer> {
  const { options, standIn, closing } = context
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const isSend = request.method === 'POST' && url.pathname === '/v2/notifications/email'
  const body = isSend ? await bodyOf(request) : null
  const fault = standIn.misbehave(isSend ? 'send' : 'look', addressIn(body))
  await sleep(options.latency?.() ?? 0, null, { signal: closing })
  if (fault === 'down') return 'cut'
  const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? null
  const refused = refusalOf(bearer, options.apiKey)
  if (refused !== null) return refusal(403, 'AuthError', refused)
  if (isSend) return send(context, body, fault)
  return fault === null ? look(context, url) : FAILURES[fault]
}

const Body = z.object({
  template_id: z.string(),
  email_address: z.string().regex(/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/),
  reference: z.string().nullish(),
  personalisation: z.record(z.string(), z.string()).default({}),
})

const addressIn = (body: unknown): string | null => Body.safeParse(body).data?.email_address ?? null

function send(context: Context, body: unknown, fault: Misbehaviour | null): Answer {
  const { options, closing } = context
  const parsed = Body.safeParse(body)
  if (!parsed.success) return refusal(400, 'ValidationError', 'email_address Not a valid email address')
  const { template_id, email_address, reference = null, personalisation } = parsed.data
  if (template_id !== options.templateId) return refusal(400, 'BadRequestError', 'Template not found')
  const { subject, body: text } = { subject: personalisation['subject'], body: personalisation['body'] }
  if (subject === undefined || text === undefined) {
    return refusal(400, 'BadRequestError', 'Missing personalisation: subject, body')
  }
  const given: Accepting = { reference, to: email_address, subject, body: text }
  if (fault === 'accept-late') {
    sleep(options.lateBy ?? 0, null, { signal: closing }).then(
      () => accept(context, given),
      () => null,
    )
  }
  if (fault !== null && !fault.endsWith('-after-accept')) return FAILURES[fault]
  const taken = accept(context, given)
  return fault === null ? created(options, taken) : FAILURES[fault]
}

const created = ({ templateId }: StandInOptions, { id, reference, subject, body }: Notification): Answer => ({
  status: 201,
  body: {
    id,
    reference,
    content: { subject, body, from_email: 'stand-in@notifications.service.gov.uk' },
    uri: `/v2/notifications/${id}`,
    template: { id: templateId, version: 1, uri: `/v2/template/${templateId}/1` },
    scheduled_for: null,
  },
})

function accept(context: Context, given: Accepting): Notification {
  const taken = context.standIn.book.accept(given)
  context.options.onAccept?.(taken)
  sleep(context.options.deliverAfter ?? 0, null, { signal: context.closing, ref: false }).then(
    () => deliver(context, taken),
    () => null,
  )
  return taken
}

async function deliver({ options, closing }: Context, notification: Notification): Promise<void> {
  complete(notification)
  const { callbacks, templateId } = options
  if (!callbacks) return
  const body = JSON.stringify(callbackBody(notification, templateId))
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${callbacks.token}` }
  const copies = Array.from({ length: callbacks.copies() }, async () => {
    await sleep(Math.random() * 500, null, { signal: closing, ref: false })
    await fetch(callbacks.url, { method: 'POST', headers, body, signal: closing })
  })
  await Promise.allSettled(copies)
}

function look({ options, standIn }: Context, url: URL): Answer {
  const { book } = standIn
  const id = /^\/v2\/notifications\/([0-9a-f-]{36})$/.exec(url.pathname)?.[1]
  const one = id === undefined ? null : book.byId(id)
  if (one !== null) return { status: 200, body: presented(one, options.templateId) }
  if (url.pathname !== '/v2/notifications') return refusal(404, 'NoResultFound', 'No result found')
  const reference = url.searchParams.get('reference')
  const found = reference === null ? [...book.notifications].reverse() : book.byReference(reference)
  const notifications = found.slice(0, 250).map((each) => presented(each, options.templateId))
  return { status: 200, body: { notifications, links: { current: url.href } } }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    return null
  }
}
