import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { lockPeople, markMerged, markUnmerged, setNumber } from './people-store.ts'
import { type Person, RECORD_STATUSES } from './person.ts'
import { personMerged, personMergeUndone } from './person-events.ts'
import { haveDifferentNumbers, NO_NUMBER, type Numbered, numberAfterMerge } from './person-rules.ts'

type Pair = { readonly keep: string; readonly gone: string; readonly now: Temporal.Instant }

export type PersonConflict = 'not-there' | 'merged-already' | 'different-numbers'

/** Why two people cannot be made one as they stand; null when they can. */
export function personConflict(keep: Person | null, gone: Person | null): PersonConflict | null {
  if (!keep || !gone) return 'not-there'
  if (keep.mergedInto !== null || gone.mergedInto !== null) return 'merged-already'
  return haveDifferentNumbers(keep, gone) ? 'different-numbers' : null
}

/** What undoing needs: the numbers as both had them. */
export const MovedNumbers = z.object({ keep: storedNumber(), gone: storedNumber(), after: storedNumber() })
export type MovedNumbers = z.input<typeof MovedNumbers>

/**
 * Makes one person of two: the number goes with whoever is left, the other's id is published as changed. Takes both people's locks.
 * Call `personConflict` first, under the same locks; a conflict that is overlooked throws.
 */
export async function mergePeople(tx: Tx, { keep, gone, now }: Pair) {
  const people = await lockPeople(tx, [keep, gone])
  const [kept, other] = [people.get(keep) ?? null, people.get(gone) ?? null]
  const conflict = personConflict(kept, other)
  if (conflict || !kept || !other) throw new Error(`Two people cannot be merged: ${conflict}`)
  const after = numberAfterMerge(kept, other)
  // The number is nobody's for a moment: the database lets one person have it.
  await setNumber(tx, { id: other.id, ...NO_NUMBER, recordStatus: 'merged', lastCheckedAt: other.lastCheckedAt })
  await setNumber(tx, { id: kept.id, ...numberOf(after) })
  await markMerged(tx, { keep, gone, now })
  const moved = { keep: stored(kept), gone: stored(other), after: stored(after) } satisfies MovedNumbers
  return { moved, events: [personMerged.of(both(keep, gone), { from: gone, to: keep })] as const }
}

type Undoing = Pair & { readonly moved: z.output<typeof MovedNumbers> }

/** Makes them two again, each with the number that they had. A number that changed since then stays where it is. */
export async function unmergePeople(tx: Tx, { keep, gone, now, moved }: Undoing): Promise<readonly AuditEvent[]> {
  const people = await lockPeople(tx, [keep, gone])
  const [kept, other] = [people.get(keep), people.get(gone)]
  if (!kept || other?.mergedInto !== keep) throw new Error('These two are not merged')
  const untouched = kept.trn === moved.after.trn
  if (untouched) await setNumber(tx, { id: kept.id, ...moved.keep })
  await markUnmerged(tx, { keep, gone, now })
  if (untouched || kept.trn !== moved.gone.trn) await setNumber(tx, { id: other.id, ...moved.gone })
  return [personMergeUndone.of(both(keep, gone), { from: keep, to: gone })]
}

const both = (keep: string, gone: string) =>
  [
    { kind: 'person', id: keep },
    { kind: 'person', id: gone },
  ] as const

const numberOf = ({ trn, trnConfirmedAt, recordStatus, lastCheckedAt }: Numbered): Numbered => ({
  trn,
  trnConfirmedAt,
  recordStatus,
  lastCheckedAt,
})

const stored = ({ trn, trnConfirmedAt, recordStatus, lastCheckedAt }: Numbered) => ({
  trn,
  trnConfirmedAt: trnConfirmedAt?.toString() ?? null,
  recordStatus,
  lastCheckedAt: lastCheckedAt?.toString() ?? null,
})

function storedNumber() {
  const moment = z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : Temporal.Instant.from(text)))
  return z.object({
    trn: z.string().nullable(),
    trnConfirmedAt: moment,
    recordStatus: z.enum(RECORD_STATUSES),
    lastCheckedAt: moment,
  })
}
