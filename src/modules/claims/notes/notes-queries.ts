import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** What staff wrote about a claim: for themselves, or to the school or provider. */
export type ClaimNote = {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly organisationId: string | null
  readonly byName: string
  readonly at: Temporal.Instant
}

/** The notes and messages of a claim, the newest first. One query. */
export const notesOf = (reader: Reader, claimId: string): Promise<readonly ClaimNote[]> =>
  reader
    .selectFrom('claims.notes')
    .select([
      'id',
      'kind',
      'text',
      'organisation_id as organisationId',
      'written_by_name as byName',
      'written_at as at',
    ])
    .where('claim_id', '=', claimId)
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
