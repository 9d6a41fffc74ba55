import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadActor } from '#src/modules/access/accounts/actor-queries.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aRegistration, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { statusRoutes } from '../../routes/status-routes.ts'
import { latestWorkOf, workDetailsOf } from '../../work-details/work-details-queries.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: statusRoutes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

async function aSignedIn() {
  const teacher = await aTeacher(app.db)
  const browser = app.newBrowser()
  await app.signInAs(teacher.accountId, browser)
  const send = async (answer: Record<string, string> = {}) => {
    const shown = await browser.submit(answer, { form: 'main form[method=post]' })
    expect(lintPage(shown.html.html()), shown.path).toEqual([])
    return shown
  }
  return { teacher, browser, send }
}

const DAY = { 'firstDay-day': '1', 'firstDay-month': '9', 'firstDay-year': '2026' }

test('somebody whose registration is over tells us of a new job, and the registration stays as it was', async () => {
  const { teacher, browser, send } = await aSignedIn()
  const registration = await aRegistration(app.db, { teacher, status: 'withdrawn' })
  const school = await aSchool(app.db, { name: 'Dale Primary School' })
  await browser.get('/npq/work-details')
  await send()
  expect(browser.page().html('input[name=worksInEngland][checked]').attr('value')).toBe('yes')
  await send()
  await send()
  await browser.submit({ workplace: school.id }, { form: 'form:has(#picked-workplace)' })
  const far = await send({ ...DAY, 'firstDay-year': '2027' })
  expect(far.errors).toEqual(['First day must be on or before 23 May 2027'])
  const check = await send(DAY)
  expect(check.text).toContain('Dale Primary School')
  const done = await send()
  expect(done.heading).toBe('We know where you work now')
  expect(done.html('main .govuk-button').attr('href')).toBe('/npq/register')
  const latest = await latestWorkOf(app.db, teacher.personId)
  expect(latest).toMatchObject({ registrationId: null, employer: { name: 'Dale Primary School' } })
  expect(await workDetailsOf(app.db, registration.id)).toHaveLength(1)
})

test('the same again changes nothing', async () => {
  const { teacher, browser, send } = await aSignedIn()
  await aRegistration(app.db, { teacher, status: 'withdrawn' })
  await browser.get('/npq/work-details')
  await send()
  await send()
  await send()
  await browser.submit({}, { form: 'form:has(button:contains("Continue with"))' })
  await send(DAY)
  expect((await send()).heading).toBe('Nothing was changed')
})

test('a registration that goes on is pointed to', async () => {
  const { teacher, browser } = await aSignedIn()
  const { id } = await aRegistration(app.db, { teacher })
  const shown = await browser.get('/npq/work-details')
  expect(shown.html(`a[href="/npq/registrations/${id}/change-work-details"]`)).toHaveLength(1)
  expect(lintPage(shown.html.html())).toEqual([])
})

test('whoever never registered can tell too', async () => {
  const { teacher, browser, send } = await aSignedIn()
  await browser.get('/npq/work-details')
  await send()
  await send({ worksInEngland: 'no' })
  await send({ country: 'Wales' })
  await send({ setting: 'a_school' })
  await send(DAY)
  expect((await send()).heading).toBe('We know where you work now')
  expect(await latestWorkOf(app.db, teacher.personId)).toMatchObject({ details: { country: 'Wales' } })
})
