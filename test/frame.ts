import { Actor, type ActorFacts } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Frame } from '#src/platform/http/route.ts'

/** A frame for pages rendered without a server. */
export const testFrame = (given: Partial<Frame> = {}): Frame => ({
  nonce: 'bm9uY2U=',
  csrfToken: 'a-token',
  idempotencyKey: '00000000-0000-7000-8000-000000000000',
  actor: Actor.anonymous(),
  path: '/',
  now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
  ...given,
})

export const testActor = (given: Partial<ActorFacts> = {}): Actor =>
  new Actor({ identity: { kind: 'account', id: 'a' }, name: 'Alex Example', door: 'web', ...given })
