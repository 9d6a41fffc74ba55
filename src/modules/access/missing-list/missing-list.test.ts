import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aSchool, aTrust } from '../../directory/factories.ts'
import { aNominationLink, aTutorOf, theSystem } from '../factories.ts'
import { previewInvitation } from '../invitations/candidates-queries.ts'
import { MISSING_REASONS } from '../invitations/missing-rules.ts'
import { reminderDay } from '../invitations/reminder-queries.ts'
import { listedPreview } from './invitation-preview-queries.ts'
import { missingByAuthority, missingByTrust } from './missing-groups-queries.ts'
import {
  allMissingIds,
  type ListFilter,
  listedAt,
  listedById,
  missingCounts,
  missingPage,
  totalOf,
} from './missing-list-queries.ts'
import { isLate, MISSING_PER_PAGE, MISSING_SORTS } from './missing-list-rules.ts'
import { refreshMissingList } from './missing-list-store.ts'
import { refreshMissingListJob } from './refresh-missing-list-job.ts'

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
const AUTHORITIES = [
  { laCode: '383', laName: 'Leeds' },
  { laCode: '202', laName: 'Camden' },
]
const PHASES = [
  { phaseCode: '2', phaseName: 'Primary' },
  { phaseCode: '4', phaseName: 'Secondary' },
]
const SCHOOLS = 140

let database: TestDatabase
const trusts: string[] = []
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const schools: Awaited<ReturnType<typeof aSchool>>[] = []
  for (let at = 0; at < SCHOOLS; at += 1) schools.push(await aSchool(db, described(at)))
  const every = (nth: number, from: number) => schools.filter((_, at) => at % nth === from)
  for (const name of ['First Trust', 'Second Trust']) {
    const members = every(9, trusts.length).map(({ id }) => id)
    trusts.push(await aTrust(db, name, members))
  }
  for (const [at, school] of every(4, 1).entries()) {
    await aNominationLink(db, school, { now: NOW.subtract({ hours: 24 * (at % 12) }) })
  }
  expect(await refresh()).toBe(SCHOOLS)
}, 60_000)
afterAll(() => database.close())

/** Many of one name, so that the URN decides where a page ends; some that cannot be written to. */
const described = (at: number) => ({
  name: at % 4 === 0 ? 'Green School' : `School ${at % 50}`,
  ...AUTHORITIES[at % 3 === 0 ? 0 : 1],
  ...PHASES[at % 5 === 0 ? 1 : 0],
  ...(at % 28 === 0 ? { contacts: {} } : {}),
})

const refresh = (now = NOW) => database.db.transaction().execute((tx) => refreshMissingList(tx, now))

/** Any filter that the page can ask for, some of which find nothing. */
const aFilter = () =>
  fc.record({
    reason: fc.constantFrom(null, null, ...MISSING_REASONS),
    laCode: fc.constantFrom(null, null, '383', '202', '999'),
    trustId: fc.constantFrom(null, null, null, ...trusts),
    phaseCode: fc.constantFrom(null, null, '2', '4'),
    text: fc.constantFrom(null, null, null, 'green', 'school', 'zebra'),
    due: fc.boolean(),
  })

type Asked = Omit<ListFilter, 'sentBy'> & { readonly due: boolean }
const filterOf = async ({ due, ...filter }: Asked): Promise<ListFilter> => ({
  ...filter,
  sentBy: due ? await reminderDay(database.db, NOW) : null,
})

const RUNS = { numRuns: 60 }

