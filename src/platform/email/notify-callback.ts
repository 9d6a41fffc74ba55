import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Actor } from '#src/kit/actor.ts'
import { newProcess } from '../audit/process.ts'
import { execute } from '../commands/command.ts'
import { json, type Reply } from '../http/route.ts'
import type { Webhook, WebhookCall } from '../http/webhook.ts'
import { isFinal } from './message-states.ts'
import { reportOf } from './notify-transport.ts'
import { recordDelivery } from './record-delivery.ts'

/**
 * GOV.UK Notify's delivery callbacks. Notify repeats one that is not answered with 2xx every 5 minutes, 5 times, and they
 * come in any order: a repeat, an unknown message and a status that is no end are therefore all answered "thank you".
 */
export const notifyCallback = (token: string): Webhook => ({
  at: 'POST /notify/callbacks',
  handle: async (call) => (isBearer(call.bearer, token) ? receive(call) : json({ error: 'unauthorised' }, 401)),
})

const moment = z.iso.datetime({ offset: true })

const Callback = z.object({
  id: z.uuid(),
  reference: z.string().nullable(),
  status: z.string(),
  created_at: moment,
  sent_at: moment.nullish(),
  completed_at: moment.nullish(),
})

async function receive({ body, db, now, requestId, baseUrl }: WebhookCall): Promise<Reply> {
  const callback = Callback.safeParse(body)
  if (!callback.success) return json({ error: 'unreadable' }, 400)
  const { reference, id, ...listed } = callback.data
  const messageId = z.uuid().safeParse(reference)
  const report = reportOf(listed)
  if (!messageId.success || !isFinal(report.status)) return json({ recorded: false })
  const context = {
    db,
    actor: Actor.system('GOV.UK Notify', 'api'),
    now,
    process: newProcess('notify-callback', requestId),
    baseUrl,
  }
  const recorded = await execute(context, recordDelivery, {
    messageId: messageId.data,
    source: 'callback',
    status: report.status,
    occurredAt: report.at.toString(),
    providerId: id,
  })
  return json({ recorded: recorded.ok })
}

/** Digests have one length, so that neither the length nor the first difference shows in the time that the comparison takes. */
const isBearer = (given: string | null, token: string): boolean =>
  given !== null && timingSafeEqual(digest(given), digest(token))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
