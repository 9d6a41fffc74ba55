import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'

/** A trust or a local authority, as somebody who works for it and not for one school looks for it. */
export type Employer = {
  readonly id: string
  readonly name: string
  readonly kind: 'trust' | 'local-authority'
  readonly isOpen: boolean
  /** "Multi-academy trust", "Local authority". */
  readonly kindName: string
  /** GIAS's number of the authority; null for a trust. */
  readonly laCode: string | null
}

/** Most that are shown beside the schools that were found. */
const EMPLOYERS_FOUND = 10
const MOST_WORDS = 10

/** Trusts and local authorities whose name has every word, the open first; also by UKPRN or a trust's number in GIAS. One query. */
export async function searchEmployers(reader: Reader, text: string): Promise<readonly Employer[]> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
  if (words.length === 0 || words.join('').length < 3) return []
  const hasWords = sql<boolean>`not exists (
    select from unnest(${words}::text[]) as word
    where strpos(public.unaccent(lower(organisation.name)), public.unaccent(word)) = 0
  )`
  const number = words.join('')
  return employersWhere(
    reader,
    sql<boolean>`(${hasWords} or organisation.ukprn = ${number} or lower(trust.group_uid) = ${number})`,
  )
}

/** Null when it is neither a trust nor a local authority. */
export async function employerById(reader: Reader, id: string): Promise<Employer | null> {
  const [found] = await employersWhere(reader, sql<boolean>`organisation.id = ${id}::uuid`)
  return found ?? null
}

async function employersWhere(reader: Reader, condition: RawBuilder<boolean>): Promise<readonly Employer[]> {
  const rows = await reader
    .selectFrom('directory.organisations as organisation')
    .leftJoin('directory.trusts as trust', 'trust.organisation_id', 'organisation.id')
    .leftJoin('directory.local_authorities as authority', 'authority.organisation_id', 'organisation.id')
    .select(['organisation.id', 'organisation.name', 'organisation.kind', 'organisation.status'])
    .select(['trust.group_type_name as trustType', 'authority.code as laCode'])
    .where('organisation.kind', 'in', ['trust', 'local-authority'])
    .where(condition)
    .orderBy(sql`organisation.status = 'closed'`)
    .orderBy(sql`length(organisation.name)`)
    .orderBy('organisation.name')
    .limit(EMPLOYERS_FOUND)
    .execute()
  return rows.map(({ id, name, kind, status, trustType, laCode }) => ({
    ...{ id, name, laCode },
    kind: kind === 'trust' ? 'trust' : 'local-authority',
    isOpen: status !== 'closed',
    kindName: kind === 'trust' ? (trustType ?? 'Trust') : 'Local authority',
  }))
}
