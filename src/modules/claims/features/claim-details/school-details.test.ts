import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt, newestEmailTo } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { toTellAt } from '../../claims/to-tell-queries.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../../factories.ts'
import { schoolDetailsRoutes } from '../../routes/school-details-routes.ts'

let app: TestApp
let windowId: string
beforeAll(async () => {
  app = await testApp({ routes: schoolDetailsRoutes, loadActor, eventDefinitions: events, errorPages })
  windowId = await aClaimWindow(app.db)
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }
async function at(school: { id: string }, role: 'claims' | 'viewer' = 'claims') {
  const browser = app.newBrowser()
  const person = await aPersonAt(app.db, school, { role })
  await app.signInAs(person.accountId, browser)
  return { browser, ...person }
}
const look = async (browser: Browser, path: string) => {
  const shown = await browser.get(path)
  expect([shown.status, ...lintPage(shown.html)]).toEqual([200])
  return shown
}

test('dates: every window with the day of payment of this kind of school, also for a calendar program', async () => {
  const [maintained, academy] = [await aSchool(app.db), await aSchool(app.db, { typeCode: '34' })]
  const viewer = await at(maintained, 'viewer')
  const shown = await look(viewer.browser, `/organisations/${maintained.id}/claim-dates`)
  expect(shown.text).toContain('29 January 2027')
  expect(shown.text).toContain('14 days after it was last changed')
  expect(shown.text).not.toContain('5 February 2027')
  const { browser } = await at(academy)
  expect((await look(browser, `/organisations/${academy.id}/claim-dates`)).text).toContain('5 February 2027')
  const file = await browser.get(`/organisations/${academy.id}/claim-dates/calendar`)
  expect(file.headers['content-type']).toContain('text/calendar')
  expect(file.html.text()).toContain('DTSTART;VALUE=DATE:20261218')
  expect(file.html.text()).not.toContain('20261005')
  expect((await browser.get(`/organisations/${maintained.id}/claim-dates`)).status).toBe(404)
})

test('details say the area, the rate and why, and what the payer knows; what is wrong goes to staff and back', async () => {
  const school = await aSchool(app.db, { typeCode: '34' })
  await app.db
    .updateTable('directory.schools')
    .set({ district_name: 'Camden' })
    .where('organisation_id', '=', school.id)
    .execute()
  const path = `/organisations/${school.id}/claim-details`
  const { browser, address } = await at(school)
  const shown = await look(browser, path)
  for (const words of ['Inner London', 'in the district Camden', '£53.60', `URN ${school.urn}`, 'has not paid you']) {
    expect(shown.text).toContain(words)
  }
  const [provider, mentor] = [await anIttProvider(app.db), await aMentor(app.db, school)]
  await aClaim(app.db, { school, provider, windowId, mentors: [mentor], status: 'paid' })
  await app.db
    .insertInto('claims.vendor_numbers')
    .values({ organisation_id: school.id, vendor_number: 'V-100', recorded_at: app.clock.now() })
    .execute()
  expect((await look(browser, path)).text).toMatch(/Vendor number V-100.*last paid you on 23 November 2026/)
  await browser.click('Tell us what is wrong and what is right')
  expect((await browser.submit({}, MAIN)).errors).toEqual(['Select what is wrong', 'Enter what is right'])
  const told = await browser.submit({ detail: 'area', said: 'We moved to Leeds' }, MAIN)
  const receipt = /receipt is ([0-9]{8})/.exec(told.text)?.[1] ?? 'none'
  expect((await newestEmailTo(app.db, address)).text).toContain(receipt)
  const staff = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
  await look(staff, '/staff/claims/detail-reports')
  await staff.get(String(staff.page().html('tbody a').first().attr('href')))
  expect((await staff.submit({}, MAIN)).errors).toEqual(['Enter what you did about it'])
  await staff.submit({ answer: 'GIAS has it now' }, MAIN)
  expect((await newestEmailTo(app.db, address)).text).toContain('GIAS has it now')
  expect((await look(browser, path)).text).toContain('GIAS has it now')
  expect(await queriesOf(app, () => browser.get(path))).toBeLessThanOrEqual(15)
})

test('the estimate: mentors by hours by rate, with what cover costs, and nothing kept', async () => {
  const school = await aSchool(app.db, { districtCode: 'E06000001' })
  const provider = await anIttProvider(app.db)
  const [busy] = [
    await aMentor(app.db, school, { name: 'Ada Busy' }),
    await aMentor(app.db, school, { name: 'Bo Free' }),
  ]
  await aClaim(app.db, { school, provider, windowId, mentors: [{ ...busy, hours: 10 }] })
  const path = `/organisations/${school.id}/claim-estimate`
  const { browser } = await at(school, 'viewer')
  expect((await look(browser, path)).text).toContain('£43.80 for an hour')
  const shown = await look(browser, `${path}?provider=${provider.id}&more=1&cover=%C2%A340`)
  const rows = shown
    .html('tbody tr')
    .toArray()
    .map((row) => shown.html(row).text().replace(/\s+/g, ' ').trim())
  expect(rows).toEqual([
    'Ada Busy Initial 6 £262.80',
    'Bo Free Initial 16 £700.80',
    'Another mentor 1 Initial 16 £700.80',
    'Together 38 £1,664.40',
  ])
  expect(shown.text).toContain('£1,520.00: 38 hours at £40.00')
  expect(shown.text).toContain('£144.40')
  const wrong = await browser.get(`${path}?hours=17&more=x&cover=cheap`)
  expect(wrong.errors).toHaveLength(3)
  expect(lintPage(wrong.html)).toEqual([])
  expect(wrong.html('input[name=cover]').attr('value')).toBe('cheap')
})

test('somebody chooses which emails they get; what must be answered comes all the same', async () => {
  const school = await aSchool(app.db)
  const { browser, accountId } = await at(school)
  const path = `/organisations/${school.id}/claims/preferences`
  expect((await look(browser, path)).html('input[name=wanted][checked]')).toHaveLength(3)
  expect((await browser.submit({ wanted: ['dates'] }, MAIN)).text).toContain('Saved')
  expect(browser.page().html('input[name=wanted][checked]')).toHaveLength(1)
  const told = async (kind: 'progress' | 'dates' | 'must') =>
    (await toTellAt(app.db, { organisationId: school.id, kind })).map((one) => one.accountId)
  expect([await told('progress'), await told('dates'), await told('must')]).toEqual([[], [accountId], [accountId]])
  expect((await (await at(school, 'viewer')).browser.get(path)).status).toBe(403)
  const staff = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
  expect((await staff.get(path)).status).toBe(404)
})
