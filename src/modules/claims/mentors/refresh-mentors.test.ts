import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { personById } from '#src/modules/directory/public.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { aMentor } from '../factories.ts'
import { refreshMentorsJob } from './refresh-mentors-job.ts'

let database: TestDatabase
let standing: StandingRecord
beforeAll(async () => {
  ;[database, standing] = await Promise.all([testDatabase(), standingRecord()])
})
afterAll(async () => {
  await database.close()
  standing.close()
})
beforeEach(() => {
  standing.faults.fault = 'none'
  standing.asked.length = 0
})

const NOW = Temporal.Instant.from('2026-11-24T01:00:00Z')

const run = (now = NOW) => {
  const context = { db: database.db, now, process: newProcess('job'), baseUrl: 'https://training.test' }
  const { signal } = new AbortController()
  const actor = Actor.system('refresh-mentors')
  return refreshMentorsJob(standing.record).run({ ...context, actor, signal, log: silentLog }, {})
}

async function known(name: string, trn: string) {
  const mentor = await aMentor(database.db, await aSchool(database.db), { name, trn })
  const long = { trn_confirmed_at: NOW.subtract({ hours: 999 }), last_checked_at: NOW.subtract({ hours: 999 }) }
  await database.db.updateTable('directory.people').set(long).where('id', '=', mentor.personId).execute()
  return mentor.personId
}

test('names and numbers of mentors follow the teaching record, once a week, and every change is in the history', async () => {
  const [married, moved, gone] = [
    await known('Helen Muir', '3000002'),
    await known('Morag Old', '3000006'),
    await known('Dora Gone', '3000008'),
  ]
  standing.faults.fault = 'down'
  await run()
  expect((await personById(database.db, married))?.name).toBe('Helen Muir')
  standing.faults.fault = 'none'
  await run()
  expect(await personById(database.db, married)).toMatchObject({ name: 'Helen Anne Strachan', recordStatus: 'ok' })
  expect(await personById(database.db, moved)).toMatchObject({ name: 'Morag New', trn: '3000007' })
  expect(await personById(database.db, gone)).toMatchObject({ name: 'Dora Gone', recordStatus: 'deactivated' })
  const events = await database.db.selectFrom('audit.events').select('name').orderBy('id').execute()
  expect(events.map(({ name }) => name.replace('claims.', ''))).toEqual([
    'mentors-looked-up',
    'mentor-name-refreshed',
    'mentor-name-refreshed',
    'mentor-record-status-noted',
  ])
  standing.asked.length = 0
  await run(NOW.add({ hours: 24 }))
  expect(standing.asked).toEqual([])
  await run(NOW.add({ hours: 24 * 7 }))
  expect(standing.asked.length).toBeGreaterThanOrEqual(3)
})

test('two of ours who are one on the teaching record are left for staff, and unproved numbers are not looked up', async () => {
  // Somebody else of ours has 3000007 since the story above.
  const before = await known('Morag Before', '3000006')
  await aMentor(database.db, await aSchool(database.db), { name: 'Somebody', trn: '3000004' })
  await run(NOW.add({ hours: 24 * 30 }))
  expect(standing.asked.some((path) => path.includes('3000004'))).toBe(false)
  expect(await personById(database.db, before)).toMatchObject({ trn: '3000006', recordStatus: 'merged' })
})
