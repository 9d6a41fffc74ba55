import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { addressesOf } from '../../accounts/own-account-queries.ts'
import { aTutorOf, newestEmailTo } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }
let tutors = 0

/** A tutor who has signed in with their address once, and their browser. */
async function aTutor() {
  tutors += 1
  const address = `first${tutors}@addresses.example`
  const { accountId } = await aTutorOf(app.db, await aSchool(app.db), { address })
  await app.db
    .updateTable('access.addresses')
    .set({ verified_at: app.clock.now() })
    .where('account_id', '=', accountId)
    .execute()
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return { accountId, address, browser }
}

async function askFor(browser: Browser, email: string) {
  await browser.get('/account/email-addresses/add')
  return browser.submit({ email }, MAIN)
}

const held = async (accountId: string) => (await addressesOf(app.db, accountId)).map(({ address }) => address)

test('a new address is proven, added, and the old one is told', async () => {
  const { accountId, address, browser } = await aTutor()
  const asked = await browser.get('/account/email-addresses/add')
  expect(lintPage(asked.html)).toEqual([])
  expect((await askFor(browser, 'x')).status).toBe(422)
  expect((await askFor(browser, address.toUpperCase())).errors).toEqual([
    'Enter another address: you have this one already',
  ])
  expect((await askFor(browser, 'me@gmial.com')).text).toContain('Did you mean me@gmail.com?')
  const sent = await askFor(browser, 'second@addresses.example')
  expect(sent.heading).toBe('Check your email')
  expect(lintPage(sent.html)).toEqual([])
  expect(await held(accountId)).toEqual([address])

  const { path } = await newestEmailTo(app.db, 'second@addresses.example')
  const confirm = await browser.get(path)
  expect(confirm.path).toBe('/account/email-addresses/confirmation')
  expect(confirm.heading).toBe('Add this email address?')
  expect(lintPage(confirm.html)).toEqual([])
  expect(await held(accountId)).toEqual([address])
  expect((await browser.submit({}, MAIN)).text).toContain('The email address has been added')
  expect(await held(accountId)).toEqual([address, 'second@addresses.example'])
  expect((await newestEmailTo(app.db, address)).subject).toContain('was added to your account')
  await browser.get(path)
  expect(browser.page().heading).toBe('This link does not work')
})

test('a link works for nobody else, and for nobody who is not signed in', async () => {
  const [one, other] = [await aTutor(), await aTutor()]
  await askFor(one.browser, 'victim@addresses.example')
  const { path } = await newestEmailTo(app.db, 'victim@addresses.example')
  const shown = await other.browser.get(path)
  expect(shown.heading).toBe('This link is for another account')
  expect(lintPage(shown.html)).toEqual([])
  const stranger = app.newBrowser()
  expect((await stranger.get(path)).path).toContain('/sign-in?return=')
  await other.browser.get('/account/name')
  const action = '/account/email-addresses/confirmation'
  expect((await other.browser.submit({}, { ...MAIN, action })).heading).toBe('This link is for another account')
  expect(await held(other.accountId)).toHaveLength(1)
  expect((await one.browser.get(path)).heading).toBe('Add this email address?')
  // Nor does it open a session: it is no sign-in link.
  expect((await stranger.get(path.replace('/account/email-addresses/link', '/sign-in/link'))).heading).not.toBe(
    'Sign in',
  )
})

test('of another’s address nothing is disclosed, and its mailbox is told', async () => {
  const [one, other] = [await aTutor(), await aTutor()]
  const known = await askFor(one.browser, other.address)
  const unknown = await askFor(one.browser, 'unknown@addresses.example')
  expect(known.heading).toBe('Check your email')
  expect(known.text.replaceAll(other.address, '')).toBe(unknown.text.replaceAll('unknown@addresses.example', ''))
  const told = await newestEmailTo(app.db, other.address)
  expect(told.subject).toContain('You already have an account')
  expect(told.text).not.toContain('/account/email-addresses/link')
})

test('too many at once are refused with the time of the next', async () => {
  const { browser } = await aTutor()
  for (let asked = 0; asked < 5; asked += 1) await askFor(browser, `many${asked}@addresses.example`)
  expect((await askFor(browser, 'many5@addresses.example')).errors[0]).toContain('Ask for the next at 11am')
})

test('hazard 15 of NPQs: an address that has gone to another account meanwhile is not added', async () => {
  const { accountId, browser } = await aTutor()
  await askFor(browser, 'raced@addresses.example')
  const { path } = await newestEmailTo(app.db, 'raced@addresses.example')
  await browser.get(path)
  await aTutorOf(app.db, await aSchool(app.db), { address: 'raced@addresses.example' })
  expect((await browser.submit({}, MAIN)).heading).toBe('This link does not work')
  expect(await held(accountId)).toHaveLength(1)
})

test('an address is removed and told, but not the last with which one can sign in', async () => {
  const { accountId, address, browser } = await aTutor()
  await askFor(browser, 'extra@addresses.example')
  await browser.get((await newestEmailTo(app.db, 'extra@addresses.example')).path)
  await browser.submit({}, MAIN)
  const [first, extra] = await addressesOf(app.db, accountId)
  const asked = await browser.get(`/account/email-addresses/${first?.id}/removal`)
  expect(lintPage(asked.html)).toEqual([])
  expect((await browser.submit({}, MAIN)).text).toContain('The email address has been removed')
  expect(await held(accountId)).toEqual(['extra@addresses.example'])
  expect((await newestEmailTo(app.db, address)).subject).toContain('was removed')
  expect((await browser.get(`/account/email-addresses/${extra?.id}/removal`)).path).toBe('/account')
  expect(await held(accountId)).toEqual(['extra@addresses.example'])
  const stranger = await aTutor()
  expect((await stranger.browser.get(`/account/email-addresses/${extra?.id}/removal`)).status).toBe(404)
})

test('of two addresses that are removed at once one stays', async () => {
  const { accountId, browser } = await aTutor()
  await askFor(browser, 'pair@addresses.example')
  await browser.get((await newestEmailTo(app.db, 'pair@addresses.example')).path)
  await browser.submit({}, MAIN)
  const addresses = await addressesOf(app.db, accountId)
  const browsers = await Promise.all(
    addresses.map(async ({ id }) => {
      const other = app.newBrowser()
      await app.signInAs(accountId, other)
      await other.get(`/account/email-addresses/${id}/removal`)
      return other
    }),
  )
  await Promise.all(browsers.map((other) => other.submit({}, MAIN)))
  expect(await held(accountId)).toHaveLength(1)
})
