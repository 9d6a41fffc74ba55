import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aClaim, aMentor, anIttProvider } from '../factories.ts'
import { changeWindow } from './change-window.ts'
import { openWindow } from './open-window.ts'
import { removeWindow } from './remove-window.ts'
import { allWindows } from './years-queries.ts'

let database: TestDatabase
let id: string
beforeAll(async () => {
  database = await testDatabase()
  id = (await aMemberOfStaff(database.db, { powers: ['manage-reference-data'] })).accountId
})
afterAll(() => database.close())

type Facts = {
  readonly now?: string
  readonly reason?: string | null
  readonly powers?: 'support' | 'manage-reference-data'
}

const context = ({
  now = '2026-11-23T10:00:00Z',
  reason = 'Agreed',
  powers = 'manage-reference-data',
}: Facts = {}) => ({
  ...{ db: database.db, now: Temporal.Instant.from(now), baseUrl: 'https://training.test' },
  actor: new Actor({ identity: { kind: 'account', id }, name: 'Devika', door: 'staff', staffPowers: [powers] }),
  process: newProcess('a test', null, reason),
})
const days = (from: string, lastDay: string, year = 2025) => ({
  ...{ year, from, lastDay, paidByAuthorityOn: null, paidDirectlyOn: null },
})
const open = (from: string, lastDay: string, facts: Facts = {}) =>
  execute(context(facts), openWindow, days(from, lastDay))
const idOf = (result: Awaited<ReturnType<typeof open>>) => (result.ok ? result.value.windowId : '')
const change = (windowId: string, to: object, facts: Facts = {}) =>
  execute(context(facts), changeWindow, { windowId, seen: 1, ...days('2026-12-01', '2026-12-31'), ...to })

describe('a claim window', () => {
  let windowId: string

  test('is added with its days, the last one included', async () => {
    windowId = idOf(await open('2026-12-01', '2026-12-31'))
    expect(await allWindows(database.db)).toMatchObject([
      { id: windowId, year: 2025, period: { from: Temporal.PlainDate.from('2026-12-01') }, revision: 1 },
    ])
    expect(String((await allWindows(database.db))[0]?.period.to)).toBe('2027-01-01')
  })

  test.each([
    ['2026-12-20', '2027-02-01', 'overlaps'],
    ['2026-12-31', '2027-02-01', 'overlaps'],
    ['2027-03-02', '2027-03-01', 'ends-before-beginning'],
    ['2026-11-22', '2026-11-30', 'begins-in-the-past'],
  ])('is refused from %s to %s: %s', async (from, lastDay, code) => {
    expect(await open(from, lastDay)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('says which window it would overlap', async () => {
    expect(await open('2026-12-31', '2027-02-01')).toMatchObject({
      refusal: { facts: { from: '1 December 2026', lastDay: '31 December 2026' } },
    })
  })

  test('the database refuses an overlap whatever the program says', async () => {
    const insert = database.db.insertInto('claims.windows').values({
      ...{ id: windowId.replace(/.$/, '0'), academic_year: 2025, created_at: Temporal.Now.instant() },
      period: '[2026-12-31,2027-02-01)',
    })
    await expect(insert.execute()).rejects.toThrow(/windows_no_overlap|windows_pkey/)
  })

  test('a year without rules, no reason, and no power are refused', async () => {
    const result = await execute(context(), openWindow, days('2027-03-01', '2027-04-01', 2031))
    expect(result).toMatchObject({ refusal: { code: 'no-such-year' } })
    expect(await open('2027-03-01', '2027-04-01', { reason: null })).toMatchObject({
      refusal: { code: 'reason-needed' },
    })
    expect(await open('2027-03-01', '2027-04-01', { powers: 'support' })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
  })

  test('two that overlap, added at once: exactly one is', async () => {
    const both = await Promise.all([open('2028-03-01', '2028-04-01'), open('2028-04-01', '2028-05-01')])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    const added = idOf(both.find(({ ok }) => ok) ?? both[0])
    expect(await execute(context(), removeWindow, { windowId: added, seen: 1 })).toMatchObject({ ok: true })
  })

  test('is moved once for the revision that was seen', async () => {
    const both = await Promise.all([change(windowId, { from: '2026-12-02' }), change(windowId, { from: '2026-12-03' })])
    const codes = both.map((one) => (one.ok ? 'ok' : one.refusal.code)).sort()
    expect(codes).toEqual(['changed-meanwhile', 'ok'])
  })

  test('once open it keeps its first day and may close today, not before', async () => {
    const now = '2026-12-10T10:00:00Z'
    const [window] = await allWindows(database.db)
    const from = String(window?.period.from)
    const seen = { seen: 2, from }
    expect(await change(windowId, { ...seen, from: '2026-12-11' }, { now })).toMatchObject({
      refusal: { code: 'has-begun' },
    })
    expect(await change(windowId, { ...seen, lastDay: '2026-12-09' }, { now })).toMatchObject({
      refusal: { code: 'ends-in-the-past' },
    })
    expect(await change(windowId, { ...seen, year: 2024 }, { now })).toMatchObject({
      refusal: { code: 'year-has-begun' },
    })
    expect(await change(windowId, { ...seen, lastDay: '2026-12-10' }, { now })).toMatchObject({ ok: true })
    expect(await execute(context({ now }), removeWindow, { windowId, seen: 3 })).toMatchObject({
      refusal: { code: 'has-opened' },
    })
  })

  test('once past it stays as it was', async () => {
    const now = '2027-01-10T10:00:00Z'
    expect(await change(windowId, { seen: 3, lastDay: '2027-01-31' }, { now })).toMatchObject({
      refusal: { code: 'is-past' },
    })
  })

  test('with a claim it is never removed: neither by the program nor by the database', async () => {
    const { db } = database
    const later = idOf(await open('2027-05-01', '2027-06-01'))
    const [school, provider] = [await aSchool(db), await anIttProvider(db)]
    await aClaim(db, { school, provider, windowId: later, mentors: [await aMentor(db, school)] })
    const removed = await execute(context(), removeWindow, { windowId: later, seen: 1 })
    expect(removed).toMatchObject({ refusal: { code: 'has-claims' } })
    await expect(db.deleteFrom('claims.windows').where('id', '=', later).execute()).rejects.toThrow('foreign key')
  })
})
