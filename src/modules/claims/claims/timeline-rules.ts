import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { EventDefinition } from '#src/platform/audit/event.ts'
import { informationAnswered, informationAsked, informationSettled } from '../requests/request-events.ts'
import { draftSaved, moved } from './claim-events.ts'
import type { ClaimStatus } from './claim-states.ts'

/** Who reads the story of a claim. A provider reads neither sums nor names of people at the school. */
export type ClaimAudience = 'school' | 'provider' | 'staff'

/** An event as the history keeps it. */
export type ToldEvent = {
  readonly name: string
  readonly version: number
  readonly payload: unknown
  readonly by: string
  readonly door: string
  readonly reason: string | null
  readonly at: Temporal.Instant
}

/** One step of a claim's way. */
export type TimelineStep = {
  /** Where the claim stood afterwards; null for what moved nothing. */
  readonly status: ClaimStatus | null
  /** What happened, with sums and reasons; null for readers whom those do not concern. */
  readonly sentence: string | null
  readonly by: string
  /** Why staff did it for somebody, in their words: for staff alone. */
  readonly reason: string | null
  readonly at: Temporal.Instant
}

const Moved = z.object({ moved })

/** Steps that move nothing and are shown all the same to schools and staff. */
const ALSO: ReadonlySet<string> = new Set([
  ...[informationAsked.name, informationAnswered.name, informationSettled.name],
])

/** The beginning of a draft is a step; each answer after it is not. */
const Begun = z.object({ isNew: z.literal(true) })
const isStep = ({ name, payload }: ToldEvent): boolean =>
  ALSO.has(name) || (name === draftSaved.name && Begun.safeParse(payload).success)

/**
 * The way of a claim, the newest first, made from its events alone: every move, in the words of its event. What staff note for
 * themselves moves nothing and is not in it.
 */
export function timelineOf(
  events: readonly ToldEvent[],
  definitions: readonly EventDefinition[],
  audience: ClaimAudience,
): readonly TimelineStep[] {
  return events
    .flatMap((event): readonly TimelineStep[] => {
      const move = Moved.safeParse(event.payload)
      const status = move.success ? move.data.moved.after : null
      const isShown =
        audience === 'provider' ? status !== null && status !== 'discarded' : status !== null || isStep(event)
      if (!isShown) return []
      const sentence = audience === 'provider' ? null : sentenceOf(event, definitions)
      return [{ status, sentence, ...whoOf(event, audience), at: event.at }]
    })
    .toReversed()
}

function sentenceOf({ name, version, payload }: ToldEvent, definitions: readonly EventDefinition[]): string | null {
  const definition = definitions.find((one) => one.name === name && one.version === version)
  const parsed = definition?.payload.safeParse(payload)
  return definition && parsed?.success ? definition.sentence(parsed.data) : null
}

/** Who did it and, for staff, why. */
const whoOf = (event: ToldEvent, audience: ClaimAudience) => ({
  by: whoText(event, audience),
  reason: audience === 'staff' ? event.reason : null,
})

/** Staff are named to staff; others read that it was DfE. Nobody of a school is named to a provider. */
function whoText({ by, door }: ToldEvent, audience: ClaimAudience): string {
  if (door === 'job' || door === 'command-line') return 'this service'
  if (audience === 'staff') return by
  if (door === 'staff') return 'DfE'
  return audience === 'school' ? by : 'a person at the school or provider'
}
