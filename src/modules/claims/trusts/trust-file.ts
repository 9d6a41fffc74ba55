import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'

export const TRUST_COLUMNS = ['school_urn', 'provider', 'mentor_trn', 'hours'] as const
export type TrustColumn = (typeof TRUST_COLUMNS)[number]

/** The whole file is applied in one go while somebody waits. Our own figure: more than the mentors of the largest trust in a window. */
export const MOST_TRUST_ROWS = 500

/** One claim that a file asks for: a school, a provider, and the mentors of its rows. */
export const WantedClaim = z.object({
  schoolId: z.string(),
  schoolUrn: z.string(),
  schoolName: z.string(),
  providerId: z.string(),
  providerName: z.string(),
  mentors: z.array(
    z.object({ line: z.int(), personId: z.string(), name: z.string(), trn: z.string(), hours: z.int() }),
  ),
  /** What it comes to at today's rate; null while there is none. */
  pence: z.int().nullable(),
  /** Claims that the school has with the provider in the year already. */
  others: z.array(z.string()),
})
export type WantedClaim = z.output<typeof WantedClaim>

/** A whole sentence without its full stop. */
export const RowFault = z.object({ line: z.int(), fault: z.string() })
export type RowFault = z.output<typeof RowFault>

export type TrustFile = {
  readonly id: string
  readonly fileName: string
  readonly status: string
  readonly madeByName: string
  readonly madeAt: Temporal.Instant
  readonly claims: readonly WantedClaim[]
  readonly faults: readonly RowFault[]
}
