import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { ContactPoint, ContactSource } from '../school.ts'

type Channel = ContactPoint['channel']
type Of = { readonly organisationId: string; readonly channel: Channel; readonly now: Temporal.Instant }

/** Ends what people told us about one channel. What GIAS says is never touched. Answers whether there was anything. */
export async function endCorrections(tx: Tx, { organisationId, channel, now }: Of): Promise<boolean> {
  const ended = await tx
    .updateTable('directory.contact_points')
    // A clock that stands still must not make an empty period.
    .set({ until: sql<Temporal.Instant>`greatest(${now}::timestamptz, since + interval '1 microsecond')` })
    .where('organisation_id', '=', organisationId)
    .where('channel', '=', channel)
    .where('source', '<>', 'gias')
    .where('until', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows > 0n
}

type Correction = Of & { readonly address: string; readonly source: Exclude<ContactSource, 'gias'> }

export const insertCorrection = async (tx: Tx, { organisationId, channel, address, source, now }: Correction) =>
  tx
    .insertInto('directory.contact_points')
    .values({ id: newId(), organisation_id: organisationId, channel, address, source, since: now, until: null })
    .execute()
