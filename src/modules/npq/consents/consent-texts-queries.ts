import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** What people agree to, from a moment on. Its words are kept for ever. */
export type ConsentText = {
  readonly version: string
  readonly text: string
  readonly inForceFrom: Temporal.Instant
}

/** Every text, the latest first. */
export const consentTexts = async (reader: Reader): Promise<readonly ConsentText[]> =>
  reader
    .selectFrom('npq.consent_texts')
    .select(['version', 'text', 'in_force_from as inForceFrom'])
    .orderBy('in_force_from', 'desc')
    .execute()

/** How many registrations agreed to each text. One query for all. */
export async function agreedCounts(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('npq.registrations')
    .select(({ fn }) => ['consent_version', fn.countAll<number>().as('count')])
    .where('consent_version', 'is not', null)
    .groupBy('consent_version')
    .execute()
  return new Map(rows.map(({ consent_version, count }) => [consent_version ?? '', count]))
}
