import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'
import { mentorsOfSchool } from '../mentors/mentors-queries.ts'
import { mentorsContribution as contribution } from './mentors-contribution.ts'

let database: TestDatabase
let windowId: string
beforeAll(async () => {
  database = await testDatabase()
  windowId = await aClaimWindow(database.db)
})
afterAll(() => database.close())

const now = Temporal.Instant.from('2026-11-24T10:00:00Z')
const accounts = { keep: '0190f3a4-0000-7000-8000-000000000001', gone: '0190f3a4-0000-7000-8000-000000000002' }

async function twoOfOne(hours: readonly [number, number]) {
  const { db } = database
  const [school, other] = [await aSchool(db), await aSchool(db)]
  const provider = await anIttProvider(db)
  const [keep, gone] = [await aMentor(db, school, { name: 'Ines' }), await aMentor(db, school, { name: 'Inês' })]
  await aMentor(db, other, { name: 'Somebody else' })
  await db
    .insertInto('claims.school_mentors')
    .values({ id: crypto.randomUUID(), school_id: other.id, person_id: gone.personId, added_at: now })
    .execute()
  await aClaim(db, { school, provider, windowId, mentors: [{ ...keep, hours: hours[0] }] })
  const moving = await aClaim(db, { school: other, provider, windowId, mentors: [{ ...gone, hours: hours[1] }] })
  const pair = { accounts, people: { keep: keep.personId, gone: gone.personId } }
  return { school, other, provider, keep, gone, moving, pair }
}

const heldBy = async (personId: string) =>
  (await database.db.selectFrom('claims.allowances').select('held').where('person_id', '=', personId).execute()).map(
    ({ held }) => held,
  )

test('lists, claims and hours go with whoever is left, and come back as they were', async () => {
  const { school, other, keep, gone, moving, pair } = await twoOfOne([10, 6])
  const { db } = database
  const preview = await contribution.preview(db, { pair, now })
  expect(preview.conflicts).toEqual([])
  expect(preview.rows[0]).toEqual({ what: 'Mentor at', keep: '1 school', gone: '2 schools', after: '2 schools' })
  expect(preview.rows[1]?.after).toContain(moving.reference)
  const { moved, events } = await db.transaction().execute((tx) => contribution.move(tx, { pair, now }))
  expect(events).toHaveLength(1)
  expect([await heldBy(keep.personId), await heldBy(gone.personId)]).toEqual([[16], [0]])
  const names = async (at: { id: string }) => (await mentorsOfSchool(db, at.id)).map(({ name }) => name)
  expect([await names(school), await names(other)]).toEqual([['Ines'], ['Ines', 'Somebody else']])
  await db.transaction().execute((tx) => contribution.undo(tx, { pair, now, moved: JSON.parse(JSON.stringify(moved)) }))
  expect([await heldBy(keep.personId), await heldBy(gone.personId)]).toEqual([[10], [6]])
  expect([await names(school), await names(other)]).toEqual([
    ['Ines', 'Inês'],
    ['Inês', 'Somebody else'],
  ])
  const { person_id } = await db
    .selectFrom('claims.claim_lines')
    .select('person_id')
    .where('claim_id', '=', moving.id)
    .executeTakeFirstOrThrow()
  expect(person_id).toBe(gone.personId)
})

test('more hours than one person may have are a conflict that names the claims, and the database stands behind it', async () => {
  const { moving, pair, provider } = await twoOfOne([10, 7])
  const { db } = database
  const { conflicts } = await contribution.preview(db, { pair, now })
  expect(conflicts.map(({ what }) => what)).toEqual([
    expect.stringContaining(`17 hours with ${provider.name} in 2025 to 2026, and one mentor has 16`),
  ])
  expect(conflicts[0]?.what).toContain(moving.reference)
  await expect(db.transaction().execute((tx) => contribution.move(tx, { pair, now }))).rejects.toThrow(
    'allowances_not_exceeded',
  )
})

test('both on one claim is a conflict; a draft whose time is over is none; and without people nothing moves', async () => {
  const { school, provider, keep, gone, pair } = await twoOfOne([1, 1])
  const { db } = database
  const draft = { school, provider, windowId, status: 'draft' as const, now: now.subtract({ hours: 24 * 15 }) }
  await aClaim(db, { ...draft, mentors: [{ ...gone, hours: 15 }] })
  expect((await contribution.preview(db, { pair, now })).conflicts).toEqual([])
  const claim = await aClaim(db, {
    school,
    provider,
    windowId,
    mentors: [keep, gone].map((one) => ({ ...one, hours: 1 })),
    now,
  })
  expect((await contribution.preview(db, { pair, now })).conflicts.map(({ what }) => what)).toEqual([
    `Both are on claim ${claim.reference}, and one person is on a claim once.`,
  ])
  const none = { accounts, people: null }
  expect(await contribution.preview(db, { pair: none, now })).toEqual({ rows: [], conflicts: [] })
  const { moved } = await db.transaction().execute((tx) => contribution.move(tx, { pair: none, now }))
  expect(moved).toEqual({ mentors: [], ended: [], lines: [] })
})
