import type { Temporal } from '#src/kit/dates.ts'
import { REVIEW_STATUSES } from '../../registrations/registration.ts'
import type { ReviewFilters } from '../../reviews/reviews-queries.ts'
import { EMPLOYMENT_TYPES } from '../../work-details/work-details.ts'

type Query = Readonly<Record<string, string>>

/** Days that a review has waited, to look for the old ones. */
export const AGES = [5, 10, 20] as const

type Asked = { readonly query: Query; readonly accountId: string | null; readonly now: Temporal.Instant }

/** The filters of the address; what is not known of it is left out. */
export function filtersIn({ query, accountId, now }: Asked): ReviewFilters {
  const age = AGES.find((days) => String(days) === query['age'])
  return {
    status: REVIEW_STATUSES.find((status) => status === query['status']) ?? 'open',
    employmentType: [...EMPLOYMENT_TYPES, 'other' as const].find((type) => type === query['employment']) ?? null,
    cohort: /^[0-9]{4}[a-c]$/.test(query['cohort'] ?? '') ? (query['cohort'] ?? null) : null,
    assignedTo: assignedIn(query['taken'], accountId),
    before: age === undefined ? null : now.subtract({ hours: age * 24 }),
  }
}

function assignedIn(taken: string | undefined, accountId: string | null) {
  if (taken === 'me') return { accountId }
  return taken === 'nobody' ? { accountId: null } : null
}
