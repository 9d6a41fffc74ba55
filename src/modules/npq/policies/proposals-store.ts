import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { FundingRules } from '../funding/funding-policy.ts'
import type { Proposal } from './proposal.ts'
import { proposalStates } from './proposal-states.ts'
import { proposalFrom } from './proposals-queries.ts'

type NewProposal = Pick<Proposal, 'id' | 'cohort' | 'copied' | 'rules' | 'proposedBy'> & {
  readonly now: Temporal.Instant
}

export const insertDraft = async (tx: Tx, { id, cohort, copied, rules, proposedBy, now }: NewProposal) =>
  tx
    .insertInto('npq.funding_proposals')
    .values({
      ...{ id, cohort, status: 'draft', copied_version: copied.version, copied_cohort: copied.cohort },
      ...{ rules: JSON.stringify(rules), proposed_by: proposedBy, begun_at: now },
    })
    .execute()

/** A proposal, held until the transaction ends, with the versions of its cohort: one is decided after the other. */
export async function lockProposal(tx: Tx, id: string): Promise<Proposal | null> {
  const found = tx.selectFrom('npq.funding_proposals').selectAll().where('id', '=', id)
  const first = await found.executeTakeFirst()
  if (!first) return null
  await sql`select pg_advisory_xact_lock(hashtext('npq.rules ' || ${first.cohort}))`.execute(tx)
  return proposalFrom(await found.forUpdate().executeTakeFirstOrThrow())
}

export const saveDraftRules = async (tx: Tx, { id, rules }: { readonly id: string; readonly rules: FundingRules }) =>
  tx
    .updateTable('npq.funding_proposals')
    .set({ rules: JSON.stringify(rules) })
    .where('id', '=', id)
    .execute()

type Proposed = Pick<Proposal, 'id' | 'inForceFrom' | 'comparedWith'> & {
  readonly source: string
  readonly because: string
  readonly runId: string
  readonly now: Temporal.Instant
}

export const saveProposed = async (tx: Tx, { id, source, because, inForceFrom, comparedWith, runId, now }: Proposed) =>
  tx
    .updateTable('npq.funding_proposals')
    .set({ status: proposalStates.table.propose.to, source, because, in_force_from: inForceFrom, proposed_at: now })
    .set({ compared_with: comparedWith, scenario_run_id: runId })
    .where('id', '=', id)
    .where('status', 'in', [...proposalStates.from('propose')])
    .execute()

/** Back to its author, or given up. */
export const saveEnded = async (tx: Tx, id: string, move: 'takeBack' | 'discard') =>
  tx
    .updateTable('npq.funding_proposals')
    .set({ status: proposalStates.table[move].to })
    .where('id', '=', id)
    .where('status', 'in', [...proposalStates.from(move)])
    .execute()

type Decided = {
  readonly id: string
  readonly decidedBy: string
  readonly because: string
  readonly now: Temporal.Instant
}

export const saveRefused = async (tx: Tx, { id, decidedBy, because, now }: Decided) =>
  tx
    .updateTable('npq.funding_proposals')
    .set({ status: proposalStates.table.refuse.to, decided_by: decidedBy, decided_at: now, decided_because: because })
    .where('id', '=', id)
    .where('status', 'in', [...proposalStates.from('refuse')])
    .execute()

type Approved = Decided & {
  readonly proposal: Proposal
  readonly version: string
  readonly inForceFrom: Temporal.Instant
  /** That of the newest table of cases, which it was tried on once more. */
  readonly runId: string
}

/** Makes the proposal a version of its cohort's rules. The table of versions takes nothing that was not approved. */
export async function saveApproved(tx: Tx, { proposal, version, inForceFrom, runId, ...decided }: Approved) {
  const { id, decidedBy, because, now } = decided
  await tx
    .updateTable('npq.funding_proposals')
    .set({ status: proposalStates.table.approve.to, version, in_force_from: inForceFrom, scenario_run_id: runId })
    .set({ decided_by: decidedBy, decided_at: now, decided_because: because })
    .where('id', '=', id)
    .where('status', 'in', [...proposalStates.from('approve')])
    .execute()
  await tx
    .insertInto('npq.funding_policies')
    .values({
      ...{ version, cohort: proposal.cohort, in_force_from: inForceFrom, proposal_id: id },
      ...{ rules: JSON.stringify(proposal.rules), source: proposal.source ?? '' },
    })
    .execute()
}
