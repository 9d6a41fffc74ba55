import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { ELIGIBILITY_LISTS, type EligibilityList, type ListVersions } from './eligibility-list.ts'

/** The version of each list in force at a moment: the newest that has begun and was not taken back. */
export async function listsInForce(reader: Reader, at: Temporal.Instant): Promise<ListVersions> {
  const rows = await reader
    .selectFrom('npq.list_versions')
    .distinctOn('list')
    .select(['list', 'id'])
    .where('status', '=', 'applied')
    .where('in_force_from', '<=', at)
    .orderBy('list')
    .orderBy('in_force_from', 'desc')
    .orderBy('applied_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return ListVersionsColumn.parse(Object.fromEntries(rows.map(({ list, id }) => [list, id])))
}

/** Versions as a decision keeps them. */
export const ListVersionsColumn = z.partialRecord(z.enum(ELIGIBILITY_LISTS), z.uuid())

type Question = { readonly list: EligibilityList; readonly identifier: string | null }

/** Which of the questions "is it on that list?" are answered yes, by the named versions. One query for all. */
export async function onLists(
  reader: Reader,
  versions: ListVersions,
  questions: readonly Question[],
): Promise<ReadonlySet<EligibilityList>> {
  const asked = questions.flatMap(({ list, identifier }) => {
    const version = versions[list]
    return version && identifier ? [{ list, version, identifier }] : []
  })
  if (asked.length === 0) return new Set()
  const rows = await reader
    .selectFrom('npq.list_entries')
    .select(['version_id', 'identifier'])
    .where(({ or, and, eb }) =>
      or(
        asked.map(({ version, identifier }) =>
          and([eb('version_id', '=', version), eb('identifier', '=', identifier)]),
        ),
      ),
    )
    .execute()
  return new Set(
    asked
      .filter(({ version, identifier }) =>
        rows.some((row) => row.version_id === version && row.identifier === identifier),
      )
      .map(({ list }) => list),
  )
}
