import { type RawBuilder, sql } from 'kysely'
import { startOfDay } from '#src/kit/dates.ts'
import { accountsWithAddressSet, organisationsOfAddressSet } from '../../access/public.ts'
import { claimQuery } from '../claims/claim-search-rules.ts'
import type { ClaimFilters, Sought } from './search-rules.ts'

/** Conditions on `claims.claims as claim`, without the status. */
export type Conditions = { readonly conditions: readonly RawBuilder<unknown>[] }

type Asked = { readonly sought: Sought | null; readonly filters: ClaimFilters }

/** What fits the search box and the filters. */
export const fitting = ({ sought, filters }: Asked): Conditions => ({
  conditions: [...(sought ? [soughtCondition(sought)] : []), ...filterConditions(filters)],
})

/** What was typed, alone. */
export function soughtCondition(sought: Sought): RawBuilder<unknown> {
  switch (sought.kind) {
    case 'reference':
      return sql`claim.reference = ${sought.reference}`
    case 'typo':
      return sql`false`
    case 'trn':
      return sql`claim.search_words @@ ${`'${sought.trn}'`}::tsquery`
    case 'urn':
      return sql`claim.search_words @@ ${`'${sought.urn}'`}::tsquery`
    case 'address':
      return ofAddress(sought.beginning)
    case 'words': {
      const query = claimQuery(sought.text)
      return query === null ? sql`false` : sql`claim.search_words @@ ${query}::tsquery`
    }
  }
}

/** What somebody began or sent, and what the schools have where they work. Three sets, each by an index of its own. */
const ofAddress = (beginning: string) => sql`claim.id in (
  select sent.id from claims.claims as sent where sent.submitted_by in ${accountsWithAddressSet(beginning)}
  union select begun.id from claims.claims as begun where begun.created_by in ${accountsWithAddressSet(beginning)}
  union select own.id from claims.claims as own where own.school_id in ${organisationsOfAddressSet(beginning)})`

function filterConditions(filters: ClaimFilters): readonly RawBuilder<unknown>[] {
  const { year, windowId, schoolUrn, providerId, from, to, training } = filters
  return [
    year === null ? null : sql`claim.academic_year = ${year}`,
    windowId === null ? null : sql`claim.window_id = ${windowId}`,
    schoolUrn === null
      ? null
      : sql`claim.search_words @@ ${`'${schoolUrn}'`}::tsquery and claim.school_urn = ${schoolUrn}`,
    providerId === null ? null : sql`claim.provider_id = ${providerId}`,
    from === null ? null : sql`claim.submitted_at >= ${startOfDay(from)}`,
    to === null ? null : sql`claim.submitted_at < ${startOfDay(to.add({ days: 1 }))}`,
    training === null
      ? null
      : sql`exists (select from claims.claim_lines as line where line.claim_id = claim.id and line.training_type = ${training})`,
    assignedCondition(filters),
    waitingCondition(filters),
  ].filter((condition) => condition !== null)
}

function assignedCondition({ assigned }: ClaimFilters): RawBuilder<unknown> | null {
  if (assigned.kind === 'anybody') return null
  return assigned.kind === 'nobody' ? sql`claim.assigned_to is null` : sql`claim.assigned_to = ${assigned.accountId}`
}

/** In a status that waits for them, theirs or nobody's; of clawbacks to approve not those that they proposed. */
function waitingCondition({ waitsFor }: ClaimFilters): RawBuilder<unknown> | null {
  if (waitsFor === null) return null
  const { accountId, statuses } = waitsFor
  return sql`claim.status = any(${[...statuses]}::text[]) and (claim.assigned_to is null or claim.assigned_to = ${accountId})
    and not (claim.status = 'clawback-proposed' and exists (select from claims.clawbacks as own
      where own.claim_id = claim.id and own.status = 'proposed' and own.proposed_by = ${accountId}))`
}