describe('whatever is asked for', () => {
  test('the pages together are the file, in its order, and the counts are of them', async () => {
    await fc.assert(
      fc.asyncProperty(aFilter(), fc.constantFrom(...MISSING_SORTS), async (asked, sort) => {
        const { db } = database
        const filter = await filterOf(asked)
        const total = totalOf(await missingCounts(db, filter), filter)
        const paged: string[] = []
        for (let page = 1; page <= Math.max(1, Math.ceil(total / MISSING_PER_PAGE)); page += 1) {
          const schools = await missingPage(db, { filter, sort, page })
          expect(schools.length).toBe(Math.min(MISSING_PER_PAGE, total - paged.length))
          paged.push(...schools.map(({ id }) => id))
        }
        expect(paged).toEqual(await allMissingIds(db, { filter, sort }))
        const reasons = [...(await listedById(db, paged)).values()].map(({ reason }) => reason)
        expect(filter.reason ? new Set(reasons).size : 0).toBeLessThanOrEqual(1)
        expect(paged).toHaveLength(total)
      }),
      RUNS,
    )
  })

  test('the counts by place add up', async () => {
    await fc.assert(
      fc.asyncProperty(aFilter(), async (asked) => {
        const { db } = database
        const filter = await filterOf(asked)
        const total = totalOf(await missingCounts(db, filter), filter)
        const authorities = await missingByAuthority(db, filter)
        expect(authorities.reduce((sum, { schools }) => sum + schools, 0)).toBe(total)
        const { groups } = await missingByTrust(db, filter, 1)
        for (const { key, schools } of groups) {
          const narrowed = { ...filter, trustId: key }
          expect(totalOf(await missingCounts(db, narrowed), narrowed)).toBe(schools)
        }
      }),
      RUNS,
    )
  })

  test('the preview is that of the moment when the list was made', async () => {
    await fc.assert(
      fc.asyncProperty(aFilter(), async (asked) => {
        const filter = await filterOf(asked)
        const { sample: listed, ...counts } = await listedPreview(database.db, filter, NOW)
        const { sample: _, ...now } = await previewInvitation(database.db, { filter, now: NOW })
        expect(counts).toEqual(now)
        expect(listed).toHaveLength(Math.min(10, now.invited))
      }),
      RUNS,
    )
  })
})

describe('bringing it up to date', () => {
  const written = async () =>
    (
      await sql<{
        id: string
        by: string
      }>`select organisation_id as id, xmin::text as by from access.missing_schools`.execute(database.db)
    ).rows

  test('writes nothing where nothing changed, and tells the time', async () => {
    const before = await written()
    expect(await refresh(NOW.add({ minutes: 2 }))).toBe(0)
    expect(await written()).toEqual(before)
    expect((await listedAt(database.db))?.toString()).toBe(NOW.add({ minutes: 2 }).toString())
  })

  test('adds, changes and takes away, and leaves the rest alone', async () => {
    const { db } = database
    const [first, second] = await allMissingIds(db, { filter: { reason: 'never-invited' }, sort: 'name' })
    const before = new Map((await written()).map(({ id, by }) => [id, by]))
    const fresh = await aSchool(db, { name: 'Aardvark School' })
    await aNominationLink(db, { id: first ?? '' }, { now: NOW })
    const named = await aTutorOf(db, { id: second ?? '' }, { now: NOW })
    expect(await refresh()).toBe(3)
    const after = await written()
    expect(
      after
        .filter(({ id, by }) => before.get(id) !== by)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([first, fresh.id].sort())
    expect(after.some(({ id }) => id === second)).toBe(false)
    expect(totalOf(await missingCounts(db, {}), {})).toBe(SCHOOLS)
    expect(await allMissingIds(db, { filter: { text: 'aardvark' }, sort: 'name' })).toEqual([fresh.id])
    await db.updateTable('access.memberships').set({ until: NOW }).where('account_id', '=', named.accountId).execute()
  })

  test('readers see the list before it or the list after it', async () => {
    const { db } = database
    const seen = new Set<number>()
    const reading = { go: true }
    const reader = (async () => {
      while (reading.go) seen.add((await allMissingIds(db, { filter: {}, sort: 'name' })).length)
    })()
    await aSchool(db)
    await refresh(NOW.add({ minutes: 5 }))
    reading.go = false
    await reader
    for (const count of seen) expect(count).toBeGreaterThanOrEqual(SCHOOLS)
  })

  test('is done by one at a time', async () => {
    await database.db.transaction().execute(async (tx) => {
      expect(await refreshMissingList(tx, NOW)).not.toBeNull()
      expect(await refresh()).toBeNull()
    })
  })

  test('is a job of the worker', async () => {
    const now = NOW.add({ minutes: 30 })
    const context = { db: database.db, actor: theSystem(), now, process: newProcess('test'), baseUrl: 'https://x.test' }
    await refreshMissingListJob.run({ ...context, signal: new AbortController().signal, log: silentLog }, {})
    expect((await listedAt(database.db))?.toString()).toBe(now.toString())
  })
})

test('a list is late after ten minutes', () => {
  expect(isLate(NOW, NOW.add({ minutes: 10 }))).toBe(false)
  expect(isLate(NOW, NOW.add({ minutes: 10, seconds: 1 }))).toBe(true)
})
