import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TEST_MOMENT, type TestApp, testApp } from '#test/app.ts'
import { sampleRoutes } from '#test/sample-routes.ts'
import { newId } from '../ids.ts'
import { endSessionsOf } from './sessions-store.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: sampleRoutes })
})
afterAll(() => app.close())
beforeEach(() => {
  app.clock.moveTo(TEST_MOMENT)
  app.cookies.clear()
})

const account = newId()
const enter = async () => {
  await app.get('/form')
  return app.submit({ account }, { action: '/enter' })
}
const isSignedIn = async () => (await app.get('/mine', { follow: false })).status === 200
const sessionRow = () =>
  app.db.selectFrom('platform.sessions').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()

test('a new session has a new secret, kept as a hash, in a cookie that no script or other site can use', async () => {
  await app.get('/form')
  const shown = await app.submit({ account }, { action: '/enter', follow: false })
  const cookie = String([shown.headers['set-cookie']].flat().find((line) => String(line).startsWith('__Host-session=')))
  expect(cookie).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  expect((await sessionRow()).token_hash.toString('base64url')).not.toBe(app.cookies.get('__Host-session'))
  expect(await isSignedIn()).toBe(true)
})

test('a secret planted in the browser before sign-in is worth nothing after it', async () => {
  const planted = 'A'.repeat(43)
  app.cookies.set('__Host-session', planted)
  await enter()
  expect(app.cookies.get('__Host-session')).not.toBe(planted)
  app.cookies.set('__Host-session', planted)
  expect(await isSignedIn()).toBe(false)
})

test('signing in again ends the session that this browser had', async () => {
  await enter()
  const first = app.cookies.get('__Host-session') ?? ''
  await enter()
  app.cookies.set('__Host-session', first)
  expect(await isSignedIn()).toBe(false)
})

test('a session ends after two hours without use, and not while it is used', async () => {
  await enter()
  for (let visit = 0; visit < 3; visit += 1) {
    app.clock.moveOn({ minutes: 119 })
    expect(await isSignedIn()).toBe(true)
  }
  app.clock.moveOn({ hours: 2 })
  expect(await isSignedIn()).toBe(false)
})

test('a session ends after twelve hours however much it is used', async () => {
  await enter()
  for (let hour = 1; hour < 12; hour += 1) {
    app.clock.moveOn({ hours: 1 })
    expect(await isSignedIn()).toBe(true)
  }
  app.clock.moveOn({ hours: 1 })
  expect(await isSignedIn()).toBe(false)
})

test('use is written down at most once a minute', async () => {
  await enter()
  const before = await sessionRow()
  app.clock.moveOn({ seconds: 59 })
  await app.get('/mine')
  expect((await sessionRow()).last_seen_at.equals(before.last_seen_at)).toBe(true)
  app.clock.moveOn({ seconds: 1 })
  await app.get('/mine')
  expect((await sessionRow()).last_seen_at.equals(app.clock.now())).toBe(true)
})

test('all sessions of an account end at once, in every browser', async () => {
  const other = app.newBrowser()
  await enter()
  await app.signInAs(account, other)
  expect(await endSessionsOf(app.db, account, { because: 'access removed', now: app.clock.now() })).toBeGreaterThan(1)
  expect(await isSignedIn()).toBe(false)
  expect((await other.get('/mine', { follow: false })).status).toBe(303)
})

test('signing out ends the session, and the cookie left in another copy of the browser is dead', async () => {
  await enter()
  const secret = app.cookies.get('__Host-session') ?? ''
  await app.get('/form')
  await app.submit({}, { action: '/leave' })
  expect(app.cookies.has('__Host-session')).toBe(false)
  app.cookies.set('__Host-session', secret)
  expect(await isSignedIn()).toBe(false)
  expect((await sessionRow()).ended_because).toBe('signed out')
})

test('an account that may no longer sign in has no session', async () => {
  const shut = await testApp({ routes: sampleRoutes, loadActor: async () => null })
  await shut.signInAs(account)
  expect((await shut.get('/mine', { follow: false })).status).toBe(303)
  await shut.close()
})
