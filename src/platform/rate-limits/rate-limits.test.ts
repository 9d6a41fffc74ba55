import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { waitSeconds } from './rate-limit-rules.ts'
import { forgetOldCounts, takeToken } from './rate-limits-store.ts'

const TEN = Temporal.Instant.from('2026-11-23T10:00:00Z')
const FIVE_AN_HOUR = { limit: 5, seconds: 3_600 }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const take = (key: string, now: Temporal.Instant) => takeToken(database.db, { ...FIVE_AN_HOUR, key, now })

describe('taking tokens', () => {
  test('allows the limit and no more, also at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => take('parallel', TEN)))
    expect(answers.filter((answer) => answer.taken)).toHaveLength(5)
  })

  test('keys do not touch each other', async () => {
    for (let use = 0; use < 5; use += 1) await take('one', TEN)
    expect((await take('one', TEN)).taken).toBe(false)
    expect((await take('other', TEN)).taken).toBe(true)
  })

  test('the next window gives no second burst', async () => {
    const late = TEN.add({ minutes: 59 })
    for (let use = 0; use < 5; use += 1) await take('burst', late)
    expect((await take('burst', TEN.add({ minutes: 61 }))).taken).toBe(false)
  })

  test('the wait that is told is long enough, and a second less is not', async () => {
    for (let use = 0; use < 5; use += 1) await take('wait', TEN.add({ minutes: 30 }))
    const asked = TEN.add({ minutes: 31 })
    const refused = await take('wait', asked)
    if (refused.taken) throw new Error('expected to wait')
    expect((await take('wait', asked.add({ seconds: refused.waitSeconds - 2 }))).taken).toBe(false)
    expect((await take('wait', asked.add({ seconds: refused.waitSeconds }))).taken).toBe(true)
  })

  test('old counts are forgotten', async () => {
    await take('old', TEN.subtract({ hours: 72 }))
    expect(await forgetOldCounts(database.db, TEN)).toBe(1)
  })
})

test('the wait is at least one second', () => {
  expect(waitSeconds({ current: 0, previous: 0, now: TEN }, FIVE_AN_HOUR)).toBe(1)
})
