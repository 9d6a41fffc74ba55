import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../actor-queries.ts'
import { aMemberOfStaff, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

async function browserOf(accountId: string) {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

describe('home', () => {
  test('is one’s school: who has access, how we reach it and where to correct that', async () => {
    const school = await aSchool(app.db, { name: 'Hill Primary School', contacts: { main: 'office@home.example' } })
    const tutor = await aTutorOf(app.db, school, { name: 'Amina Khan' })
    const shown = await (await browserOf(tutor.accountId)).get('/home')
    expect(shown.heading).toBe('Hill Primary School')
    expect(shown.text).toContain(`URN ${school.urn}`)
    expect(shown.text).toContain('Amina Khan (you)')
    expect(shown.text).toContain('office@home.example')
    expect(shown.html('a[href="https://get-information-schools.service.gov.uk/"]').length).toBe(1)
    expect(shown.text).toContain('Your school told us that it expects early career teachers.')
  })

  test('is a choice for somebody with several schools, and another’s school is not found', async () => {
    const schools = [await aSchool(app.db, { name: 'B School' }), await aSchool(app.db, { name: 'A School' })]
    const address = 'many@home.example'
    const [tutor] = await Promise.all(schools.map((school) => aTutorOf(app.db, school, { address })))
    const strangers = await aSchool(app.db)
    const browser = await browserOf(tutor?.accountId ?? '')
    const shown = await browser.get('/home')
    expect(shown.heading).toBe('Your schools')
    expect(
      shown
        .html('main li a')
        .toArray()
        .map((link) => shown.html(link).text()),
    ).toEqual(['A School', 'B School'])
    expect((await browser.click('B School')).heading).toBe('B School')
    expect((await browser.get(`/home?school=${strangers.urn}`)).status).toBe(404)
  })

  test('says what to do to somebody whose school has named another', async () => {
    const school = await aSchool(app.db)
    const before = await aTutorOf(app.db, school)
    await aTutorOf(app.db, school, { now: app.clock.now().add({ hours: 1 }) })
    expect((await (await browserOf(before.accountId)).get('/home')).heading).toBe('You have no school in this service')
  })

  test('says that a school cannot use the service any more', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school)
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    expect((await (await browserOf(tutor.accountId)).get('/home')).text).toContain('cannot use this service any more')
  })

  test('shows its empty states: no address, nothing said', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school)
    await app.db.deleteFrom('access.early_career_expectations').where('organisation_id', '=', school.id).execute()
    await app.db.deleteFrom('directory.contact_points').where('organisation_id', '=', school.id).execute()
    const shown = await (await browserOf(tutor.accountId)).get('/home')
    expect(shown.text).toContain('We have no email address for your school.')
    expect(shown.text).toContain('Your school has not told us whether it expects any.')
  })

  test('is the staff home for staff and sign-in for nobody', async () => {
    const staff = await aMemberOfStaff(app.db)
    const shown = await (await browserOf(staff.accountId)).get('/home', { follow: false })
    expect(shown.headers['location']).toBe('/staff')
    expect((await app.newBrowser().get('/home')).path).toBe('/sign-in?return=%2Fhome')
  })
})

describe('the start page', () => {
  test('leads to sign-in, to access and to one’s school', async () => {
    const shown = await app.newBrowser().get('/')
    expect(shown.heading).toBe('Set up training for early career teachers')
    expect(shown.html('main a[role="button"]').attr('href')).toBe('/sign-in')
    expect(shown.html('main a[href="/schools"]').length).toBe(1)
    const tutor = await aTutorOf(app.db, await aSchool(app.db))
    expect((await (await browserOf(tutor.accountId)).get('/')).html('main a[role="button"]').attr('href')).toBe('/home')
  })
})

describe('signing out', () => {
  test('ends the session, is on the timeline, and twice is no harm', async () => {
    const tutor = await aTutorOf(app.db, await aSchool(app.db))
    const browser = await browserOf(tutor.accountId)
    await browser.get('/home')
    const form = 'form[action="/sign-out"]'
    const out = await browser.submit({}, { form })
    expect(out.redirects).toEqual(['/'])
    expect((await browser.get('/home')).path).toBe('/sign-in?return=%2Fhome')
    const events = await app.db
      .selectFrom('audit.events')
      .select('name')
      .where('name', '=', 'access.signed-out')
      .execute()
    expect(events).toHaveLength(1)
  })
})
