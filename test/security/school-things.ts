import { Temporal } from '#src/kit/dates.ts'
import { insertFile } from '#src/modules/claims/files/files-store.ts'
import { insertMentorsFile } from '#src/modules/claims/mentors/mentors-file-store.ts'
import { insertItem } from '#src/modules/claims/preparation/preparation-store.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

/** What addresses of a school's mentors, preparation and details can name, and of its trust's files. */
export type SchoolThings = {
  readonly mentorFileId: string
  readonly preparationItemId: string
  readonly detailReportId: string
  readonly trustFileId: string
}

type Owner = {
  readonly side: string
  readonly school: { readonly id: string }
  readonly trust: string
  readonly accountId: string
}

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
let lastReceipt = 10_000_000

export async function schoolThings(db: Database, { side, school, trust, accountId }: Owner): Promise<SchoolThings> {
  const by = { accountId, name: `Secret ${side} claimant` }
  const fileName = `secret-${side}.csv`
  const detailReportId = newId<string>()
  lastReceipt += 1
  await db
    .insertInto('claims.detail_reports')
    .values({
      ...{ id: detailReportId, school_id: school.id, detail: 'name', said: `Secret ${side} name` },
      ...{ receipt: String(lastReceipt), reported_by: accountId, reported_by_name: by.name, reported_at: NOW },
    })
    .execute()
  const noted = { mentorName: `Secret ${side} item`, hasTrn: true, hasDateOfBirth: false, providerId: null }
  return db.transaction().execute(async (tx) => ({
    detailReportId,
    mentorFileId: await insertMentorsFile(tx, { schoolId: school.id, fileName, rows: [], faults: [], by, now: NOW }),
    preparationItemId: await insertItem(tx, {
      ...{ schoolId: school.id, year: 2025, noted: { ...noted, hoursAgreed: null }, by: accountId, now: NOW },
    }),
    trustFileId: (
      await insertFile(tx, {
        ...{ kind: 'trust-claims', organisationId: trust, fileName, bytes: Buffer.from(side), by, status: 'previewed' },
        now: NOW,
      })
    ).id,
  }))
}
