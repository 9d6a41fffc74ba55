import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { addStaff } from '#src/modules/access/accounts/add-staff.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { openMovableClock } from '#src/platform/clock.ts'
import { execute } from '#src/platform/commands/command.ts'
import { openDatabase, openPool } from '#src/platform/db/database.ts'
import { silentLog } from '#src/platform/log.ts'
import { type Browser, openBrowser } from '#test/browser.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { readConfig } from '../config.ts'
import { openWeb } from '../web.ts'
import { LOCAL_ISSUER } from './sign-in-service/issuer-name.ts'

const BASE_URL = 'http://127.0.0.1:3999'

let database: TestDatabase
let browser: Browser
let close: () => Promise<void>
beforeAll(async () => {
  database = await testDatabase()
  const { url: DATABASE_URL } = database
  const config = readConfig({ APP_ENV: 'test', DATA_DIR: join(tmpdir(), 'doors-test'), DATABASE_URL, BASE_URL })
  const pool = openPool({ url: DATABASE_URL, size: 4, statementTimeout: 5_000, onError: () => {}, as: 'application' })
  const db = openDatabase(pool)
  const app = await openWeb({ config, db, pool, clock: openMovableClock(db), log: silentLog })
  browser = openBrowser(app, BASE_URL)
  close = async () => {
    await app.stop()
    await db.destroy()
    await database.close()
  }
})
afterAll(() => close())

const shownTime = () => Temporal.Instant.from(browser.page().html('main code').first().text())
const machineDay = () => Temporal.Now.plainDateISO('UTC')

test('the index leads to every door', async () => {
  const { html } = await browser.get('/dev')
  const doors = html('main a')
    .toArray()
    .map((link) => html(link).attr('href') ?? '')
  expect(doors).toEqual([
    '/dev/personas',
    '/dev/emails',
    '/dev/jobs',
    '/dev/clock',
    '/dev/sign-in-service',
    '/dev/virus-scan',
    '/dev/teaching-record',
  ])
})

test('the clock moves to a day, by days, and back, and the history says so', async () => {
  await browser.get('/dev/clock')
  await browser.submit({ to: '2030-02-03' })
  expect(shownTime().toString()).toMatch(/^2030-02-03T00:0/)
  await browser.submit({ days: '7' }, { form: 'form:has([name=days])' })
  expect(shownTime().toString()).toMatch(/^2030-02-10T00:0/)
  await browser.submit({ reset: 'yes' }, { form: 'form:has([name=days])' })
  expect(shownTime().toZonedDateTimeISO('UTC').toPlainDate().equals(machineDay())).toBe(true)
  const moves = await database.db
    .selectFrom('audit.events')
    .select('name')
    .where('name', '=', 'development.clock-moved')
    .execute()
  expect(moves).toHaveLength(3)
})

test('what names no moment moves nothing, and what was typed is kept', async () => {
  await browser.get('/dev/clock')
  const shown = await browser.submit({ to: 'next Tuesday' })
  expect([shown.status, shown.errors.length, shown.html('#to').val()]).toEqual([422, 1, 'next Tuesday'])
})

test('one press signs in as somebody, and their history says how', async () => {
  const now = Temporal.Now.instant()
  const context = { db: database.db, actor: Actor.system('test'), now, process: newProcess('test'), baseUrl: BASE_URL }
  const staff = { name: 'Sam Support', address: 'sam@education.example', issuer: LOCAL_ISSUER, subject: 'sam' }
  await execute(context, addStaff, { ...staff, powers: ['support'] })
  await browser.get('/dev/personas')
  expect(browser.page().text).toContain('Sam Support')
  const shown = await browser.submit({}, { form: 'form:has(button:contains("Sign in as Sam Support"))' })
  expect([shown.status, shown.path]).toEqual([200, '/staff'])
  const session = await database.db.selectFrom('platform.sessions').select('method').executeTakeFirstOrThrow()
  expect(session.method).toBe('persona')
})

test('nobody is signed in as an account that there is not', async () => {
  await browser.get('/dev/personas')
  const shown = await browser.submit(
    { account: '0190f3a4-0000-7000-8000-000000000001' },
    { form: 'form:has(button:contains("Sign in as Sam Support"))' },
  )
  expect(shown.status).toBe(404)
})

test('emails are listed as JSON for whoever drives the platform from outside', async () => {
  const shown = await browser.get('/dev/emails.json')
  expect(shown.headers['content-type']).toContain('application/json')
  expect((await browser.get('/dev/emails')).heading).toBe('Emails')
})
