import type { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'

export const ProofId = idOf('proof')
export type ProofId = z.output<typeof ProofId>

type Common = {
  readonly id: string
  readonly address: string
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly openedAt: Temporal.Instant | null
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

/** Sent to an address that asked to sign in; `accountId` is null when nobody with that address could. */
export type SignInProof = Common & {
  readonly purpose: 'sign-in'
  readonly accountId: string | null
  readonly browserHash: Buffer | null
  readonly codeHash: Buffer | null
  readonly codeSalt: Buffer | null
  readonly codeExpiresAt: Temporal.Instant | null
  readonly failedAttempts: number
}

/** The ways by which a school is reached: its two addresses, one that staff have checked, and the post. */
export const NOMINATION_CHANNELS = ['main', 'alternative', 'checked-by-staff', 'letter'] as const
export type NominationChannel = (typeof NOMINATION_CHANNELS)[number]

/** Sent to a school's contact: whoever opens it may name the school's induction tutor, once. */
export type NominationProof = Common & {
  readonly purpose: 'nomination'
  readonly organisationId: string
  /** Null where nobody noted it. A letter has no mailbox: its address is the school's, by post. */
  readonly channel: NominationChannel | null
  /** The request that it answers; null when nobody asked on a page. */
  readonly linkRequestId: string | null
}

export type Proof = SignInProof | NominationProof
