import { Temporal } from '#src/kit/dates.ts'
import type { StatusKey } from '#src/ui/statuses.ts'
import type { ListVersion } from './list-version.ts'

/** Applied, and not begun yet. */
export const isComing = ({ status, inForceFrom }: ListVersion, now: Temporal.Instant): boolean =>
  status === 'applied' && Temporal.Instant.compare(inForceFrom, now) > 0

type At = { readonly inForce: string | null; readonly now: Temporal.Instant }

/** What a version is today, as its tag says. */
export function versionStatus(version: ListVersion, { inForce, now }: At): StatusKey {
  switch (version.status) {
    case 'previewed':
      return 'npq-list-previewed'
    case 'taken-back':
      return 'npq-list-taken-back'
    case 'discarded':
      return 'npq-list-discarded'
    case 'applied':
      if (isComing(version, now)) return 'npq-list-coming'
      return version.id === inForce ? 'npq-list-counts' : 'npq-list-before'
  }
}
