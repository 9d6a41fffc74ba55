import type { Temporal } from '#src/kit/dates.ts'
import type { Result } from '#src/kit/result.ts'

/** Somebody whom the sign-in service vouches for. Issuer and subject together are who they are; an e-mail address never is. */
export type ProvenIdentity = { readonly issuer: string; readonly subject: string }

/** `cancelled`: the visitor said no there. `refused`: what came back does not prove anybody. `expired`: begin again. */
export type SignInFailure = 'unavailable' | 'cancelled' | 'refused' | 'expired'

export type SignInService = {
  /** Where to send the visitor, and what only their browser keeps until they come back. */
  readonly begin: (asked: BeginSignIn) => Promise<Result<Departing, 'unavailable'>>
  /** Who came back. `attempt` is what their browser kept; it counts once. */
  readonly finish: (returned: Returned) => Promise<Result<ProvenIdentity, SignInFailure>>
}

export type BeginSignIn = {
  readonly now: Temporal.Instant
  /** Ask for the password again even if they are signed in there, and check that it was asked for. */
  readonly fresh?: boolean
}

export type Departing = { readonly address: string; readonly attempt: string; readonly attemptSeconds: number }

export type Returned = {
  readonly query: Readonly<Record<string, string>>
  readonly attempt: string | undefined
  readonly now: Temporal.Instant
}
