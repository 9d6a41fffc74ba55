import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { newestPlaceRules } from '../../funding/newest-rules-queries.ts'
import type { ListedStatus } from '../../status/loaded-status-queries.ts'
import { loadStatuses } from '../../status/loaded-status-queries.ts'
import type { WorkDetailsVersion } from '../../work-details/work-details.ts'
import { latestWorkOf } from '../../work-details/work-details-queries.ts'
import type { WorkplaceRules } from '../../workplaces/workplace-rules.ts'

/** Where somebody works, as they told us last, whatever they are registered for. */
export type OwnWorkplace = {
  /** Null for somebody who never told. */
  readonly latest: WorkDetailsVersion | null
  /** Registrations that this changes nothing of: each has a page of its own for it. */
  readonly live: readonly ListedStatus[]
  readonly rules: WorkplaceRules
  readonly today: Temporal.PlainDate
}

/** At most five queries. */
export async function loadWorkplace({ db, actor, now }: WebRequest): Promise<OwnWorkplace> {
  const { personId } = actor
  const registrations = personId === null ? [] : await loadStatuses(db, { personId, now })
  return {
    latest: personId === null ? null : await latestWorkOf(db, personId),
    live: registrations.filter(({ isPast }) => !isPast),
    rules: await newestPlaceRules(db, now),
    today: londonDate(now),
  }
}
