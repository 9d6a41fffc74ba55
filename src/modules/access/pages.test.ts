import { afterAll, beforeAll, expect, test } from 'vitest'
import { aLink, aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser, Shown } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from './access-events.ts'
import { loadActor } from './accounts/actor-queries.ts'
import { aMemberOfStaff, aNominationLink, aTutorOf, newestEmailTo } from './factories.ts'
import { routes } from './routes.ts'

// Every state of every page, held to the rules of the Design System. What the pages say is tested beside each feature.

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }

/** The same browser, whose every page is held to the rules. */
function held(browser: Browser): Browser {
  const hold = (shown: Shown): Shown => {
    expect(lintPage(shown.html), `${shown.path}: ${shown.heading}`).toEqual([])
    return shown
  }
  return {
    ...browser,
    get: async (path, visit) => hold(await browser.get(path, visit)),
    submit: async (filled, how = MAIN) => hold(await browser.submit(filled, how)),
  }
}

const signedInAs = async (accountId: string): Promise<Browser> => {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return held(browser)
}

test('the pages of signing in', { timeout: 60_000 }, async () => {
  const tutor = await aTutorOf(app.db, await aSchool(app.db))
  const browser = held(app.newBrowser())
  await browser.get('/')
  await browser.get('/sign-in?return=/home')
  await browser.submit({ email: '' })
  await browser.submit({ email: 'amina@homtail.com' })
  await browser.submit({ email: tutor.address })
  const form = 'form[action="/sign-in/code"]'
  await browser.submit({ code: '' }, { form })
  for (let wrong = 0; wrong < 5; wrong += 1) await browser.submit({ code: 'AAAA-AAAA' }, { form })
  await browser.get('/sign-in/check-your-email')
  const { path } = await newestEmailTo(app.db, tutor.address)
  const elsewhere = held(app.newBrowser())
  await elsewhere.get(path)
  await elsewhere.submit({ answer: '' })
  await elsewhere.submit({ answer: 'other@school.example' })
  await browser.get(path)
  await browser.submit()
  await elsewhere.get(path)
  await elsewhere.get('/sign-in/link/nonsense')
  for (let sent = 0; sent < 5; sent += 1) {
    await elsewhere.get('/sign-in')
    await elsewhere.submit({ email: 'too.many@school.example' })
  }
  await elsewhere.get('/sign-in')
  expect((await elsewhere.submit({ email: 'too.many@school.example' })).status).toBe(429)
  app.clock.moveOn({ hours: 2 })
  expect((await elsewhere.get('/sign-in/check-your-email')).text).toContain('have expired')
})

test('the pages of a nomination', { timeout: 60_000 }, async () => {
  const now = app.clock.now()
  const school = await aSchool(app.db, { contacts: { main: 'office@pages.example' } })
  await aNominationLink(app.db, school, { now })
  const { path } = await newestEmailTo(app.db, 'office@pages.example')
  const browser = held(app.newBrowser())
  await browser.get(path)
  await browser.submit()
  await browser.submit({})
  await browser.submit({ expectation: 'no' })
  await browser.submit()
  await browser.get('/nominate-induction-tutor')
  await browser.submit({}, { form: 'form[action="/nominate-induction-tutor"]' })
  await browser.submit({ expectation: 'not-known' })
  await browser.submit({ name: '' })
  await browser.submit({ name: `Anne-Marie ${'Featherstonehaugh-'.repeat(10)}Ó` })
  await browser.submit({ email: 'not an address' })
  await browser.submit({ email: `${'a'.repeat(60)}@pages.example` })
  expect((await browser.submit()).heading).toBe('Induction tutor nominated')
  await browser.get('/nominate-induction-tutor')
  expect((await browser.submit()).heading).toBe('A link is on its way')
  await browser.get('/nominate-induction-tutor/link/nonsense')
})

test('the pages of a school and of a person', { timeout: 60_000 }, async () => {
  const now = app.clock.now()
  const empty = await aSchool(app.db, { contacts: {} })
  const closed = await aSchool(app.db, { statusCode: '2' })
  const full = await aSchool(app.db, { contacts: { main: 'office@full.example', alternative: 'head@full.example' } })
  await aLink(app.db, { urn: closed.urn, linkedUrn: '900001', linkedName: 'Gone School', type: 'Successor' })
  await aLink(app.db, { urn: full.urn, linkedUrn: closed.urn, linkedName: closed.name, type: 'Predecessor' })
  const tutor = await aTutorOf(app.db, full, { now })
  const browsers = [held(app.newBrowser()), await signedInAs((await aMemberOfStaff(app.db)).accountId)]
  for (const browser of browsers) {
    for (const { urn } of [empty, closed, full]) expect((await browser.get(`/schools/${urn}`)).status).toBe(200)
  }
  const staff = browsers[1]
  expect((await staff?.get(`/people/${tutor.accountId}`))?.status).toBe(200)
})

test('the pages of a tutor', { timeout: 60_000 }, async () => {
  const now = app.clock.now()
  const [one, other] = [await aSchool(app.db), await aSchool(app.db)]
  const tutor = await aTutorOf(app.db, one, { address: 'two@pages.example', now })
  await aTutorOf(app.db, other, { address: 'two@pages.example', now })
  const browser = await signedInAs(tutor.accountId)
  await browser.get('/home')
  expect((await browser.submit({ organisation: one.id })).heading).toBe(one.name)
  await aTutorOf(app.db, one, { now: now.add({ hours: 1 }) })
  await aTutorOf(app.db, other, { now: now.add({ hours: 1 }) })
  expect((await browser.get('/home')).heading).toBe('Sign in')
  const again = await signedInAs(tutor.accountId)
  expect((await again.get('/home')).heading).toBe('You no longer have access to an organisation')
})
