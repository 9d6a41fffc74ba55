import { Temporal } from '#src/kit/dates.ts'

// Drafts and rate limits end by rules of their own (drafts-rules, rate-limit-rules); messages and the history are kept.

/** How long a repeated form finds its first answer. GOV.UK Pay keeps idempotency keys for 24 hours (standards.md §4.1). */
export const IDEMPOTENCY_KEYS = Temporal.Duration.from({ hours: 24 })

/** After its end, so that staff can tell when an account was used. The first-generation service purged sessions after 30 days. */
export const SESSIONS = Temporal.Duration.from({ hours: 30 * 24 })
