import type { Reader } from '#src/platform/db/database.ts'
import { type Organisation, organisationById } from './organisations-queries.ts'

/** How another register names an organisation: schools by URN, trusts and groups by UID, anybody by UKPRN. */
export type Identifiers = {
  readonly urn: string | null
  readonly uid: string | null
  readonly ukprn: string | null
}

/**
 * The organisation that the identifiers name, or null. The narrowest decides: a school's URN before its group's UID, and both
 * before a UKPRN, which a school that became an academy may share with the one before. Two with the same UKPRN are nobody.
 */
export async function organisationIdentifiedBy(reader: Reader, ids: Identifiers): Promise<Organisation | null> {
  const id =
    (await idByUrn(reader, ids.urn)) ?? (await idByUid(reader, ids.uid)) ?? (await idByUkprn(reader, ids.ukprn))
  return id ? organisationById(reader, id) : null
}

async function idByUrn(reader: Reader, urn: string | null): Promise<string | null> {
  if (urn === null) return null
  const row = await reader
    .selectFrom('directory.schools')
    .select('organisation_id as id')
    .where('urn', '=', urn)
    .executeTakeFirst()
  return row?.id ?? null
}

async function idByUid(reader: Reader, uid: string | null): Promise<string | null> {
  if (uid === null) return null
  const row = await reader
    .selectFrom('directory.trusts')
    .select('organisation_id as id')
    .where('group_uid', '=', uid)
    .executeTakeFirst()
  return row?.id ?? null
}

async function idByUkprn(reader: Reader, ukprn: string | null): Promise<string | null> {
  if (ukprn === null) return null
  const rows = await reader
    .selectFrom('directory.organisations')
    .select('id')
    .where('ukprn', '=', ukprn)
    .where('status', '<>', 'closed')
    .limit(2)
    .execute()
  const [only, another] = rows
  return only && !another ? only.id : null
}
