import { overlaps, type Period, Temporal } from '#src/kit/dates.ts'

/** The period that `wanted` would overlap, of those that exist: a role, an alias or a relation holds once at a time. */
export const overlapped = <Existing extends Period>(wanted: Period, existing: readonly Existing[]): Existing | null =>
  existing.find((period) => overlaps(wanted, period)) ?? null

/** Whether there is at least one day in it. */
export const hasDays = ({ from, to }: Period): boolean => to === null || Temporal.PlainDate.compare(from, to) < 0

/** The period that can end on the day: it began before, and would otherwise go on. */
export const endingOn = (day: Temporal.PlainDate, existing: readonly Period[]): Period | null =>
  existing.find(
    ({ from, to }) =>
      Temporal.PlainDate.compare(from, day) < 0 && (to === null || Temporal.PlainDate.compare(day, to) < 0),
  ) ?? null

/**
 * A name as organisations are matched by it: "The Fernhill Teaching-School Hub Ltd." is "fernhill teaching school hub".
 * Exact beyond that: a wrong match would give a school the wrong partner, so that nearness decides nothing.
 */
export const comparableName = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’‘`]/g, '')
    .replaceAll('&', ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !IGNORED.has(word))
    .join(' ')

const IGNORED: ReadonlySet<string> = new Set(['the', 'ltd', 'limited', 'plc', 'llp', 'cic'])
