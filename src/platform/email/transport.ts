import type { Temporal } from '#src/kit/dates.ts'

/** One message as it is handed over. `id` is the message's own: the provider is told it, so that it can be asked about it. */
export type Letter = { readonly id: string; readonly to: string; readonly subject: string; readonly body: string }

/**
 * How an attempt ended.
 * `unknown` is the dangerous one: the connection was cut or nobody answered, so the message may have been accepted.
 * `code` is for logs and staff: a kind and a number, never an address or a text.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerId: string; readonly report?: Report }
  | { readonly kind: 'not-accepted'; readonly code: string; readonly isRateLimit: boolean }
  | { readonly kind: 'address-refused'; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string }

/** What the provider says about a message that it accepted. `status` is in the provider's words. */
export type Report = { readonly status: string; readonly at: Temporal.Instant }

export type Sighting =
  | { readonly kind: 'found'; readonly providerId: string; readonly report: Report }
  | { readonly kind: 'not-listed' }
  | { readonly kind: 'no-answer'; readonly code: string }

/** The way out: GOV.UK Notify, SMTP, or a table that developers can read. */
export type Transport = {
  readonly name: 'notify' | 'smtp' | 'development'
  /** Null when it needs no brake. */
  readonly messagesASecond: number | null
  readonly send: (letter: Letter) => Promise<SendOutcome>
  /**
   * Asks whether a message was accepted and what became of it. Null where nobody can be asked: there, an attempt whose end
   * is unknown is repeated, and the message may arrive twice (docs/adr/0010-one-accepted-send.md).
   */
  readonly find: ((messageId: string) => Promise<Sighting>) | null
  readonly close: () => void
}
