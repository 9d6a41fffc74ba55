import type { Temporal } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import type { HistoryEntry } from '#src/platform/http/route.ts'
import type { Difference, Unusual } from '../../lists/list-guard-rules.ts'
import type { ListVersion } from '../../lists/list-version.ts'
import type { Samples } from '../../lists/list-versions-queries.ts'

/** What the page of a version shows. */
export type VersionFacts = {
  readonly version: ListVersion
  readonly difference: Difference
  readonly samples: Samples
  readonly unusual: Unusual
  /** The id of the version of the list that counts. */
  readonly inForce: string | null
  readonly entries: readonly HistoryEntry[]
  readonly given: { readonly values: RawValues; readonly errors: readonly FieldError[] }
  /** Whoever may not sees what it changes and what was done. */
  readonly mayManage: boolean
  readonly now: Temporal.Instant
}
