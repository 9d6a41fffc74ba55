import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { sessionsOf } from '#src/platform/session/sessions-queries.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf, newestEmailTo } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }

async function browserOf(accountId: string) {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

describe('one’s own account', () => {
  test('shows name, addresses, roles, sessions and what happened', async () => {
    const school = await aSchool(app.db, { name: 'Own School' })
    const tutor = await aTutorOf(app.db, school, { name: 'Amina Khan', address: 'amina@own.example' })
    const browser = await browserOf(tutor.accountId)
    const home = await browser.get('/home')
    expect(home.html('a[href="/account"]').text()).toContain('Amina Khan')
    const shown = await browser.get('/account')
    expect(lintPage(shown.html)).toEqual([])
    for (const fact of ['Amina Khan', 'amina@own.example', 'Not confirmed yet', 'Own School', 'This browser']) {
      expect(shown.text).toContain(fact)
    }
    expect(shown.text).toContain('Account made for Amina Khan')
    expect(shown.html('a[href="/account/sign-in-methods"]').length).toBe(1)
    expect((await app.newBrowser().get('/account')).path).toBe('/sign-in?return=%2Faccount')
    const staff = await browserOf((await aMemberOfStaff(app.db)).accountId)
    expect((await staff.get('/account')).text).toContain('You act as a member of staff')
  })

  test('its name is changed, and every address is told', async () => {
    const tutor = await aTutorOf(app.db, await aSchool(app.db), { name: 'Old Name', address: 'name@own.example' })
    const browser = await browserOf(tutor.accountId)
    const asked = await browser.get('/account/name')
    expect(lintPage(asked.html)).toEqual([])
    expect((await browser.submit({ name: ' ' }, MAIN)).errors).toEqual(['Enter your full name'])
    const done = await browser.submit({ name: '<i>Siân</i>\r\nŴyn' }, MAIN)
    expect(done.text).toContain('Your name has been changed.')
    expect(done.text).toContain('<i>Siân</i> Ŵyn')
    expect(done.html('main i').length).toBe(0)
    expect((await newestEmailTo(app.db, 'name@own.example')).subject).toContain('Your name')
    await browser.get('/account/name')
    expect((await browser.submit({}, MAIN)).path).toBe('/account')
  })
})

describe('sessions', () => {
  test('one ends another of one’s own, and all others at once', async () => {
    const tutor = await aTutorOf(app.db, await aSchool(app.db))
    const browsers = [
      await browserOf(tutor.accountId),
      await browserOf(tutor.accountId),
      await browserOf(tutor.accountId),
    ] as const
    const [mine, second, third] = browsers
    const shown = await mine.get('/account')
    expect(shown.html('main form[action$="/end"]').length).toBe(2)
    const form = shown.html('main form[action$="/end"]').first().attr('action')
    expect((await mine.submit({}, { form: `form[action="${form}"]` })).text).toContain('Signed out there.')
    const left = [await second.get('/account'), await third.get('/account')].filter(({ path }) => path === '/account')
    expect(left).toHaveLength(1)
    await mine.get('/account')
    await mine.submit({}, { form: 'form[action="/account/sessions/end-others"]' })
    expect((await second.get('/account')).heading).toBe('Sign in')
    expect((await third.get('/account')).heading).toBe('Sign in')
    expect((await mine.get('/account')).status).toBe(200)
  })

  test('somebody else’s is not found and goes on', async () => {
    const [tutor, other] = [
      await aTutorOf(app.db, await aSchool(app.db)),
      await aTutorOf(app.db, await aSchool(app.db)),
    ]
    const theirs = await browserOf(other.accountId)
    const [session] = await sessionsOf(app.db, other.accountId, app.clock.now())
    const browser = await browserOf(tutor.accountId)
    await browserOf(tutor.accountId)
    await browser.get('/account')
    const action = `/account/sessions/${session?.id}/end`
    const form = 'main form[action$="/end"]'
    expect((await browser.submit({}, { form, action })).status).toBe(404)
    expect((await theirs.get('/account')).status).toBe(200)
  })
})
