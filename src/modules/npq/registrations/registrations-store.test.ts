import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../factories.ts'
import { recordChange } from './changes-store.ts'
import { registrationById, registrationsOf } from './registrations-queries.ts'
import { assignProvider, lockRegistration, saveRegistration, unassignProvider } from './registrations-store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const LATER = Temporal.Instant.from('2026-11-24T10:00:00Z')
const sightsOf = (id: string) =>
  database.db
    .selectFrom('npq.provider_sights')
    .selectAll()
    .where('registration_id', '=', id)
    .orderBy('updated_at')
    .execute()

test('a person has one live registration for a course and cohort, whatever the code above allows', async () => {
  const teacher = await aTeacher(database.db)
  const first = await aRegistration(database.db, { teacher })
  await expect(aRegistration(database.db, { teacher })).rejects.toThrow('registrations_one_live')
  await aRegistration(database.db, { teacher, course: 'npq-senior-leadership' })
  expect((await registrationsOf(database.db, teacher.personId)).map(({ course }) => course).sort()).toEqual([
    'npq-headship',
    'npq-senior-leadership',
  ])
  expect(await registrationById(database.db, first.id)).toEqual(first)
})

test('a funding decision is never changed or removed', async () => {
  const { decisionId } = await aRegistration(database.db)
  const { db } = database
  await expect(db.deleteFrom('npq.funding_decisions').where('id', '=', decisionId).execute()).rejects.toThrow(
    'never changed',
  )
  await expect(
    db.updateTable('npq.funding_decisions').set({ result: 'funded' }).where('id', '=', decisionId).execute(),
  ).rejects.toThrow('never changed')
})

test('every change moves the time that the provider sees; a provider that lost it sees no later one', async () => {
  const other = await anNpqProvider(database.db, 'Riverbank Teaching')
  const registration = await aRegistration(database.db)
  const [first] = await sightsOf(registration.id)
  expect(first).toMatchObject({ provider_id: registration.providerId, lost_at: null })
  await database.db.transaction().execute(async (tx) => {
    const locked = await lockRegistration(tx, registration.id)
    if (!locked) throw new Error('It is gone')
    await unassignProvider(tx, { registrationId: locked.id, because: 'changed-by-participant', now: LATER })
    await assignProvider(tx, { registrationId: locked.id, providerId: other.id, now: LATER })
    await saveRegistration(tx, { ...locked, providerId: other.id }, LATER)
  })
  const moved = await sightsOf(registration.id)
  expect(moved).toHaveLength(2)
  const lost = moved.find(({ provider_id }) => provider_id === registration.providerId)
  expect(lost?.lost_at).toEqual(LATER)
  await database.db.transaction().execute(async (tx) => {
    const locked = await lockRegistration(tx, registration.id)
    if (locked) await saveRegistration(tx, { ...locked, fundedPlace: false }, LATER.add({ hours: 1 }))
  })
  const after = await sightsOf(registration.id)
  expect(after.find(({ provider_id }) => provider_id === registration.providerId)).toEqual(lost)
  expect(after.at(-1)?.provider_id).toBe(other.id)
})

test('changes take their place in the order of commits', async () => {
  const registration = await aRegistration(database.db)
  const note = (kind: 'accepted' | 'rejected') =>
    database.db
      .transaction()
      .execute((tx) => recordChange(tx, { registration, kind, before: {}, after: {}, now: LATER }))
  await Promise.all(Array.from({ length: 20 }, (_each, at) => note(at % 2 === 0 ? 'accepted' : 'rejected')))
  const rows = await database.db
    .selectFrom('npq.changes')
    .select('sequence')
    .where('registration_id', '=', registration.id)
    .orderBy('sequence')
    .execute()
  expect(rows).toHaveLength(20)
  expect(new Set(rows.map(({ sequence }) => sequence)).size).toBe(20)
  expect(rows.every(({ sequence }) => sequence !== null)).toBe(true)
})
