import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { aPersonAt, contextFor, newestEmailTo, theSystem } from '../factories.ts'
import { checkWaitingNumbersJob } from './check-waiting-numbers-job.ts'
import { isNameOf } from './number-rules.ts'
import { keepWaiting } from './waiting-numbers-store.ts'

const NOW = Temporal.Instant.from('2026-11-23T12:00:00Z')

let database: TestDatabase
let standing: StandingRecord
beforeAll(async () => {
  database = await testDatabase()
  standing = await standingRecord()
})
afterAll(async () => {
  standing.close()
  await database.close()
})
beforeEach(() => {
  standing.faults.fault = 'none'
  standing.asked.length = 0
})

async function waits(trn: string, since = NOW) {
  const { accountId, address } = await aPersonAt(database.db, await aSchool(database.db))
  await database.db
    .updateTable('access.addresses')
    .set({ verified_at: NOW })
    .where('account_id', '=', accountId)
    .execute()
  await database.db.transaction().execute((tx) => keepWaiting(tx, { accountId, trn, now: since }))
  return address
}

const run = (now = NOW) =>
  checkWaitingNumbersJob(standing.record).run(
    { ...contextFor(database.db, theSystem(), now), signal: new AbortController().signal, log: silentLog },
    {},
  )

const waiting = async () => (await database.db.selectFrom('access.waiting_numbers').select('trn').execute()).length

test('whoever waits is told what the teaching record says, once', async () => {
  const told = [
    [await waits('3000001'), 'You can confirm your teacher reference number now'],
    [await waits('9999999'), 'We could not find your teacher reference number'],
    [await waits('3000008'), 'Your teacher reference number is not in use'],
    [await waits('3000006'), 'Your teacher reference number has changed'],
  ] as const
  await run()
  for (const [address, subject] of told) expect((await newestEmailTo(database.db, address)).subject).toBe(subject)
  expect(await waiting()).toBe(0)
  await run()
  expect(standing.asked).toHaveLength(4)
  const sent = await database.db
    .selectFrom('platform.messages')
    .select('id')
    .where('template', '=', 'numberAnsweredEmail')
    .execute()
  expect(sent).toHaveLength(4)
})

test('while it is down one question is enough, nothing is lost, and after a week we stop asking', async () => {
  const first = await waits('3000001')
  await waits('3000002')
  standing.faults.fault = 'error'
  await run()
  expect(standing.asked.length).toBeLessThanOrEqual(2)
  const left = await waiting()
  expect(left).toBe(2)
  await run(NOW.add({ hours: 7 * 24 }))
  expect((await newestEmailTo(database.db, first)).subject).toBe('We could not check your teacher reference number')
  expect(await waiting()).toBe(0)
})

test.each([
  ['Daniel Reed', [['Daniel', '', 'Reed']], true],
  ['DANIEL REED', [['Daniel', 'James', 'Reed']], true],
  ['Daniel James Reed', [['Daniel', 'James', 'Reed']], true],
  ['Sean O Neill', [['Seán', '', 'O’Neill']], false],
  ['Sean ONeill', [['Seán', '', 'O’Neill']], true],
  ['Lukasz Zajac', [['Łukasz', '', 'Zając']], true],
  ['Anne-Marie Fox', [['Anne Marie', '', 'Fox']], true],
  [
    'Helen Muir',
    [
      ['Helen', '', 'Strachan'],
      ['Helen', '', 'Muir'],
    ],
    true,
  ],
  ['Dan Reed', [['Daniel', '', 'Reed']], false],
  ['Daniel Reed', [['Daniel', '', 'Fox']], false],
] as const)('%s and %j: %s', (name, recorded, same) => {
  expect(
    isNameOf(
      name,
      recorded.map(([first, middle, last]) => ({ first, middle, last })),
    ),
  ).toBe(same)
})
