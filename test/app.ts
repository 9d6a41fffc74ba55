import { tmpdir } from 'node:os'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Clock } from '#src/platform/clock.ts'
import { type App, createApp } from '#src/platform/http/app.ts'
import { cookieName } from '#src/platform/http/cookies.ts'
import type { HttpConfig, Services } from '#src/platform/http/http-config.ts'
import { calm } from '#src/platform/http/pressure.ts'
import { silentLog } from '#src/platform/log.ts'
import { startSession } from '#src/platform/session/sessions-store.ts'
import { type Browser, openBrowser } from './browser.ts'
import { testDatabase } from './db.ts'

export type TestApp = Browser & {
  readonly app: App
  readonly db: Services['db']
  readonly ownerDb: Services['db']
  readonly databaseUrl: string
  readonly clock: MovableTestClock
  /** Another visitor: a browser with no cookies yet. */
  readonly newBrowser: () => Browser
  /** Signs the account in, in the main browser unless another is given. */
  readonly signInAs: (accountId: string, browser?: Browser) => Promise<void>
  readonly close: () => Promise<void>
}

type MovableTestClock = Clock & {
  readonly moveTo: (moment: string | Temporal.Instant) => void
  readonly moveOn: (duration: Temporal.DurationLike) => void
}

export const TEST_MOMENT = '2026-11-23T10:00:00Z'
export const TEST_BASE_URL = 'https://training.test'
/** Signs the tokens of forms. */
export const TEST_SECRET = Buffer.alloc(32, 7)

export type TestServices = Partial<Omit<Services, 'db' | 'config'>> & { readonly config?: Partial<HttpConfig> }

/**
 * The web door on a fresh database, seen through a browser that keeps cookies, follows redirects and submits the form that it
 * sees. Give the routes of the module under test; `composedApp` in `composed-app.ts` has them all.
 */
export async function testApp(given: TestServices = {}): Promise<TestApp> {
  const database = await testDatabase()
  const clock = testClock()
  const { config, ...services } = given
  const app = await createApp({
    routes: [],
    errorPages: plainErrorPages,
    loadActor: async (_db, { accountId: id }) =>
      new Actor({ identity: { kind: 'account', id }, name: 'A test account', door: 'web' }),
    eventDefinitions: [],
    doors: {},
    dfeSignInApi: null,
    clock,
    log: silentLog,
    // How busy the machine of the tests is says nothing of the pages. What a pressed service does, a test asks for by name.
    pressure: calm,
    isReady: async () => true,
    ...services,
    db: database.db,
    config: { ...testConfig, ...config },
  })
  const newBrowser = () => openBrowser(app, config?.baseUrl ?? TEST_BASE_URL)
  const main = newBrowser()
  return {
    ...main,
    app,
    clock,
    newBrowser,
    db: database.db,
    ownerDb: database.ownerDb,
    databaseUrl: database.url,
    async signInAs(accountId, browser = main) {
      const session = await startSession(database.db, {
        accountId,
        method: 'persona',
        userAgent: 'test',
        now: clock.now(),
      })
      browser.cookies.set(cookieName('session', true), session.secret)
    },
    async close() {
      await app.stop()
      await database.close()
    },
  }
}

const testConfig: HttpConfig = {
  environment: 'test',
  baseUrl: TEST_BASE_URL,
  secret: TEST_SECRET,
  trustedProxies: 0,
  otherOrigins: [],
  assetsFolder: null,
  uploadFolder: tmpdir(),
}

function testClock(): MovableTestClock {
  let moment = Temporal.Instant.from(TEST_MOMENT)
  return {
    now: () => moment,
    moveTo(to) {
      moment = Temporal.Instant.from(to)
    },
    moveOn(duration) {
      moment = moment.add(duration)
    },
  }
}

/** Enough to tell the problems apart, for tests of what is not a page of `ui`. */
const plainErrorPages: Services['errorPages'] = (problem) => ({
  render: (frame) =>
    `<!doctype html><title>${problem.kind}</title><main><h1>${problem.kind}</h1><p>${frame.path}</p></main>`,
})
