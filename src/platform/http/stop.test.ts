import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testApp } from '#test/app.ts'
import { sampleRoutes } from '#test/sample-routes.ts'
import { loadOf, type Pressure } from './pressure.ts'

test('a stop says "not ready", finishes what has begun, and takes nothing new', async () => {
  const app = await testApp({ routes: sampleRoutes })
  const address = `http://127.0.0.1:${await app.app.listen({ host: '127.0.0.1', port: 0 })}`
  expect((await fetch(`${address}/health/ready`)).status).toBe(200)
  const begun = fetch(`${address}/slow`)
  await wait(100)
  const stopped = app.app.stop()
  expect((await app.get('/health/ready')).status).toBe(503)
  const finished = await begun
  expect([finished.status, await finished.text()]).toEqual([200, expect.stringContaining('Slow')])
  await stopped
  await expect(fetch(`${address}/plain`)).rejects.toThrow('fetch failed')
  await app.close()
})

test('asking to stop twice is one stop', async () => {
  const app = await testApp()
  expect(app.app.stop()).toBe(app.app.stop())
  await app.close()
})

test('ready follows the database', async () => {
  const app = await testApp({ isReady: async () => false })
  expect((await app.get('/health/ready')).status).toBe(503)
  expect((await app.get('/health/live')).status).toBe(200)
  await app.close()
})

test('a database that does not answer gives a page that says when to come back', async () => {
  const app = await testApp({
    routes: sampleRoutes,
    loadActor: async () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    },
  })
  await app.signInAs('0190f3a4-0000-7000-8000-000000000002')
  const shown = await app.get('/mine')
  expect([shown.status, shown.heading, shown.headers['retry-after']]).toEqual([503, 'unavailable', '10'])
  await app.close()
})

test('a busy service turns exports away before anything else', async () => {
  const app = await testApp({ routes: sampleRoutes, pressure: pressedBy(11) })
  expect((await app.get('/export')).status).toBe(503)
  expect((await app.get('/plain')).status).toBe(200)
  await app.close()
})

test('an overloaded service turns other pages away too, says when to come back, and still lets people in', async () => {
  const app = await testApp({ routes: sampleRoutes, pressure: pressedBy(61) })
  const away = await app.get('/plain')
  expect([away.status, away.heading, away.headers['retry-after']]).toEqual([503, 'unavailable', '10'])
  expect((await app.get('/way-in')).status).toBe(200)
  await app.close()
})

/** As when so many requests wait for a connection. */
const pressedBy = (waiting: number): Pressure => ({ load: () => loadOf({ loopDelay: 0, waiting }), stop: () => {} })
