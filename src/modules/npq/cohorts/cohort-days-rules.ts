import { dateText, Temporal } from '#src/kit/dates.ts'
import type { CohortDays, CohortRecord } from './cohort-record.ts'

export type WhyNotDays =
  | 'closes-before-opening'
  | 'starts-before-opening'
  | 'opens-in-the-past'
  | 'closes-in-the-past'
  | 'has-begun'
  | 'has-started'

type Asked = {
  /** Null for a new cohort. */
  readonly was: CohortDays | null
  readonly to: CohortDays
  readonly today: Temporal.PlainDate
}

/**
 * Why a cohort cannot have these days. What has begun keeps its first day, because people have registered from it on; it may end
 * earlier, never before today, or later. So nobody who registered is ever outside the period.
 */
export function whyNotDays({ was, to, today }: Asked): WhyNotDays | null {
  const isPast = (day: keyof CohortDays) => isBefore(to[day], today)
  if (isBefore(to.closesOn, to.opensOn)) return 'closes-before-opening'
  if (isBefore(to.startsOn, to.opensOn)) return 'starts-before-opening'
  if (!was) return isPast('opensOn') ? 'opens-in-the-past' : null
  const moved = (day: keyof CohortDays) => !to[day].equals(was[day])
  const hasCome = (day: keyof CohortDays) => !isBefore(today, was[day])
  const reasons: readonly (readonly [boolean, WhyNotDays])[] = [
    [moved('opensOn') && hasCome('opensOn'), 'has-begun'],
    [moved('opensOn') && isPast('opensOn'), 'opens-in-the-past'],
    [moved('closesOn') && isPast('closesOn'), 'closes-in-the-past'],
    [moved('startsOn') && hasCome('startsOn'), 'has-started'],
  ]
  return reasons.find(([applies]) => applies)?.[1] ?? null
}

export type Clash = 'identifier-taken' | 'name-taken' | 'start-taken' | 'overlaps'
type Named = Pick<CohortRecord, 'identifier' | 'name' | 'suffix' | keyof CohortDays>

/** The other cohort that this one cannot stand beside, and why; null for none. The constraints of the table say the same. */
export function clashOf(
  wanted: Named,
  others: readonly Named[],
): { readonly why: Clash; readonly other: Named } | null {
  const found = (why: Clash, fits: (other: Named) => boolean) => {
    const other = others.find(fits)
    return other ? { why, other } : null
  }
  return (
    found('identifier-taken', ({ identifier }) => identifier === wanted.identifier) ??
    found('name-taken', ({ name }) => name.toLowerCase() === wanted.name.toLowerCase()) ??
    found('start-taken', ({ startsOn }) => startsOn.equals(wanted.startsOn)) ??
    found('overlaps', (other) => other.suffix === wanted.suffix && overlap(other, wanted))
  )
}

const overlap = (one: CohortDays, other: CohortDays): boolean =>
  !isBefore(one.closesOn, other.opensOn) && !isBefore(other.closesOn, one.opensOn)

export type CohortStanding = 'upcoming' | 'open' | 'closed'

export function standingOf({ opensOn, closesOn }: CohortDays, today: Temporal.PlainDate): CohortStanding {
  if (isBefore(today, opensOn)) return 'upcoming'
  return isBefore(closesOn, today) ? 'closed' : 'open'
}

/** "1 June 2026 to 8 January 2027". */
export const periodText = ({ opensOn, closesOn }: CohortDays): string => `${dateText(opensOn)} to ${dateText(closesOn)}`

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0
