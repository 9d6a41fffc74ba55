import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aRegistration, aTeacher } from '../factories.ts'
import { registrationsOf } from '../registrations/registrations-queries.ts'
import { latestWorkOf } from '../work-details/work-details-queries.ts'
import { registrationsContribution as contribution } from './registrations-contribution.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const now = Temporal.Instant.from('2026-11-24T10:00:00Z')

async function twoOfOne() {
  const [keep, gone] = [await aTeacher(database.db), await aTeacher(database.db)]
  const pair = {
    accounts: { keep: keep.accountId, gone: gone.accountId },
    people: { keep: keep.personId, gone: gone.personId },
  }
  return { keep, gone, pair }
}

test('registrations, work details and the id that providers know go with whoever is left, and come back as they were', async () => {
  const { keep, gone, pair } = await twoOfOne()
  const { db } = database
  const own = await aRegistration(db, { teacher: keep })
  const other = await aRegistration(db, { teacher: gone, course: 'npq-senior-leadership', status: 'accepted' })
  const preview = await contribution.preview(db, { pair, now })
  expect(preview.conflicts).toEqual([])
  expect(preview.rows[0]?.after).toContain('Headship NPQ, 2026b (pending); Senior leadership NPQ, 2026b (accepted)')
  const { moved, events } = await db.transaction().execute((tx) => contribution.move(tx, { pair, now }))
  expect((await registrationsOf(db, keep.personId)).map(({ id }) => id).sort()).toEqual([own.id, other.id].sort())
  expect(await registrationsOf(db, gone.personId)).toEqual([])
  expect(events).toHaveLength(1)
  const seen = await db
    .selectFrom('npq.provider_sights')
    .select('participant_id')
    .where('registration_id', '=', other.id)
    .executeTakeFirstOrThrow()
  expect(seen.participant_id).toBe(keep.personId)
  await db.transaction().execute((tx) => contribution.undo(tx, { pair, now, moved: JSON.parse(JSON.stringify(moved)) }))
  expect((await registrationsOf(db, gone.personId)).map(({ id, accountId }) => [id, accountId])).toEqual([
    [other.id, gone.accountId],
  ])
  expect((await latestWorkOf(db, gone.personId))?.registrationId).toBe(other.id)
  const feed = await db
    .selectFrom('npq.changes')
    .select('after')
    .where('registration_id', '=', other.id)
    .orderBy('sequence')
    .execute()
  expect(feed.map(({ after }) => after)).toEqual([{ participant_id: keep.personId }, { participant_id: gone.personId }])
})

test('two live registrations for one course and cohort are a conflict, and the database stands behind it', async () => {
  const { keep, gone, pair } = await twoOfOne()
  const { db } = database
  await aRegistration(db, { teacher: keep })
  await aRegistration(db, { teacher: gone })
  const { conflicts } = await contribution.preview(db, { pair, now })
  expect(conflicts.map(({ what }) => what)).toEqual([
    'Both have a registration for Headship NPQ, 2026b that is not over, and one person has one.',
  ])
  await expect(db.transaction().execute((tx) => contribution.move(tx, { pair, now }))).rejects.toThrow(
    'registrations_one_live',
  )
})

test('one that is over is no conflict, and an account without a person moves nothing', async () => {
  const { keep, gone, pair } = await twoOfOne()
  const { db } = database
  await aRegistration(db, { teacher: keep })
  await aRegistration(db, { teacher: gone, status: 'rejected' })
  expect((await contribution.preview(db, { pair, now })).conflicts).toEqual([])
  const none = await db.transaction().execute((tx) => contribution.move(tx, { pair: { ...pair, people: null }, now }))
  expect(none.moved).toEqual({ registrations: [], workDetails: [] })
  expect(await registrationsOf(db, gone.personId)).toHaveLength(1)
})
