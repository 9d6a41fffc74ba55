import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPartner, aSchool } from '#src/modules/directory/factories.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aPersonAt, aTutorOf } from '../../factories.ts'
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

describe('home', () => {
  test('is one’s school: who has access, how we reach it and where to correct that', async () => {
    const school = await aSchool(app.db, { name: 'Hill Primary School', contacts: { main: 'office@home.example' } })
    const tutor = await aTutorOf(app.db, school, { name: 'Amina Khan' })
    const shown = await (await browserOf(tutor.accountId)).get('/home')
    expect(shown.heading).toBe('Hill Primary School')
    expect(shown.text).toContain('You are acting for Hill Primary School')
    expect(shown.html('a[href="/home/organisation"]').length).toBe(0)
    expect(shown.text).toContain(`URN ${school.urn}`)
    expect(shown.text).toContain('One sign-up serves every teacher training service')
    expect(shown.text).toContain('Amina Khan (you)')
    expect(shown.text).toContain('office@home.examplefrom Get Information about Schools')
    expect(shown.html(`a[href="/organisations/${school.id}/contacts"]`).length).toBeGreaterThan(0)
    expect(shown.html(`a[href="/organisations/${school.id}/people"]`).length).toBeGreaterThan(0)
    expect(shown.text).toContain('Your school told us that it expects early career teachers.')
  })

  test('shows the tasks of those in charge: what, why and by when', async () => {
    const school = await aSchool(app.db, { contacts: {} })
    await app.db
      .insertInto('directory.contact_points')
      .values({
        id: newId(),
        organisation_id: school.id,
        channel: 'alternative',
        address: 'a@home.example',
        source: 'gias',
        since: app.clock.now(),
        until: null,
      })
      .execute()
    const tutor = await aTutorOf(app.db, school)
    await app.db.deleteFrom('access.early_career_expectations').where('organisation_id', '=', school.id).execute()
    const browser = await browserOf(tutor.accountId)
    const shown = await browser.get('/home')
    const tasks = shown
      .html('.govuk-task-list__link')
      .toArray()
      .map((link) => shown.html(link).text().trim())
    expect(tasks).toEqual([
      'Check the email addresses of your school',
      'Say whether you expect early career teachers this year',
      'Add a second person who can manage access',
    ])
    expect(shown.text).toContain('Your school has not told us whether it expects any.')
    await app.db.deleteFrom('directory.contact_points').where('organisation_id', '=', school.id).execute()
    expect((await browser.get('/home')).text).toContain('We have no email address for your school.')
  })

  test('shows colleagues without charge no tasks', async () => {
    const school = await aSchool(app.db, { name: 'Vale School' })
    const viewer = await aPersonAt(app.db, school, { role: 'viewer' })
    const shown = await (await browserOf(viewer.accountId)).get('/home')
    expect(shown.heading).toBe('Vale School')
    expect(shown.text).not.toContain('What is left to do')
    expect(shown.text).toContain('See everybody who has access')
  })

  test('asks somebody with several schools for whom they act, and keeps to it', async () => {
    const schools = [await aSchool(app.db, { name: 'B School' }), await aSchool(app.db, { name: 'A School' })]
    const address = 'many@home.example'
    const [tutor] = await Promise.all(schools.map((school) => aTutorOf(app.db, school, { address })))
    const strangers = await aSchool(app.db)
    const browser = await browserOf(tutor?.accountId ?? '')
    const shown = await browser.get('/home')
    expect(shown.heading).toBe('Who are you acting for?')
    expect(shown.text).not.toContain('You are acting for')
    expect((await browser.submit({ organisation: '' }, MAIN)).errors).toEqual(['Select who you are acting for'])
    expect((await browser.submit({ organisation: strangers.id }, MAIN)).status).toBe(404)
    await browser.get('/home')
    expect((await browser.submit({ organisation: schools[0]?.id ?? '' }, MAIN)).heading).toBe('B School')
    expect((await browser.get('/home')).text).toContain('You are acting for B School Change organisation')
    await browser.click('Change organisation')
    expect((await browser.submit({ organisation: schools[1]?.id ?? '' }, MAIN)).heading).toBe('A School')
    const { on_behalf_of } = await app.db
      .selectFrom('audit.processes')
      .select('on_behalf_of')
      .where('name', '=', 'POST /home/organisation')
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(on_behalf_of).toBe(schools[0]?.id)
  })

  test('says what to do to somebody whose school has named another, and how that came about', async () => {
    const school = await aSchool(app.db, { name: 'Left School' })
    const before = await aTutorOf(app.db, school, { now: app.clock.now() })
    await aTutorOf(app.db, school, { now: app.clock.now().add({ hours: 1 }) })
    const shown = await (await browserOf(before.accountId)).get('/home')
    expect(shown.heading).toBe('You no longer have access to an organisation')
    expect(shown.text).toContain(
      'Induction tutor of Left School until 23 November 2026: the school named somebody else',
    )
    expect(shown.html('main a[href="/schools"]').length).toBe(1)
  })

  test('says that a school cannot use the service any more', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school)
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    expect((await (await browserOf(tutor.accountId)).get('/home')).text).toContain('cannot use this service any more')
  })

  test('is the staff home for staff and sign-in for nobody', async () => {
    const staff = await aMemberOfStaff(app.db)
    const shown = await (await browserOf(staff.accountId)).get('/home', { follow: false })
    expect(shown.headers['location']).toBe('/staff')
    expect((await app.newBrowser().get('/home')).path).toBe('/sign-in?return=%2Fhome')
  })
})

describe('the home of a lead provider', () => {
  test('leads to its people and to the schools that it works with', async () => {
    const provider = await aPartner(app.db, 'Meridian Teaching Network', ['lead-provider'])
    const person = await aPersonAt(app.db, { id: provider })
    const shown = await (await browserOf(person.accountId)).get('/home')
    expect(shown.heading).toBe('Meridian Teaching Network')
    expect(shown.text).toContain('Lead provider')
    expect(shown.html('main a[href="/partner-schools"]').length).toBe(1)
    expect(shown.text).toContain('Add a second person who can manage access')
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
