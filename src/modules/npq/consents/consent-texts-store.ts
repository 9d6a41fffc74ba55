import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { ConsentText } from './consent-texts-queries.ts'

/** Nobody else adds a text until the transaction ends. */
export const lockConsentTexts = async (tx: Tx) =>
  sql`select pg_advisory_xact_lock(hashtext('npq.consent-texts'))`.execute(tx)

type Added = ConsentText & { readonly accountId: string | null; readonly now: Temporal.Instant }

export const insertConsentText = async (tx: Tx, { version, text, inForceFrom, accountId, now }: Added) =>
  tx
    .insertInto('npq.consent_texts')
    .values({ version, text, in_force_from: inForceFrom, added_by: accountId, added_at: now })
    .execute()
