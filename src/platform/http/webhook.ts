import type { Temporal } from '#src/kit/dates.ts'
import type { Database } from '../db/database.ts'
import type { Reply } from './route.ts'

/**
 * A call from another system. It has no cookie, session or form: `handle` checks the bearer token itself, and the
 * checks that guard browsers do not apply. The body is JSON, at most 64 KB.
 */
export type Webhook = {
  readonly at: `POST /${string}`
  readonly handle: (call: WebhookCall) => Promise<Reply>
}

export type WebhookCall = {
  readonly body: unknown
  /** What followed "Bearer " in the Authorization header. Compare it in constant time. */
  readonly bearer: string | null
  readonly db: Database
  readonly now: Temporal.Instant
  readonly requestId: string
  readonly baseUrl: string
}
