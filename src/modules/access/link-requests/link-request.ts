import type { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { LinkRequestStatus } from './link-request-states.ts'

export const LinkRequestId = idOf('link-request')
export type LinkRequestId = z.output<typeof LinkRequestId>

/** How staff can make sure that somebody speaks for a school before a link goes anywhere but its own mailboxes. */
export const CHECK_KINDS = ['telephone', 'website', 'trust', 'local-authority'] as const
export type CheckKind = (typeof CHECK_KINDS)[number]

/** How the history and the requester read a check. */
export const checkText: Readonly<Record<CheckKind, string>> = {
  telephone: 'called the telephone number in Get Information about Schools',
  website: 'looked at the school’s own website',
  trust: 'asked the school’s trust',
  'local-authority': 'asked the local authority',
}

/** Somebody asked us to send a school its link. They alone have the reference; we keep its hash. */
export type LinkRequest = {
  readonly id: string
  readonly organisationId: string
  readonly status: LinkRequestStatus
  readonly createdAt: Temporal.Instant
  /** What they told staff; null until they ask for help. */
  readonly asked: Asked | null
  readonly check: { readonly kind: CheckKind; readonly note: string } | null
  readonly decidedAt: Temporal.Instant | null
  readonly refusedBecause: string | null
}

export type Asked = {
  readonly name: string
  readonly address: string
  readonly telephone: string | null
  readonly explanation: string
  readonly at: Temporal.Instant
}
