import type { Selectable } from 'kysely'
import type { ClaimsDetailReports } from '#db/schema.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { DETAILS, type DetailReport } from './detail-report.ts'

const SHOWN = 20

/** The newest of a school. One query. */
export async function reportsOfSchool(reader: Reader, schoolId: string): Promise<readonly DetailReport[]> {
  const rows = await reader
    .selectFrom('claims.detail_reports')
    .selectAll()
    .where('school_id', '=', schoolId)
    .orderBy('reported_at', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map(reportFrom)
}

type Page = { readonly offset: number; readonly limit: number }

/** Those that wait for staff, the longest first. One query. */
export async function openReports(reader: Reader, { offset, limit }: Page): Promise<readonly DetailReport[]> {
  const rows = await reader
    .selectFrom('claims.detail_reports')
    .selectAll()
    .where('settled_at', 'is', null)
    .orderBy('reported_at')
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute()
  return rows.map(reportFrom)
}

/** How many wait for staff. */
export async function countOpenReports(reader: Reader): Promise<number> {
  const { open } = await reader
    .selectFrom('claims.detail_reports')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(open)
}

export async function detailReportById(reader: Reader, id: string): Promise<DetailReport | null> {
  const row = await reader.selectFrom('claims.detail_reports').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? reportFrom(row) : null
}

export const reportFrom = (row: Selectable<ClaimsDetailReports>): DetailReport => ({
  ...{ id: row.id, schoolId: row.school_id, detail: DETAILS.find((one) => one === row.detail) ?? 'other' },
  ...{ said: row.said, receipt: row.receipt, byAccount: row.reported_by, byName: row.reported_by_name },
  at: row.reported_at,
  settled:
    row.settled_at === null
      ? null
      : { at: row.settled_at, byName: row.settled_by_name ?? 'Staff', answer: row.answer ?? '' },
})
