import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'

export const MENTOR_COLUMNS = ['trn', 'date_of_birth'] as const

/** A row whose number and date of birth the teaching record knows together. The date of birth is not kept. */
export const MatchedRow = z.object({
  line: z.int(),
  trn: z.string(),
  followedFrom: z.string().nullable(),
  name: z.string(),
  onListAlready: z.boolean(),
})
export type MatchedRow = z.output<typeof MatchedRow>

/** Why a row cannot be used: a whole sentence without its full stop. */
export const FaultyRow = z.object({ line: z.int(), fault: z.string() })
export type FaultyRow = z.output<typeof FaultyRow>

export const MENTOR_FILE_STATUSES = ['previewed', 'applied', 'discarded'] as const

/** A file of mentors as it was looked at: what was found, never what was typed. */
export type MentorsFile = {
  readonly id: string
  readonly schoolId: string
  readonly fileName: string
  readonly status: (typeof MENTOR_FILE_STATUSES)[number]
  readonly madeByName: string
  readonly madeAt: Temporal.Instant
  readonly rows: readonly MatchedRow[]
  readonly faults: readonly FaultyRow[]
}
