import type { Selectable } from 'kysely'
import type { NpqFundingProposals } from '#db/schema.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { FundingRules } from '../funding/funding-policy.ts'
import type { Proposal } from './proposal.ts'
import { PROPOSAL_STATUSES } from './proposal-states.ts'

export async function proposalById(reader: Reader, id: string): Promise<Proposal | null> {
  const row = await reader.selectFrom('npq.funding_proposals').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? proposalFrom(row) : null
}

/** Drafts and proposals that wait for a second person, the oldest first. */
export async function openProposals(reader: Reader): Promise<readonly Proposal[]> {
  const rows = await reader
    .selectFrom('npq.funding_proposals')
    .selectAll()
    .where('status', 'in', ['draft', 'proposed'])
    .orderBy('begun_at')
    .orderBy('id')
    .execute()
  return rows.map(proposalFrom)
}

export function proposalFrom(row: Selectable<NpqFundingProposals>): Proposal {
  const status = PROPOSAL_STATUSES.find((known) => known === row.status)
  if (!status) throw new Error(`${row.status} is no status of a proposal`)
  return {
    ...{ id: row.id, cohort: row.cohort, status, rules: FundingRules.parse(row.rules) },
    copied: { cohort: row.copied_cohort, version: row.copied_version },
    ...{ source: row.source, because: row.because, inForceFrom: row.in_force_from },
    ...{ comparedWith: row.compared_with, proposedBy: row.proposed_by, begunAt: row.begun_at },
    ...{ proposedAt: row.proposed_at, decidedBecause: row.decided_because, version: row.version },
  }
}
