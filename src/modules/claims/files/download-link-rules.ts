import { Temporal } from '#src/kit/dates.ts'

type Facts = {
  readonly expiresAt: Temporal.Instant
  readonly replacedAt: Temporal.Instant | null
  readonly downloads: number
}

export type LinkState = 'live' | 'replaced' | 'expired' | 'used-up'

/** Whether a link still gives its file. `most` is the figure `downloads-of-a-link`. */
export function linkState({ expiresAt, replacedAt, downloads }: Facts, most: number, now: Temporal.Instant): LinkState {
  if (replacedAt !== null) return 'replaced'
  if (Temporal.Instant.compare(now, expiresAt) >= 0) return 'expired'
  return downloads >= most ? 'used-up' : 'live'
}
