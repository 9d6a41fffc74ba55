import { z } from 'zod'
import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { type Acceptance, type Conditions, ConditionsSection } from './conditions.ts'

/** The conditions that are to be accepted for a year at a moment: the newest version in force. Null where there are none yet. */
export async function conditionsOf(
  reader: Reader,
  { year, now }: { readonly year: AcademicYear; readonly now: Temporal.Instant },
): Promise<Conditions | null> {
  const row = await reader
    .selectFrom('claims.grant_conditions')
    .selectAll()
    .where('academic_year', '=', year)
    .where('in_force_from', '<=', now)
    .orderBy('in_force_from', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? {
        ...{ version: row.version, year: row.academic_year, inForceFrom: row.in_force_from, source: row.source },
        sections: z.array(ConditionsSection).parse(row.sections),
      }
    : null
}

/** Who accepted a version for these organisations, by organisation; what was taken back does not count. One query. */
export async function acceptancesOf(
  reader: Reader,
  { version, organisationIds }: { readonly version: string; readonly organisationIds: readonly string[] },
): Promise<ReadonlyMap<string, Acceptance>> {
  if (organisationIds.length === 0) return new Map()
  const rows = await accepted(reader)
    .where('version', '=', version)
    .where('taken_back_at', 'is', null)
    .where('organisation_id', 'in', [...new Set(organisationIds)])
    .execute()
  return new Map(rows.map((row) => [row.organisationId, row]))
}

/** Every acceptance of these organisations, the newest first, with what was taken back. One query. */
export const acceptanceHistory = (
  reader: Reader,
  organisationIds: readonly string[],
): Promise<readonly Acceptance[]> =>
  organisationIds.length === 0
    ? Promise.resolve([])
    : accepted(reader)
        .where('organisation_id', 'in', [...new Set(organisationIds)])
        .orderBy('accepted_at', 'desc')
        .execute()

const accepted = (reader: Reader) =>
  reader
    .selectFrom('claims.conditions_acceptances')
    .select(['id', 'version', 'academic_year as year', 'organisation_id as organisationId'])
    .select(['accepted_by_name as byName', 'accepted_at as at', 'taken_back_at as takenBackAt'])
