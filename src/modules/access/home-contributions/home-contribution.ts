import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Place } from '../memberships/place.ts'
import type { HomeService, HomeTask } from './home-entry.ts'

/** The home page that is being shown: of which organisation, to whom, and when. */
export type HomeAsked = {
  readonly reader: Reader
  readonly actor: Actor
  readonly place: Place
  /** Whether the school may use the services today; always true for other organisations. */
  readonly eligible: boolean
  readonly now: Temporal.Instant
}

/** What a module puts on the home pages of organisations. `src/main/compose.ts` names every module's. */
export type HomeContribution = {
  readonly services: (asked: HomeAsked) => readonly HomeService[] | Promise<readonly HomeService[]>
  readonly tasks: (asked: HomeAsked) => Promise<readonly HomeTask[]>
}
