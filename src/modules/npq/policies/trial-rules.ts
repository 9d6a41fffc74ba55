import type { Temporal } from '#src/kit/dates.ts'
import type { ScenarioResult } from '../scenarios/scenario.ts'

/** A case of the table that comes out otherwise, or not as it should. */
export type TriedRow = {
  /** By the rules that count at that moment; `came` is null where there are none. */
  readonly now: ScenarioResult
  /** By the rules that are proposed. */
  readonly then: ScenarioResult
}

/** What the newest table of cases makes of rules that are proposed. */
export type Trial = {
  /** Null when nobody ever ran a table. */
  readonly run: { readonly id: string; readonly fileName: string; readonly ranAt: Temporal.Instant } | null
  /** Cases of the cohort that can be read. */
  readonly rows: number
  readonly unreadable: number
  readonly changed: readonly TriedRow[]
  /** Cases that the proposed rules do not decide as the table expects. */
  readonly differing: readonly TriedRow[]
}

export type WhyNotTried = 'no-cases' | 'cases-differ'

/** Rules pass when the newest table has cases of the cohort and each comes out as it expects. */
export function whyNotPassed({ rows, differing }: Trial): WhyNotTried | null {
  if (rows === 0) return 'no-cases'
  return differing.length > 0 ? 'cases-differ' : null
}

/** What the history keeps of a trial that was passed. */
export function passedTrial({ run, rows, changed }: Trial) {
  if (run === null) throw new Error('Nobody ran a table, so nothing was passed')
  return { runId: run.id, cases: rows, changedCases: changed.length }
}
