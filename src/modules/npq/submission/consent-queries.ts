import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** What people agree to when they register. Each version is kept, so that it can be told what somebody agreed to. */
export type Consent = { readonly version: string; readonly text: string }

/** The text in force at a moment. Registering without one would be a fault of the data. */
export const consentInForce = async (reader: Reader, at: Temporal.Instant): Promise<Consent> =>
  inForce(reader, at).select(['version', 'text']).executeTakeFirstOrThrow()

type Asked = { readonly personId: string | null; readonly now: Temporal.Instant }

/** The same, and whether the person has told us before where they work. One query for both: every page of the journey asks. */
export async function consentAndWork(reader: Reader, { personId, now }: Asked) {
  const { version, text, hasToldWork } = await inForce(reader, now)
    .select(['version', 'text'])
    .select(({ exists, selectFrom }) =>
      exists(selectFrom('npq.work_details as work').select('work.id').where('work.person_id', '=', personId)).as(
        'hasToldWork',
      ),
    )
    .executeTakeFirstOrThrow()
  return { consent: { version, text }, hasToldWork: Boolean(hasToldWork) }
}

const inForce = (reader: Reader, at: Temporal.Instant) =>
  reader.selectFrom('npq.consent_texts').where('in_force_from', '<=', at).orderBy('in_force_from', 'desc').limit(1)
