import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aTutorOf, newestEmailTo } from '../../factories.ts'
import { SENDS_FROM_ONE_IP } from '../../proofs/sign-in-rules.ts'
import { routes } from '../../routes.ts'

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

test('a mailbox that does not exist is named as such, with three ways on, to a known and an unknown address', async () => {
  app.clock.moveOn({ hours: 2 })
  const tutor = await aTutorOf(app.db, await aSchool(app.db), { now: app.clock.now() })
  for (const address of [tutor.address, 'nobody.there@limit.example']) {
    const browser = await ask(address)
    await app.ownerDb
      .updateTable('platform.messages')
      .set({ status: 'permanent-failure' })
      .where('recipient', '=', address)
      .execute()
    const shown = await browser.get('/sign-in/check-your-email')
    expect(shown.text).toContain('there is no such mailbox')
    const ways = ['/sign-in', '/sign-in/problems/which-address', '/sign-in/problems/somebody-else']
    for (const way of ways) expect(shown.html(`main li a[href="${way}"]`).length, way).toBe(1)
  }
})

test('every message of the last hour works until one is used, delivered or not, and then none does, nor its code', async () => {
  app.clock.moveOn({ hours: 2 })
  const tutor = await aTutorOf(app.db, await aSchool(app.db), { now: app.clock.now() })
  const emails = []
  let browser = app.newBrowser()
  for (const status of ['delivered', 'temporary-failure', 'queued']) {
    app.clock.moveOn({ minutes: 2 })
    browser = await ask(tutor.address)
    const email = await newestEmailTo(app.db, tutor.address)
    await app.ownerDb.updateTable('platform.messages').set({ status }).where('id', '=', email.id).execute()
    emails.push(email)
  }
  const [oldest, ...others] = emails
  for (const { path } of emails) {
    expect((await app.newBrowser().get(path)).heading).toBe('Confirm that this is your link')
  }
  const elsewhere = app.newBrowser()
  await elsewhere.get(oldest?.path ?? '')
  await elsewhere.submit({ answer: tutor.address })
  expect(elsewhere.page().path).toBe('/home')
  for (const { path } of others) expect((await app.newBrowser().get(path)).heading).toBe('This link no longer works')
  await browser.get('/sign-in/check-your-email')
  expect(browser.page().text).toContain('Another email to this address has been used to sign in')
  expect(browser.page().html('form[action="/sign-in/code"]').length).toBe(0)
})

test('the unknown address is given every way in, each with its full link', async () => {
  app.clock.moveOn({ hours: 2 })
  await ask('new.here@limit.example')
  const { links } = await newestEmailTo(app.db, 'new.here@limit.example')
  expect(links.map((link) => new URL(link).pathname.replace(/[a-z2-7]{52}$/, '…'))).toEqual([
    '/sign-in',
    '/sign-in/problems/somebody-else',
    '/sign-in/problems/never-registered',
    '/teacher-sign-up/link/…',
    '/sign-in/problems',
  ])
})
