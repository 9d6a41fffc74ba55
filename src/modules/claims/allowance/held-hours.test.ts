import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../factories.ts'
import { claimYear } from '../years/years-queries.ts'
import { allowanceKey, allowancesOf } from './allowance-queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const now = Temporal.Instant.from('2026-11-23T10:00:00Z')

async function world() {
  const [school, other] = [await aSchool(database.db), await aSchool(database.db)]
  const windows = await database.db.selectFrom('claims.windows').select('id').execute()
  const windowId = windows[0]?.id ?? (await aClaimWindow(database.db))
  const [provider, second] = [await anIttProvider(database.db), await anIttProvider(database.db)]
  const mentor = await aMentor(database.db, school)
  return { school, other, windowId, provider, second, mentor }
}

const year = async (of: number) => {
  const found = await claimYear(database.db, of)
  if (!found) throw new Error('no such year')
  return found
}

async function left(personId: string, providerId: string, of = 2025) {
  const found = await allowancesOf(database.db, {
    personIds: [personId],
    providerIds: [providerId],
    year: await year(of),
    now,
  })
  return found.get(allowanceKey({ personId, providerId }))
}

test('nothing claimed: 20 hours in 2024 to 2025, 16 from 2025 to 2026', async () => {
  const { mentor, provider } = await world()
  expect(await left(mentor.personId, provider.id, 2024)).toEqual({
    trainingType: 'initial',
    cap: 20,
    held: 0,
    left: 20,
  })
  expect(await left(mentor.personId, provider.id)).toEqual({ trainingType: 'initial', cap: 16, held: 0, left: 16 })
})

test('hours at one school are gone for another with the same provider, not with another provider', async () => {
  const { school, mentor, provider, second, windowId } = await world()
  await aClaim(database.db, { school, provider, windowId, mentors: [{ ...mentor, hours: 10 }] })
  expect((await left(mentor.personId, provider.id))?.left).toBe(6)
  expect((await left(mentor.personId, second.id))?.left).toBe(16)
})

test('claimed last year with the same provider: a refresher of 6; with another: initial', async () => {
  const { school, mentor, provider, second, windowId } = await world()
  await aClaim(database.db, { school, provider, windowId, year: 2024, mentors: [mentor], status: 'paid' })
  expect(await left(mentor.personId, provider.id)).toEqual({ trainingType: 'refresher', cap: 6, held: 0, left: 6 })
  expect((await left(mentor.personId, second.id))?.trainingType).toBe('initial')
})

test('a draft holds its hours until its time is over', async () => {
  const { school, mentor, provider, windowId } = await world()
  const draft = { school, provider, windowId, mentors: [{ ...mentor, hours: 10 }], status: 'draft' as const }
  await aClaim(database.db, { ...draft, now: now.subtract({ hours: 24 }) })
  expect((await left(mentor.personId, provider.id))?.left).toBe(6)
  const late = now.add({ hours: 14 * 24 })
  const asked = { personIds: [mentor.personId], providerIds: [provider.id], year: await year(2025), now: late }
  expect([...(await allowancesOf(database.db, asked)).values()][0]?.left).toBe(16)
  await aClaim(database.db, { ...draft, mentors: [{ ...mentor, hours: 16 }], now: late })
})

test('hours that the payer did not pay come back', async () => {
  const { school, mentor, provider, windowId } = await world()
  await aClaim(database.db, { school, provider, windowId, mentors: [mentor], status: 'not-paid' })
  expect((await left(mentor.personId, provider.id))?.left).toBe(16)
})

test('of twenty who want the last 16 hours at once, one gets them', async () => {
  const { school, mentor, provider, windowId } = await world()
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      aClaim(database.db, { school, provider, windowId, mentors: [{ ...mentor, hours: 16 }] }),
    ),
  )
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const sums = await database.db
    .selectFrom('claims.allowances')
    .select(['held', 'cap'])
    .where('person_id', '=', mentor.personId)
    .execute()
  expect(sums).toEqual([{ held: 16, cap: 16 }])
})
