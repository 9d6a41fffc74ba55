import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../actor-queries.ts'
import { aTutorOf, newestEmailTo } from '../../factories.ts'
import { routes } from '../../routes.ts'
import { SENDS_FROM_ONE_IP } from '../../sign-in-rules.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

async function ask(address: string, path = '/sign-in') {
  const browser = app.newBrowser()
  await browser.get(path)
  await browser.submit({ email: address })
  return browser
}

test('an internet address may ask for 20 messages an hour, and for many more once somebody has signed in there', {
  timeout: 60_000,
}, async () => {
  const tutor = await aTutorOf(app.db, await aSchool(app.db))
  const first = await ask(tutor.address)
  const others = Array.from({ length: SENDS_FROM_ONE_IP.limit - 1 }, (_, number) => `person${number}@limit.example`)
  await Promise.all(others.map((address) => ask(address)))
  expect((await ask('one.too.many@limit.example')).page().status).toBe(429)
  await first.get((await newestEmailTo(app.db, tutor.address)).path)
  await first.submit()
  expect((await ask('one.too.many@limit.example')).page().heading).toBe('Check your email')
})

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/%0d%0aset-cookie:x', 'home'])(
  'a return to %s never leads to another site',
  async (wanted) => {
    app.clock.moveOn({ hours: 2 })
    const tutor = await aTutorOf(app.db, await aSchool(app.db), { now: app.clock.now() })
    const browser = await ask(tutor.address, `/sign-in?return=${encodeURIComponent(wanted)}`)
    await browser.get((await newestEmailTo(app.db, tutor.address)).path)
    const { redirects } = await browser.submit()
    expect(redirects[0]).not.toContain('evil')
    expect(redirects[0]?.startsWith('/')).toBe(true)
  },
)

test.each([
  ['sent', 'Sent'],
  ['delivered', 'Delivered'],
  ['permanent-failure', 'Address does not exist'],
  ['temporary-failure', 'Inbox refused it'],
])('the page says what became of a message that is %s, to a known and an unknown address', async (status, text) => {
  app.clock.moveOn({ hours: 2 })
  const tutor = await aTutorOf(app.db, await aSchool(app.db), { now: app.clock.now() })
  for (const address of [tutor.address, `unknown.${status}@limit.example`]) {
    const browser = await ask(address)
    await app.ownerDb.updateTable('platform.messages').set({ status }).where('recipient', '=', address).execute()
    expect((await browser.get('/sign-in/check-your-email')).html('.govuk-inset-text strong').text()).toBe(text)
  }
})

test.each(['.%0D%0A', '=0D=0A', '%3D20', '%253E'])('a link with %s behind it still works', async (damage) => {
  app.clock.moveOn({ hours: 2 })
  const tutor = await aTutorOf(app.db, await aSchool(app.db), { now: app.clock.now() })
  const browser = await ask(tutor.address)
  const { path } = await newestEmailTo(app.db, tutor.address)
  expect((await browser.get(path + damage)).heading).toBe('Sign in')
})
