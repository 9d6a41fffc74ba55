import type { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'

/** The ways in that another service keeps: staff, people of schools and other organisations, and teachers. */
export const DOORS = ['staff', 'dfe-sign-in', 'one-login'] as const
export type DoorName = (typeof DOORS)[number]

/** Somebody whom the sign-in service vouches for. Issuer and subject together are who they are; an e-mail address never is. */
export type ProvenIdentity = { readonly issuer: string; readonly subject: string }

/** What a service says of somebody who has proved who they are. Only the identity decides; the rest saves them typing. */
export type Vouched = {
  readonly identity: ProvenIdentity
  readonly name: string | null
  readonly address: { readonly address: string; readonly verified: boolean } | null
  /** Everything it says, for what only one service says, such as the organisation. */
  readonly claims: Readonly<Record<string, unknown>>
  /** The ID token, sealed: the service asks for it when the session ends (`leave`). */
  readonly sealedIdToken: Buffer
  /** How long ago they last proved themselves there: with one sign-in for many services, that may be hours. */
  readonly provenSecondsAgo: number
  /** What they set out for, as given to `begin`. */
  readonly purpose: string
}

/** `cancelled`: the visitor said no there. `refused`: what came back does not prove anybody. `expired`: begin again. */
export type SignInFailure = 'unavailable' | 'cancelled' | 'refused' | 'expired'

export type SignInService = {
  /** Where to send the visitor, and what only their browser keeps until they come back. */
  readonly begin: (asked: BeginSignIn) => Promise<Result<Departing, 'unavailable'>>
  /** Who came back. `attempt` is what their browser kept; it counts once. */
  readonly finish: (returned: Returned) => Promise<Result<Vouched, SignInFailure>>
  /** Where to send the visitor so that their session there ends too; null when the service has no such place or does not answer. */
  readonly leave: (sealedIdToken: Buffer) => Promise<string | null>
}

/** The doors that the configuration opens. One that is not configured is not there, and no page offers it. */
export type SignInDoors = Readonly<Partial<Record<DoorName, SignInService>>>

export type BeginSignIn = {
  readonly now: Temporal.Instant
  /** Ask for the password again even if they are signed in there, and check that it was asked for. */
  readonly fresh?: boolean
  /** What they set out for: it comes back with them. */
  readonly purpose?: string
}

export type Departing = { readonly address: string; readonly attempt: string; readonly attemptSeconds: number }

export type Returned = {
  readonly query: Readonly<Record<string, string>>
  readonly attempt: string | undefined
  readonly now: Temporal.Instant
}
