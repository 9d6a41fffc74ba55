import { NotifyClient } from 'notifications-node-client'
import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { inTime, NEVER_CONNECTED } from './answer-in-time.ts'
import { NOTIFY_MESSAGES_A_SECOND } from './email-rules.ts'
import type { Report, SendOutcome, Sighting, Transport } from './transport.ts'

export type NotifyOptions = {
  readonly apiKey: string
  /** A template whose subject is ((subject)) and whose body is ((body)). */
  readonly templateId: string
  readonly baseUrl: string
  readonly answerSeconds: number
}

export const NOTIFY_URL = 'https://api.notifications.service.gov.uk'

/** GOV.UK Notify, by its own client. The message's id is Notify's `reference`: Notify does not deduplicate by it, but lists by it. */
export function notifyTransport({ apiKey, templateId, baseUrl, answerSeconds }: NotifyOptions): Transport {
  const client = new NotifyClient(baseUrl, apiKey)
  // The client sets no time-out of its own. Redirects would carry the key elsewhere.
  client.setClient(client.apiClient.restClient.create({ timeout: answerSeconds * 1_000, maxRedirects: 0 }))
  const answered = <Answer>(request: Promise<Answer>) => inTime(answerSeconds, request)
  return {
    name: 'notify',
    messagesASecond: NOTIFY_MESSAGES_A_SECOND,
    async send(letter) {
      const personalisation = { subject: letter.subject, body: letter.body }
      const request = client.sendEmail(templateId, letter.to, { personalisation, reference: letter.id })
      return answered(request).then(({ data }) => acceptedBy(data), outcomeOf)
    },
    async find(messageId) {
      return answered(client.getNotifications('email', undefined, messageId)).then(
        ({ data }) => sightingIn(data),
        (error: unknown) => ({ kind: 'no-answer', code: faultOf(error).code }) as const,
      )
    },
    close() {},
  }
}

const Accepted = z.object({ id: z.uuid() })

/** A 201 that cannot be read is an acceptance whose id is not known: it must be looked up, not repeated. */
function acceptedBy(data: unknown): SendOutcome {
  const accepted = Accepted.safeParse(data)
  return accepted.success
    ? { kind: 'accepted', providerId: accepted.data.id }
    : { kind: 'unknown', code: 'unreadable answer' }
}

const Listed = z.object({
  id: z.uuid(),
  status: z.string(),
  created_at: z.string(),
  sent_at: z.string().nullish(),
  completed_at: z.string().nullish(),
})
const List = z.object({ notifications: z.array(Listed) })

function sightingIn(data: unknown): Sighting {
  const list = List.safeParse(data)
  if (!list.success) return { kind: 'no-answer', code: 'unreadable answer' }
  const listed = list.data.notifications[0]
  if (!listed) return { kind: 'not-listed' }
  return { kind: 'found', providerId: listed.id, report: reportOf(listed) }
}

/** Notify's own times name a report: the same report through a callback and a look-up is then one report. */
export const reportOf = (listed: Omit<z.output<typeof Listed>, 'id'>): Report => ({
  status: listed.status,
  at: Temporal.Instant.from(listed.completed_at ?? listed.sent_at ?? listed.created_at),
})

const NotifyError = z.object({ errors: z.array(z.object({ error: z.string() })).min(1) })
const HttpFault = z.object({ response: z.object({ status: z.number(), data: z.unknown() }) })

type Fault = { readonly status: number | null; readonly kind: string | null; readonly code: string }

/** By status and error type only: Notify's documentation warns that the texts change. */
function faultOf(error: unknown): Fault {
  const http = HttpFault.safeParse(error)
  if (!http.success) {
    const code = error instanceof Error ? Reflect.get(error, 'code') : undefined
    return { status: null, kind: null, code: typeof code === 'string' ? code : 'no answer' }
  }
  const { status, data } = http.data.response
  const kind = NotifyError.safeParse(data).data?.errors[0]?.error ?? null
  return { status, kind, code: [status, kind].filter((part) => part !== null).join(' ') }
}

function outcomeOf(error: unknown): SendOutcome {
  const { status, kind, code } = faultOf(error)
  if (status === null) {
    return NEVER_CONNECTED.has(code) ? { kind: 'not-accepted', code, isRateLimit: false } : { kind: 'unknown', code }
  }
  // All that a ValidationError can be about is the address: the rest of the request is the same for every message.
  if (status === 400 && kind === 'ValidationError') return { kind: 'address-refused', code }
  if (status === 429) return { kind: 'not-accepted', code, isRateLimit: true }
  // 5xx may come from a gateway after Notify accepted. Anything else that is not a refusal of the request is as unclear.
  return status >= 400 && status < 500 ? { kind: 'not-accepted', code, isRateLimit: false } : { kind: 'unknown', code }
}
