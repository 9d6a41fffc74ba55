import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aDeclaration, aRegistration } from '../factories.ts'
import { holdStarted, PLACE_IN_DOUBT, releaseHeld } from './held-store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const now = Temporal.Instant.from('2026-11-25T10:00:00Z')

test('only what says that training has started, and is not eligible yet, waits; and goes on when the doubt is settled', async () => {
  const [one, other] = [await aRegistration(database.db), await aRegistration(database.db)]
  await aDeclaration(database.db, one, { type: 'started' })
  await aDeclaration(database.db, one, { type: 'retained-1' })
  await aDeclaration(database.db, other, { type: 'started', state: 'eligible' })
  const held = async () =>
    (await database.db.selectFrom('npq.declarations').select(['declaration_type', 'held_because']).execute()).flatMap(
      ({ declaration_type, held_because }) => (held_because === null ? [] : [[declaration_type, held_because]]),
    )
  for (const { id: registrationId } of [one, other]) {
    await database.db.transaction().execute((tx) => holdStarted(tx, { registrationId, now }))
  }
  expect(await held()).toEqual([['started', PLACE_IN_DOUBT]])
  await database.db.transaction().execute((tx) => releaseHeld(tx, { registrationId: one.id, now }))
  expect(await held()).toEqual([])
})
