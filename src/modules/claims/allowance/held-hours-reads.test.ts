import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'
import { claimYear } from '../years/years-queries.ts'
import { holdHours } from './held-hours-store.ts'

const MANY = 5_000
const FEW = 50

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test(`holding hours reads the allowances of its own mentors, not the ${MANY} of others`, async () => {
  const { db, ownerDb } = database
  const [school, provider, windowId] = [await aSchool(db), await anIttProvider(db), await aClaimWindow(db)]
  const mentor = await aMentor(db, school)
  const draft = await aClaim(db, { school, provider, windowId, mentors: [mentor], status: 'draft' })
  const year = await claimYear(db, draft.year)
  if (!year) throw new Error('There are no rules for the year')
  await ownerDb.transaction().execute(async (tx) => {
    // Of people and providers that there are not: nothing here asks for them.
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`insert into claims.allowances (person_id, provider_id, academic_year, training_type, cap)
      select gen_random_uuid(), gen_random_uuid(), ${draft.year}, 'initial', 16 from generate_series(1, ${MANY}::int)`.execute(
      tx,
    )
  })
  await sql`analyze claims.allowances`.execute(ownerDb)
  const read = await ownerDb.transaction().execute(async (tx) => {
    const wanted = draft.lines.map(({ id: lineId, personId, hours }) => ({ lineId, personId, hours }))
    const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
    const held = await holdHours(tx, { claimId: draft.id, providerId: provider.id, year, wanted, until: null, now })
    expect(held.shortfalls).toEqual([])
    return rowsRead(tx)
  })
  expect(read).toBeLessThan(FEW)
})

/** Rows of allowances that this transaction has looked at. */
async function rowsRead(tx: Tx): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables
    where relid = 'claims.allowances'::regclass`.execute(tx)
  return rows[0]?.read ?? Number.POSITIVE_INFINITY
}
