import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { foundBy } from '../../directory/public.ts'
import type { Criteria } from '../invitations/batch.ts'
import { MISSING_REASONS, type MissingReason } from '../invitations/missing-rules.ts'
import { columnsOf } from './missing-list-order.ts'
import { MISSING_PER_PAGE, type MissingSort } from './missing-list-rules.ts'

/** Which schools of the list. Of the days on which the newest link was sent, it knows the one from which a reminder is due. */
export type ListFilter = Partial<Criteria>

export type ListedSchool = {
  readonly id: string
  readonly trustId: string | null
  readonly reason: MissingReason
  readonly sentAt: Temporal.Instant | null
  readonly openedAt: Temporal.Instant | null
}

/** When the list was last true; null before it was first made. */
export const listedAt = async (reader: Reader): Promise<Temporal.Instant | null> =>
  (await reader.selectFrom('access.missing_list').select('as_at').executeTakeFirst())?.as_at ?? null

export type MissingCounts = ReadonlyMap<MissingReason, number>

/** How many schools of a filter there are for each reason, whatever reason the filter asks for. */
export async function missingCounts(reader: Reader, filter: ListFilter): Promise<MissingCounts> {
  const others = { ...filter, reason: null }
  const counted = isNarrow(filter)
    ? sql`select reason, count(*) as schools from access.missing_schools as school where ${where(others)} group by reason`
    : sql`select reason, sum(schools)::int as schools from access.missing_counts
        where place_kind = 'england' and ${view(others, 'any reason')} and outcome <> '' group by reason`
  const { rows } = await sql<{ reason: MissingReason; schools: number }>`${counted}`.execute(reader)
  const counts = new Map(rows.map(({ reason, schools }) => [reason, schools]))
  return new Map(MISSING_REASONS.map((reason) => [reason, counts.get(reason) ?? 0]))
}

/** How many of them the filter asks for. */
export const totalOf = (counts: MissingCounts, { reason }: ListFilter): number =>
  reason ? (counts.get(reason) ?? 0) : [...counts.values()].reduce((sum, schools) => sum + schools, 0)

type Listed = { readonly filter: ListFilter; readonly sort: MissingSort; readonly page: number }

/** One page of the schools of a filter. One query. */
export async function missingPage(reader: Reader, listed: Listed): Promise<readonly ListedSchool[]> {
  const { rows } = await sql<ListedSchool>`${pageOf(listed)}`.execute(reader)
  return rows
}

function pageOf({ filter, sort, page }: Listed): RawBuilder<unknown> {
  const order = columnsOf(sort, 'school')
  if (page === 1 || !hasPages(filter)) {
    const offset = (page - 1) * MISSING_PER_PAGE
    return sql`select ${columns} from access.missing_schools as school where ${where(filter)}
      order by ${order} limit ${MISSING_PER_PAGE} offset ${offset}`
  }
  return sql`
    select school.id, school."trustId", school.reason, school."sentAt", school."openedAt"
    from (
      select * from access.missing_pages where sort = ${sort} and page = ${page} and ${view(filter)}
    ) as start cross join lateral (
      select ${columns}, ${order} from access.missing_schools as school
      where ${where(filter)} and (${order}) >= (${columnsOf(sort, 'start')})
      order by ${order} limit ${MISSING_PER_PAGE}
    ) as school
    order by ${order}`
}

/** The ids of every school of a filter, in order, for a file. One query. */
export async function allMissingIds(
  reader: Reader,
  { filter, sort }: Pick<Listed, 'filter' | 'sort'>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from access.missing_schools as school
    where ${where(filter)} order by ${columnsOf(sort, 'school')}`.execute(reader)
  return rows.map(({ id }) => id)
}

/** Schools of the list by id. One query however many. */
export async function listedById(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, ListedSchool>> {
  const { rows } = await sql<ListedSchool>`
    select ${columns} from access.missing_schools as school where organisation_id = any(${ids}::uuid[])`.execute(reader)
  return new Map(rows.map((row) => [row.id, row]))
}

const columns = sql`school.organisation_id as id, school.trust_id as "trustId", school.reason,
  school.sent_at as "sentAt", school.opened_at as "openedAt"`

/** The schools of a filter, of the table of the list named `school`. */
export const where = ({ reason, laCode, trustId, phaseCode, text, sentBy }: ListFilter): RawBuilder<unknown> =>
  sql.join(
    [
      sql`true`,
      ...(reason ? [sql`school.reason = ${reason}`] : []),
      ...(laCode ? [sql`school.la_code = ${laCode}`] : []),
      ...(trustId ? [sql`school.trust_id = ${trustId}::uuid`] : []),
      ...(phaseCode ? [sql`school.phase_code = ${phaseCode}`] : []),
      ...(text ? [foundBy(text)] : []),
      ...(sentBy ? [sql`school.reminder_due`] : []),
    ],
    sql` and `,
  )

/** The filters that leave few schools, whatever the others are: those are counted when they are asked for. */
export const isNarrow = ({ laCode, trustId, text }: ListFilter): boolean => Boolean(laCode || trustId || text)

/** Pages are kept ready for one of the filters that leave thousands, not for two of them together. */
const hasPages = (filter: ListFilter): boolean =>
  !isNarrow(filter) && [filter.reason, filter.phaseCode, filter.sentBy].filter(Boolean).length < 2

/** The rows that are kept ready for a filter, of counts or of pages. */
export const view = ({ reason, phaseCode, sentBy }: ListFilter, any?: 'any reason'): RawBuilder<unknown> =>
  sql`${any ? sql`reason <> ''` : sql`reason = ${reason ?? ''}`} and phase_code = ${phaseCode ?? ''}
    and only_due = ${Boolean(sentBy)}`
