import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'

/** Why a declaration waits: staff look at whether the funded place stays. */
export const PLACE_IN_DOUBT = 'funded-place-in-doubt'

type Held = { readonly registrationId: string; readonly now: Temporal.Instant }

/** Holds what has been declared of the start and is not eligible yet: it becomes so only when the doubt is settled. */
export const holdStarted = async (tx: Tx, { registrationId, now }: Held) =>
  tx
    .updateTable('npq.declarations')
    .set({ held_because: PLACE_IN_DOUBT, updated_at: now })
    .where('registration_id', '=', registrationId)
    .where('declaration_type', '=', 'started')
    .where('state', '=', 'submitted')
    .execute()

/** Lets them go on, once the doubt is settled. */
export const releaseHeld = async (tx: Tx, { registrationId, now }: Held) =>
  tx
    .updateTable('npq.declarations')
    .set({ held_because: null, updated_at: now })
    .where('registration_id', '=', registrationId)
    .where('held_because', '=', PLACE_IN_DOUBT)
    .execute()
