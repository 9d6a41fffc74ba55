import { type Selectable, sql } from 'kysely'
import type { NpqChanges } from '#db/schema.ts'
import type { Reader } from '#src/platform/db/database.ts'

type Asked = { readonly providerId: string; readonly after: number; readonly limit: number }

export type ChangeRow = Pick<
  Selectable<NpqChanges>,
  'id' | 'registration_id' | 'kind' | 'before' | 'after' | 'effective_on' | 'happened_at'
> & { readonly sequence: number; readonly participant_id: string }

/**
 * The changes that are a provider's to read, from a place in the feed on. Places are given in the order of commits, so that
 * whoever has read one place has read all before it. What happened while another had the registration is not among them.
 */
export const changesAfter = async (
  reader: Reader,
  { providerId, after, limit }: Asked,
): Promise<readonly ChangeRow[]> => {
  const rows = await reader
    .selectFrom('npq.changes as change')
    .innerJoin('npq.registrations as registration', 'registration.id', 'change.registration_id')
    .select(['change.id', 'change.registration_id', 'change.kind', 'change.before', 'change.after'])
    .select(['change.effective_on', 'change.happened_at', 'registration.person_id as participant_id'])
    .select(sql<number>`change.sequence`.as('sequence'))
    .where('change.provider_id', '=', providerId)
    .where('change.sequence', '>', after)
    .orderBy('change.sequence')
    .limit(limit)
    .execute()
  return rows
}
