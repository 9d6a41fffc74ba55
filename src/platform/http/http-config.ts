import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { EventDefinition } from '../audit/event.ts'
import type { Clock } from '../clock.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DfeSignInApi } from '../dfe-sign-in/dfe-sign-in-port.ts'
import type { Log } from '../log.ts'
import type { SignInDoors } from '../oidc/sign-in-port.ts'
import type { SessionFacts } from '../session/session-rules.ts'
import type { TeachingRecord } from '../teaching-record/teaching-record-port.ts'
import type { Endpoint } from './api/endpoint.ts'
import type { ErrorPages } from './error-pages.ts'
import type { Mount } from './mounts.ts'
import type { Pressure } from './pressure.ts'
import type { Route } from './route.ts'
import type { Webhook } from './webhook.ts'

export type HttpConfig = {
  readonly environment: 'development' | 'test' | 'production'
  /** Where the service is seen from outside, without a path. Production refuses anything but HTTPS. */
  readonly baseUrl: string
  /** At least 256 bits, the same in every process. Signs the tokens of forms. */
  readonly secret: Buffer
  /**
   * The proxies of ours that stand in front: how many, or their addresses and ranges. What anybody else claims in a
   * forwarding header is not believed.
   */
  readonly trustedProxies: number | readonly string[]
  /** Services that we send visitors to, such as the sign-in service. */
  readonly otherOrigins: readonly string[]
  /** Fingerprinted files served under /assets; null when something else serves them. */
  readonly assetsFolder: string | null
  /** Uploads are written here while their request lasts. */
  readonly uploadFolder: string
}

/** All that the web door needs from the rest of the house; `main` hands it over. */
export type Services = {
  readonly db: Database
  readonly routes: readonly Route[]
  /** The rows of the API, for other systems. */
  readonly endpoints?: readonly Endpoint[]
  /** The system whose token this is, or null when it is nobody's. Asked on every call, so that an end counts at once. */
  readonly loadApiActor?: (db: Database, secret: string, now: Temporal.Instant) => Promise<Actor | null>
  readonly webhooks?: readonly Webhook[]
  readonly mounts?: readonly Mount[]
  readonly errorPages: ErrorPages
  /** The actor whose session it is, or null when its account may not sign in any more. */
  readonly loadActor: (db: Reader, session: SessionFacts, now: Temporal.Instant) => Promise<Actor | null>
  /** Where visitors prove who they are. */
  readonly doors: SignInDoors
  /** Null where DfE Sign-in is not configured. */
  readonly dfeSignInApi: DfeSignInApi | null
  /** Where teacher reference numbers are checked; without it nobody can say. */
  readonly teachingRecord?: TeachingRecord
  readonly eventDefinitions: readonly EventDefinition[]
  readonly clock: Clock
  readonly log: Log
  readonly config: HttpConfig
  /** Whether this process can serve: its database answers and is at the version of this code. */
  readonly isReady: () => Promise<boolean>
  /** How hard pressed this process is: who is turned away first depends on it. */
  readonly pressure: Pressure
}
