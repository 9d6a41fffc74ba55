import type { Temporal } from '#src/kit/dates.ts'

/** Where the rules of a decision come from and since when they have been in force, to be said beside it. */
export type PolicySource = { readonly version: string; readonly inForceFrom: Temporal.Instant; readonly source: string }
