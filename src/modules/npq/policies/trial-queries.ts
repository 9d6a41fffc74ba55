import type { Temporal } from '#src/kit/dates.ts'
import { londonDate } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { cohortsOn } from '../courses/courses-queries.ts'
import type { FundingRules } from '../funding/funding-policy.ts'
import { cohortRules } from '../scenarios/cohort-rules-queries.ts'
import { differs } from '../scenarios/scenario.ts'
import { runScenario } from '../scenarios/scenario-rules.ts'
import { newestRuns, runById } from '../scenarios/scenario-runs-queries.ts'
import type { Trial } from './trial-rules.ts'

type Tried = {
  readonly cohort: string
  readonly rules: FundingRules
  /** The moment whose rules these would follow. */
  readonly at: Temporal.Instant
}

const NOTHING: Trial = { run: null, rows: 0, unreadable: 0, changed: [], differing: [] }

/** Runs the cohort's cases of the newest table through the rules that count and through those proposed. At most four queries. */
export async function trialOf(reader: Reader, { cohort, rules, at }: Tried): Promise<Trial> {
  const newest = (await newestRuns(reader))[0]
  const run = newest ? await runById(reader, newest.id) : null
  if (!run) return NOTHING
  const counting = await cohortRules(reader, at)
  const funding = (await cohortsOn(reader, londonDate(at))).find(({ identifier }) => identifier === cohort)?.funding
  if (!funding) throw new Error(`${cohort} is no cohort`)
  const proposed = new Map(counting).set(cohort, { rules, funding })
  const tried = run.results
    .filter(({ cells }) => cells.cohort?.trim().toLowerCase() === cohort)
    .map(({ line, cells }) => ({
      now: runScenario({ line, cells }, counting),
      then: runScenario({ line, cells }, proposed),
    }))
  const readable = tried.filter(({ then }) => then.came !== null)
  return {
    run,
    rows: readable.length,
    unreadable: tried.length - readable.length,
    changed: readable.filter(({ now, then }) => now.came !== then.came),
    differing: readable.filter(({ then }) => differs(then)),
  }
}
