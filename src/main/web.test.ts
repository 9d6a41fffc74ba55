import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machineClock } from '#src/platform/clock.ts'
import { openDatabase, openPool } from '#src/platform/db/database.ts'
import type { App } from '#src/platform/http/app.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { routes } from './compose.ts'
import { readConfig } from './config.ts'
import { openWeb } from './web.ts'

const PRODUCTION = {
  APP_ENV: 'production',
  BASE_URL: 'https://training.test',
  SESSION_SECRET: 'a-secret-for-this-test-and-nothing-else',
  EMAIL_TRANSPORT: 'notify',
  NOTIFY_API_KEY: 'key',
  NOTIFY_TEMPLATE_ID: 'template',
  NOTIFY_CALLBACK_TOKEN: 'callback',
  OIDC_ISSUER: 'https://oidc.signin.test',
  OIDC_CLIENT_ID: 'id',
  OIDC_CLIENT_SECRET: 'secret',
  TEACHING_RECORD_URL: 'https://record.test',
  TEACHING_RECORD_KEY: 'key',
  CLAMD_URL: 'tcp://scanner.test:3310',
}

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

async function open(environment: Readonly<Record<string, string>>) {
  const { url: DATABASE_URL } = database
  const config = readConfig({ DATA_DIR: join(tmpdir(), 'web-test'), DATABASE_URL, ...environment })
  const pool = openPool({ url: DATABASE_URL, size: 4, statementTimeout: 5_000, onError: () => {}, as: 'application' })
  const db = openDatabase(pool)
  const app = await openWeb({ config, db, pool, clock: machineClock, log: silentLog })
  return { app, close: () => db.destroy() }
}

const DOORS = [
  '/dev',
  '/dev/personas',
  '/dev/emails',
  '/dev/emails.json',
  '/dev/jobs',
  '/dev/clock',
  '/dev/sign-in-service',
  '/dev/teaching-record',
  '/dev/issuer/.well-known/openid-configuration',
]
const statusesOf = (app: App, paths: readonly string[]) =>
  Promise.all(paths.map(async (path) => (await app.inject(path)).statusCode))

test('the doors of development are not there in production, whatever is asked of them', async () => {
  const { app, close } = await open(PRODUCTION)
  expect(new Set(await statusesOf(app, DOORS))).toEqual(new Set([404]))
  for (const url of ['/dev/personas', '/dev/clock'])
    expect((await app.inject({ method: 'POST', url })).statusCode).toBe(404)
  const { headers } = await app.inject('/')
  expect(headers['content-security-policy']).toContain("form-action 'self' https://oidc.signin.test")
  await close()
})

test('outside production they are', async () => {
  const { app, close } = await open({ APP_ENV: 'test' })
  const paths = DOORS.filter((path) => path !== '/dev/jobs' && !path.includes('issuer'))
  expect(new Set(await statusesOf(app, paths))).toEqual(new Set([200]))
  await close()
})

test('ready means that the database answers and holds every migration', async () => {
  const { app, close } = await open({ APP_ENV: 'test' })
  expect(await statusesOf(app, ['/health/ready'])).toEqual([200])
  await database.ownerDb
    .withSchema('migrations')
    .deleteFrom('files' as never)
    .execute()
  expect(await statusesOf(app, ['/health/ready', '/health/live'])).toEqual([503, 200])
  await close()
})

describe('every page of the service, asked for by anybody', () => {
  const EXAMPLES: Readonly<Record<string, string>> = { urn: '123456', token: 'no-such-token', question: 'name' }
  const paths = routes
    .filter(({ at }) => at.startsWith('GET '))
    .map(({ at }) =>
      at
        .slice(4)
        .replaceAll(/:(\w+)/g, (_match, name: string) => EXAMPLES[name] ?? '0190f3a4-0000-7000-8000-000000000001'),
    )

  test('answers without a fault and writes nothing', async () => {
    const { app, close } = await open({ APP_ENV: 'test' })
    const before = await rowCounts()
    const answers = await Promise.all(paths.map(async (path) => [path, (await app.inject(path)).statusCode] as const))
    expect(answers.filter(([, status]) => status >= 500 && status !== 503)).toEqual([])
    expect(await rowCounts()).toEqual(before)
    await close()
  })

  async function rowCounts() {
    const tables = await database.ownerDb.introspection.getTables()
    return Promise.all(
      tables.map(async ({ schema, name }) => {
        const table = `${schema}.${name}` as 'audit.events'
        const counted = await database.ownerDb
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('rows'))
          .executeTakeFirstOrThrow()
        return `${table} ${counted.rows}`
      }),
    )
  }
})
