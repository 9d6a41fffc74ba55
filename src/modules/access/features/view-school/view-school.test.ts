import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aLink, aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { emailEvents } from '#src/platform/email/email-events.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aNominationLink, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: [...events, ...emailEvents] })
})
afterAll(() => app.close())
beforeEach(() => app.clock.moveTo('2026-11-23T10:00:00Z'))

async function staffBrowser(powers: readonly ('support' | 'operate')[] = ['support']) {
  const staff = await aMemberOfStaff(app.db, { powers, now: app.clock.now() })
  const browser = app.newBrowser()
  await app.signInAs(staff.accountId, browser)
  return browser
}

describe('the page of a school', () => {
  test('shows everybody what GIAS says and whether it can use the service, and no address of anybody', async () => {
    const school = await aSchool(app.db, { name: 'Hill Primary School', contacts: { main: 'office@hill.example' } })
    await aTrust(app.db, 'Hilltop Trust', [school.id])
    await aTutorOf(app.db, school, { name: 'Amina Khan', address: 'amina@hill.example' })
    const shown = await app.newBrowser().get(`/schools/${school.urn}`)
    expect(shown.status).toBe(200)
    expect(shown.heading).toBe('Hill Primary School')
    expect(shown.text).toContain('Hilltop Trust')
    expect(shown.text).toContain('The school can use this service because')
    for (const secret of ['office@', 'amina', 'Amina', 'Send nomination link', 'What happened']) {
      expect(shown.text).not.toContain(secret)
    }
  })

  test('says why a closed school cannot use the service and who took over', async () => {
    const successor = await aSchool(app.db, { name: 'New Hill School' })
    const school = await aSchool(app.db, { statusCode: '2' })
    await aLink(app.db, { urn: school.urn, linkedUrn: successor.urn, linkedName: successor.name, type: 'Successor' })
    const shown = await app.newBrowser().get(`/schools/${school.urn}`)
    expect(shown.text).toContain('The school cannot use this service because')
    expect(shown.html(`main a[href="/schools/${successor.urn}"]`).text()).toContain('New Hill School')
  })

  test('is not there for a number that no school has', async () => {
    expect((await app.newBrowser().get('/schools/999999')).status).toBe(404)
  })
})

describe('for support staff', () => {
  test('the button sends the link, and the page then says where it went, what became of it and when the next may go', async () => {
    const school = await aSchool(app.db, { contacts: { main: 'office@staff.example' } })
    const browser = await staffBrowser()
    const before = await browser.get(`/schools/${school.urn}`)
    expect(before.text).toContain('It goes to office@staff.example')
    expect(before.text).toContain('No induction tutor')
    const sent = await browser.submit({}, { form: `form[action="/schools/${school.urn}/nomination-link"]` })
    expect(sent.text).toContain('The next one can be sent at 10:05am')
    expect(sent.html('form[action$="/nomination-link"]').length).toBe(0)
    expect(sent.text).toContain('Waiting to be sent')
    expect(sent.text).toContain('Nomination link sent to the school’s main contact, o•••e@staff.example')
    expect(sent.text).toContain('by Sam Ortiz')
  })

  test('shows who has access and what the school expects', async () => {
    const school = await aSchool(app.db)
    const tutor = await aTutorOf(app.db, school, { name: 'Bo Li', address: 'bo@staff.example' })
    const shown = await (await staffBrowser()).get(`/schools/${school.urn}`)
    expect(shown.html(`a[href="/people/${tutor.accountId}"]`).text()).toBe('Bo Li')
    expect(shown.text).toContain('bo@staff.example')
    expect(shown.text).toContain('Has not signed in yet')
    expect(shown.text).toMatch(/Expects early career teachers in 2026 to 2027 Yes/)
  })

  test.each([
    ['has no address', { contacts: {} }, 'We have no email address for this school, so no link can be sent.'],
    ['cannot use the service', { typeCode: '25' }, 'The school cannot use the service, so no link can be sent.'],
  ])('explains in place when the school %s', async (_, facts, reason) => {
    const school = await aSchool(app.db, facts)
    const shown = await (await staffBrowser()).get(`/schools/${school.urn}`)
    expect(shown.text).toContain(reason)
    expect(shown.html('form[action$="/nomination-link"]').length).toBe(0)
  })

  test('pages through a long history', async () => {
    const school = await aSchool(app.db)
    let now = app.clock.now()
    for (let sent = 0; sent < 51; sent += 1) {
      await aNominationLink(app.db, school, { now })
      now = now.add({ hours: 5 })
    }
    const browser = await staffBrowser()
    const first = await browser.get(`/schools/${school.urn}`)
    expect(first.html('.moj-timeline__item').length).toBe(50)
    const second = await browser.click('Show what happened before')
    expect(second.html('.moj-timeline__item').length).toBe(1)
  })
})

describe('sending from the page', () => {
  test('is explained to other staff, and refused to them and to everybody else', async () => {
    const school = await aSchool(app.db)
    const action = `/schools/${school.urn}/nomination-link`
    const operator = await staffBrowser(['operate'])
    expect((await operator.get(`/schools/${school.urn}`)).text).toContain('Only support staff can send')
    expect((await operator.submit({}, { form: 'form[action="/sign-out"]', action })).status).toBe(404)
    const nobody = app.newBrowser()
    await nobody.get('/sign-in')
    expect((await nobody.submit({}, { action })).path).toContain('/sign-in?return=')
    expect(
      await app.db.selectFrom('access.proofs').select('id').where('organisation_id', '=', school.id).execute(),
    ).toEqual([])
  })
})

describe('the number of queries', () => {
  test('stays under 15 and does not grow with what is shown', async () => {
    const [small, large] = [await aSchool(app.db), await aSchool(app.db)]
    let now = app.clock.now()
    for (let sent = 0; sent < 20; sent += 1) {
      await aTutorOf(app.db, large, { now })
      now = now.add({ hours: 6 })
    }
    const browser = await staffBrowser()
    const counted = async (urn: string) => {
      const queries = vi.spyOn(pg.Client.prototype, 'query')
      await browser.get(`/schools/${urn}`)
      const count = queries.mock.calls.length
      queries.mockRestore()
      return count
    }
    const [few, many] = [await counted(small.urn), await counted(large.urn)]
    expect(many).toBe(few)
    expect(many).toBeLessThanOrEqual(15)
  })
})
