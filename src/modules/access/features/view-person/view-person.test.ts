import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

describe('the page of a person', () => {
  test('shows staff how they sign in, where they work, what they were sent and what happened', async () => {
    const school = await aSchool(app.db, { name: 'Hill Primary School' })
    const tutor = await aTutorOf(app.db, school, { name: 'Amina Khan', address: 'amina@person.example' })
    const staff = await aMemberOfStaff(app.db)
    await app.signInAs(staff.accountId)
    const shown = await app.get(`/people/${tutor.accountId}`)
    expect(shown.heading).toBe('Amina Khan')
    expect(shown.text).toMatch(/amina@person\.example Nobody has signed in with it/)
    expect(shown.text).toContain('Has never signed in')
    expect(shown.html(`a[href="/schools/${school.urn}"]`).text()).toBe('Hill Primary School')
    expect(shown.text).toContain('You are the induction tutor of Hill Primary School')
    expect(shown.text).toContain('Account made for Amina Khan')
    expect(shown.text).toContain('nominated as induction tutor of Hill Primary School')
  })

  test('shows an ended role, a session and the powers of staff', async () => {
    const school = await aSchool(app.db)
    const before = await aTutorOf(app.db, school)
    await aTutorOf(app.db, school, { now: app.clock.now().add({ hours: 1 }) })
    await app.signInAs(before.accountId, app.newBrowser())
    const staff = await aMemberOfStaff(app.db, { powers: ['support', 'operate'] })
    const browser = app.newBrowser()
    await app.signInAs(staff.accountId, browser)
    const replaced = await browser.get(`/people/${before.accountId}`)
    expect(replaced.text).toContain('From 23 November 2026 to 23 November 2026')
    expect(replaced.html('#sessions ~ section table').first().text()).toContain('Still open')
    expect(replaced.text).toContain('Nominated with a link. Ended: replaced by somebody else')
    expect((await browser.get(`/people/${staff.accountId}`)).text).toContain('Support, Operate the service')
  })

  test('shows what became of each attempt to sign in, and of every message, by however many', async () => {
    const address = 'busy@person.example'
    const tutor = await aTutorOf(app.db, await aSchool(app.db), { address })
    const staff = await aMemberOfStaff(app.db)
    const visitor = app.newBrowser()
    for (let day = 0; day < 6; day += 1) {
      app.clock.moveOn({ hours: 24 })
      for (let time = 0; time < 2; time += 1) {
        await visitor.get('/sign-in')
        await visitor.submit({ email: address })
      }
    }
    await visitor.submit({ code: '00000000' }, { form: 'form[action="/sign-in/code"]' })
    const browser = app.newBrowser()
    await app.signInAs(staff.accountId, browser)
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    const shown = await browser.get(`/people/${tutor.accountId}`)
    expect(queries.mock.calls.length).toBeLessThanOrEqual(15)
    queries.mockRestore()
    expect(lintPage(shown.html)).toEqual([])
    const rows = (section: string) => shown.html(`#${section}`).nextAll('section').first().find('tbody tr').length
    expect([rows('attempts'), rows('messages')]).toEqual([10, 10])
    expect(shown.text).toContain('1 wrong codes in the last day')
    const all = await browser.click('Show more messages')
    expect(all.html('#messages').nextAll('section').first().find('tbody tr').length).toBe(13)
    expect(all.text).not.toContain('Show more messages')
  })

  test('is not there for others, and asks nobody known to sign in', async () => {
    const tutor = await aTutorOf(app.db, await aSchool(app.db))
    const browser = app.newBrowser()
    expect((await browser.get(`/people/${tutor.accountId}`)).path).toContain('/sign-in?return=')
    await app.signInAs(tutor.accountId, browser)
    expect((await browser.get(`/people/${tutor.accountId}`)).status).toBe(404)
    const staff = await aMemberOfStaff(app.db)
    await app.signInAs(staff.accountId, browser)
    expect((await browser.get('/people/0190f3a4-0000-7000-8000-000000000001')).status).toBe(404)
  })
})
