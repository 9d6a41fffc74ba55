import type { Clock } from '#src/platform/clock.ts'
import type { Database } from '#src/platform/db/database.ts'
import { developmentTransport } from '#src/platform/email/development-transport.ts'
import { notifyTransport } from '#src/platform/email/notify-transport.ts'
import type { Transport } from '#src/platform/email/transport.ts'
import { STAND_IN_KEY, STAND_IN_TEMPLATE, startNotifyStandIn } from './notify-stand-in.ts'

/** Long enough to see "sent" on a page before it becomes "delivered". */
const DELIVER_AFTER_MILLISECONDS = 3_000

type Options = {
  readonly db: Database
  readonly clock: Clock
  readonly baseUrl: string
  /** Null where the web role takes no callbacks: deliveries are then found by the regular check. */
  readonly callbackToken: string | null
  readonly answerSeconds: number
}

/** The real GOV.UK Notify transport to a stand-in in this process, whose messages /dev/emails can still show. */
export async function standInTransport({
  db,
  clock,
  baseUrl,
  callbackToken,
  answerSeconds,
}: Options): Promise<Transport> {
  const outbox = developmentTransport(db, clock)
  const standIn = await startNotifyStandIn({
    apiKey: STAND_IN_KEY,
    templateId: STAND_IN_TEMPLATE,
    deliverAfter: DELIVER_AFTER_MILLISECONDS,
    ...(callbackToken === null
      ? {}
      : { callbacks: { url: `${baseUrl}/notify/callbacks`, token: callbackToken, copies: () => 1 } }),
    onAccept({ reference, to, subject, body }) {
      // Only for /dev/emails: a stand-in that is stopping may lose a copy.
      if (reference !== null) outbox.send({ id: reference, to, subject, body }).catch(() => null)
    },
  })
  const transport = notifyTransport({
    apiKey: STAND_IN_KEY,
    templateId: STAND_IN_TEMPLATE,
    baseUrl: standIn.url,
    answerSeconds,
  })
  return { ...transport, close: () => void standIn.close() }
}
