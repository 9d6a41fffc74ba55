import { sql } from 'kysely'
import type { AcademicYear } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { HoursRow } from './read-hours-rules.ts'

type New = {
  readonly fileId: string
  readonly providerId: string
  readonly year: AcademicYear
  readonly rows: readonly HoursRow[]
}

/** Keeps the rows of a file of records. One statement. */
export const insertHours = async (tx: Tx, { fileId, providerId, year, rows }: New) =>
  sql`
  insert into claims.provider_hours (file_id, provider_id, academic_year, trn, school_urn, mentor_name, hours, line)
  select ${fileId}, ${providerId}, ${year}, row.trn, row."schoolUrn", row.mentor, row.hours, row.line
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as row (trn text, "schoolUrn" text, mentor text, hours smallint, line integer)`.execute(tx)
