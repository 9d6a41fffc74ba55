import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aPersonAt, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const SCHOOLS = 103

test('a trust of a hundred schools sees them by page, finds one, and acts for it', { timeout: 120_000 }, async () => {
  const schools = []
  for (let at = 1; at <= SCHOOLS; at += 1) {
    schools.push(await aSchool(app.db, { name: `Academy ${String(at).padStart(3, '0')}` }))
  }
  const [first] = schools
  if (!first) throw new Error('No school was made')
  const trust = await aTrust(
    app.db,
    'Large Trust',
    schools.map(({ id }) => id),
  )
  await aTutorOf(app.db, first, { name: 'Tara Tutor' })
  const person = await aPersonAt(app.db, { id: trust })
  await app.signInAs(person.accountId)

  const shown = await app.get('/home')
  expect(shown.heading).toBe('Large Trust')
  expect(lintPage(shown.html)).toEqual([])
  expect(shown.text).toContain('102 of 103 schools have no induction tutor.')
  expect(shown.text).toContain('Showing 1 to 25 of 103 schools')
  expect(shown.text).toContain('Tara Tutor')
  const last = await app.get('/home?page=5')
  expect(last.text).toContain('Academy 103')
  expect(last.html('title').text()).toContain('(page 5 of 5)')
  expect((await app.get('/home?page=6')).path).toBe('/home')
  const missing = await app.get('/home?tutor=missing')
  expect(missing.text).toContain('Showing 1 to 25 of 102 schools')
  expect(missing.text).not.toContain('Academy 001')
  const found = await app.get('/home?q=academy+042')
  expect(found.html('table tbody tr').length).toBe(1)
  expect(lintPage((await app.get('/home?q=nowhere')).html)).toEqual([])
  expect(app.page().text).toContain('No school matches')

  await app.get('/home?q=academy+042')
  const acting = await app.submit({}, { form: 'main form[action="/home/organisation"]' })
  expect(acting.heading).toBe('Academy 042')
  expect(acting.text).toContain('You are acting for Academy 042 Change organisation')
  await app.click('Change organisation')
  expect((await app.submit({ organisation: trust }, { form: 'main form' })).heading).toBe('Large Trust')
})

test('a home makes no more queries for more schools, and 15 at most', { timeout: 60_000 }, async () => {
  const counts = []
  for (const size of [1, 40]) {
    const ids = []
    for (let at = 0; at < size; at += 1) ids.push((await aSchool(app.db)).id)
    const trust = await aTrust(app.db, `Trust of ${size}`, ids)
    const browser = app.newBrowser()
    await app.signInAs((await aPersonAt(app.db, { id: trust })).accountId, browser)
    await browser.get('/home')
    counts.push(await queriesOf(app, () => browser.get('/home')))
  }
  const school = await aSchool(app.db)
  const tutor = await aTutorOf(app.db, school)
  const browser = app.newBrowser()
  await app.signInAs(tutor.accountId, browser)
  counts.push(await queriesOf(app, () => browser.get('/home')), await queriesOf(app, () => browser.get('/account')))
  counts.push(await queriesOf(app, () => browser.get(`/organisations/${school.id}/people`)))
  expect(counts[0]).toBe(counts[1])
  expect(Math.min(...counts)).toBeGreaterThan(4)
  expect(Math.max(...counts)).toBeLessThanOrEqual(15)
})
