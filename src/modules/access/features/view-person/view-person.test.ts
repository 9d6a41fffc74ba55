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

describe('the page of a person', () => {
  test('shows staff how they sign in, where they work, what they were sent and what happened', async () => {
    const school = await aSchool(app.db, { name: 'Hill Primary School' })
    const tutor = await aTutorOf(app.db, school, { name: 'Amina Khan', address: 'amina@person.example' })
    const staff = await aMemberOfStaff(app.db)
    await app.signInAs(staff.accountId)
    const shown = await app.get(`/people/${tutor.accountId}`)
    expect(shown.heading).toBe('Amina Khan')
    expect(shown.text).toContain('amina@person.example (nobody has signed in with it)')
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
    expect(replaced.text).toContain('In 1 browser')
    expect(replaced.text).toContain('ended: replaced by somebody else')
    expect((await browser.get(`/people/${staff.accountId}`)).text).toContain('Support, Operate the service')
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
