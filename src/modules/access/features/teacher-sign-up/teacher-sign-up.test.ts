import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { accountAtAddress, accountWithAddresses } from '../../accounts/accounts-queries.ts'
import { aTutorOf, newestEmailTo } from '../../factories.ts'

let app: TestApp
beforeAll(async () => {
  app = await composedApp()
})
afterAll(() => app.close())

const FORM = { form: 'form[action="/teacher-sign-up"]' }

async function ask(browser: Browser, email: string, from = '/sign-in') {
  await browser.get(from)
  return browser.submit({ email }, { form: 'form[action="/sign-in"]' })
}

async function linkTo(address: string) {
  const { links } = await newestEmailTo(app.db, address)
  const link = links.find((one) => one.includes('/teacher-sign-up/'))
  return link ? new URL(link).pathname : null
}

const isThere = async (address: string) => (await accountAtAddress(app.db, address)) !== null

test('a new teacher gives a name, is signed in, and comes to where they were going', async () => {
  const [address, browser] = ['new.teacher@home.example', app.newBrowser()]
  await ask(browser, address, '/sign-in?return=/account/name')
  const link = (await linkTo(address)) ?? ''
  const shown = await browser.get(link)
  expect([shown.path, shown.heading]).toEqual(['/teacher-sign-up', 'Begin as a teacher'])
  expect(lintPage(shown.html)).toEqual([])
  expect(await isThere(address)).toBe(false)
  const missing = await browser.submit({ name: '' }, FORM)
  expect([missing.status, missing.errors]).toEqual([422, ['Enter your full name']])
  expect(lintPage(missing.html)).toEqual([])
  const done = await browser.submit({ name: 'Ngozi Œuvre' }, FORM)
  expect([done.path, done.html('#name').attr('value')]).toEqual(['/account/name', 'Ngozi Œuvre'])
  const account = await accountAtAddress(app.db, address)
  const found = await accountWithAddresses(app.db, account?.id ?? '')
  expect(found).toMatchObject({
    account: { name: 'Ngozi Œuvre' },
    addresses: [{ address, verifiedAt: app.clock.now() }],
  })
})

test('without anywhere to go it is the home page; a link works once, and other messages to the mailbox end with it', async () => {
  const [address, browser] = ['once@home.example', app.newBrowser()]
  await ask(browser, address)
  const first = (await linkTo(address)) ?? ''
  app.clock.moveOn({ minutes: 1 })
  await ask(browser, address)
  const second = (await linkTo(address)) ?? ''
  await browser.get(second)
  expect((await browser.submit({ name: 'Una Once' }, FORM)).path).toMatch(/^\/home/)
  for (const link of [first, second]) expect((await browser.get(link)).heading).toBe('This link does not work')
  expect(lintPage(browser.page().html)).toEqual([])
})

test('in another browser the address is asked for, so that no mail scanner makes an account', async () => {
  const [address, scanner] = ['scanned@home.example', app.newBrowser()]
  await ask(app.newBrowser(), address)
  const link = (await linkTo(address)) ?? ''
  await scanner.get(link)
  for (const filled of [{ name: 'x' }, { name: 'x', email: 'other@home.example' }, { name: '', email: address }]) {
    expect((await scanner.submit(filled, FORM)).status).toBe(422)
  }
  expect(scanner.page().errors).toEqual(['Enter your full name'])
  expect(await isThere(address)).toBe(false)
  const own = app.newBrowser()
  const shown = await own.get(link)
  expect(lintPage(shown.html)).toEqual([])
  expect((await own.submit({ name: 'Phone User', email: ` ${address.toUpperCase()}` }, FORM)).path).toMatch(/^\/home/)
})

test('an account that came about meanwhile is not made twice', async () => {
  const [address, browser] = ['meanwhile@home.example', app.newBrowser()]
  await ask(browser, address)
  await browser.get((await linkTo(address)) ?? '')
  await aTutorOf(app.db, await aSchool(app.db), { address })
  const late = await browser.submit({ name: 'Late Comer' }, FORM)
  expect([late.status, late.heading]).toEqual([422, 'This link does not work'])
})

test('of twenty posts at once one makes the account', async () => {
  const [address, browser] = ['twenty@home.example', app.newBrowser()]
  await ask(browser, address)
  await browser.get((await linkTo(address)) ?? '')
  const cookies = new Map(browser.cookies)
  const browsers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const one = app.newBrowser()
      for (const [name, value] of cookies) one.cookies.set(name, value)
      await one.get('/teacher-sign-up')
      return one
    }),
  )
  await Promise.all(browsers.map((one) => one.submit({ name: 'Twenty Times' }, FORM)))
  const made = await app.db.selectFrom('access.accounts').select('id').where('name', '=', 'Twenty Times').execute()
  expect(made).toHaveLength(1)
})

test('a link of somebody known begins nothing, and a disabled account is not given one', async () => {
  const tutor = await aTutorOf(app.db, await aSchool(app.db))
  const browser = app.newBrowser()
  await ask(browser, tutor.address)
  const { path } = await newestEmailTo(app.db, tutor.address)
  const token = path.split('/').at(-1) ?? ''
  expect((await browser.get(`/teacher-sign-up/link/${token}`)).heading).toBe('This link does not work')
  app.clock.moveOn({ minutes: 1 })
  await app.db
    .updateTable('access.accounts')
    .set({ disabled_at: app.clock.now() })
    .where('id', '=', tutor.accountId)
    .execute()
  await ask(browser, tutor.address)
  expect((await newestEmailTo(app.db, tutor.address)).template).toBe('howToGetAccessEmail')
  expect(await linkTo(tutor.address)).toBeNull()
})

test('a link is too old after an hour', async () => {
  const [address, browser] = ['old@home.example', app.newBrowser()]
  await ask(browser, address)
  const link = (await linkTo(address)) ?? ''
  app.clock.moveOn({ minutes: 61 })
  expect((await browser.get(link)).heading).toBe('This link does not work')
})
