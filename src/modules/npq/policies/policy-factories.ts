import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff, contextFor } from '#src/modules/access/factories.ts'
import { type CommandContext, execute } from '#src/platform/commands/command.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { SCENARIO_ANSWERS, ScenarioResult } from '../scenarios/scenario.ts'
import { insertRun } from '../scenarios/scenario-runs-store.ts'
import { beginDraft } from './begin-draft.ts'
import { changeDraftRule } from './change-draft-rule.ts'
import { approveRules } from './decide-proposal.ts'
import { proposeRules } from './propose-draft.ts'
import type { RuleKey } from './rule-words-rules.ts'

// For tests: rules that two members of staff made, through the commands.

const MONDAY_MORNING = Temporal.Instant.from('2026-11-23T10:00:00Z')

type Case = readonly [
  cohort: string,
  setting: string,
  course: string,
  pp50: 'yes' | 'no',
  expected: (typeof SCENARIO_ANSWERS)[number],
]

/** A table of cases that somebody ran. What came of them then does not matter here. */
export async function aTableOfCases(db: Database, cases: readonly Case[], now = MONDAY_MORNING): Promise<string> {
  const results: readonly ScenarioResult[] = cases.map(([cohort, work_setting, course, pp50, expected], at) => ({
    line: at + 2,
    cells: { cohort, works_in_england: 'yes', work_setting, course, pp50, expected },
    ...{ came: null, reason: null, faults: [] },
  }))
  const id = newId<string>()
  const run = { id, fileName: 'cases.csv', sha256: id, results, accountId: null, now }
  await db.transaction().execute((tx) => insertRun(tx, run))
  return id
}

/** A member of staff who may write and approve rules. */
export async function anOfficer(db: Database, name: string): Promise<Actor> {
  const { accountId } = await aMemberOfStaff(db, { name, powers: ['manage-reference-data'] })
  return new Actor({
    ...{ identity: { kind: 'account', id: accountId }, name, door: 'staff' },
    staffPowers: ['manage-reference-data'],
  })
}

/** The context of a command that says why. */
export function saying(db: Database, actor: Actor, { reason = 'Letter of 20 November', now = MONDAY_MORNING } = {}) {
  const context: CommandContext = contextFor(db, actor, now)
  return { ...context, process: { ...context.process, reason } }
}

type Draft = {
  readonly cohort?: string
  readonly rule: RuleKey
  readonly values: Record<string, string[]>
  readonly copied?: { readonly cohort: string; readonly version: string }
}

/** A copy of the rules of autumn 2026 with one rule changed. */
export async function aDraft(db: Database, author: Actor, { cohort = '2026b', rule, values, copied }: Draft) {
  const begun = await execute(saying(db, author), beginDraft, {
    ...{ cohort, copied: copied ?? { cohort: '2026b', version: '2026-06' } },
  })
  if (!begun.ok) throw new Error(`No draft: ${begun.refusal.code}`)
  const { proposalId } = begun.value
  const changed = await execute(saying(db, author), changeDraftRule, { proposalId, rule, values })
  if (!changed.ok) throw new Error(`Not changed: ${changed.refusal.code}`)
  return proposalId
}

type Approved = Draft & { readonly from?: string | null; readonly now?: Temporal.Instant }

/** Rules that one officer proposed and another approved. The newest table of cases must agree with them. */
export async function approvedRules(db: Database, { from = null, now = MONDAY_MORNING, ...draft }: Approved) {
  const [author, second] = [await anOfficer(db, 'Author'), await anOfficer(db, 'Second')]
  const proposalId = await aDraft(db, author, draft)
  const proposed = await execute(saying(db, author, { now }), proposeRules, { proposalId, from, source: 'Letter' })
  if (!proposed.ok) throw new Error(`Not proposed: ${proposed.refusal.code}`)
  const approved = await execute(saying(db, second, { now }), approveRules, { proposalId })
  if (!approved.ok) throw new Error(`Not approved: ${approved.refusal.code}`)
  return approved.value
}
