import type { Temporal } from '#src/kit/dates.ts'
import { organisationNames } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** A provider that had a registration and has it no more. */
export type PreviousProvider = {
  readonly name: string
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
}

/** The providers before the one that has it now, the newest first. Two queries; one when there are none. */
export async function previousProvidersOf(
  reader: Reader,
  registrationId: string,
): Promise<readonly PreviousProvider[]> {
  const rows = await reader
    .selectFrom('npq.registration_providers')
    .select(['provider_id', 'assigned_at', 'unassigned_at'])
    .where('registration_id', '=', registrationId)
    .where('unassigned_at', 'is not', null)
    .orderBy('assigned_at', 'desc')
    .execute()
  const names = await organisationNames(
    reader,
    rows.map(({ provider_id }) => provider_id),
  )
  return rows.flatMap(({ provider_id, assigned_at, unassigned_at }) =>
    unassigned_at === null
      ? []
      : [{ name: names.get(provider_id)?.name ?? 'A provider', from: assigned_at, until: unassigned_at }],
  )
}
