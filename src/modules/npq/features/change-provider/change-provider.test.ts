import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenFacts } from '#src/kit/journey.ts'
import { walkJourney } from '#src/kit/journey-walk.ts'
import { newestEmailTo } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import { changeRoutes } from '../../routes/change-routes.ts'
import { changeProviderJourney } from './journey.ts'

let app: TestApp
let ash: { id: string; name: string }
let beech: { id: string; name: string }
beforeAll(async () => {
  app = await testApp({ routes: changeRoutes, loadActor, eventDefinitions: events, errorPages })
  ash = await anNpqProvider(app.db, 'Ash Teaching')
  beech = await anNpqProvider(app.db, 'Beech Teaching')
})
afterAll(() => app.close())

async function registered(given: Parameters<typeof aRegistration>[1] = {}) {
  const teacher = await aTeacher(app.db)
  const registration = await aRegistration(app.db, { teacher, provider: ash, ...given })
  const browser = app.newBrowser()
  await app.signInAs(teacher.accountId, browser)
  return { teacher, registration, browser, start: `/npq/registrations/${registration.id}/change-provider` }
}

const send = async (browser: Browser, answer: Record<string, string> = {}) => {
  const shown = await browser.submit(answer, { form: 'main form' })
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

test('every page of the journey is reached', () => {
  const provider = { id: '0190f3a4-0000-7000-8000-000000000001', name: 'Ash', hint: null }
  const reached = [[], [provider]].flatMap((providers) => [
    ...walkJourney(
      givenFacts(changeProviderJourney, () => ({ providers, isOwn: false })),
      { 'choose-your-provider': [{ provider: provider.id }], reason: [{ reason: 'They asked' }] },
    ).reached,
  ])
  expect([...new Set(reached)].sort()).toEqual([...Object.keys(changeProviderJourney.steps), 'check-answers'].sort())
})

test('while pending: among the others, at once, and back again later', async () => {
  const { registration, browser, start, teacher } = await registered()
  await browser.get(start)
  expect(lintPage(browser.page().html)).toEqual([])
  await send(browser)
  expect(
    browser
      .page()
      .html('input[type=radio]')
      .toArray()
      .map((radio) => browser.page().html(radio).attr('value')),
  ).toEqual([beech.id])
  expect((await send(browser)).errors).toEqual(['Select a provider'])
  await send(browser, { provider: beech.id })
  expect(browser.page().text).toContain('Ash Teaching is told to stop working on your application')
  const check = browser.page().path
  const done = await send(browser)
  expect(done.heading).toBe('Your registration is for the Headship NPQ with Beech Teaching')
  expect((await browser.get(check)).path).toBe(`${start}/done`)
  expect((await newestEmailTo(app.db, teacher.address)).text).toContain('instead of Ash Teaching')
  app.clock.moveOn({ minutes: 5 })
  await browser.get(start)
  await send(browser)
  await send(browser, { provider: ash.id })
  await send(browser)
  expect(await registrationById(app.db, registration.id)).toMatchObject({ providerId: ash.id, status: 'pending' })
})

test('a rejected registration goes to another provider and is pending again', async () => {
  const { registration, browser, start } = await registered({ status: 'rejected' })
  await browser.get(start)
  await send(browser)
  await send(browser, { provider: beech.id })
  await send(browser)
  expect(await registrationById(app.db, registration.id)).toMatchObject({ providerId: beech.id, status: 'pending' })
})

test('a provider that stops before the confirmation is not taken, and is chosen anew', async () => {
  const cedar = await anNpqProvider(app.db, 'Cedar Teaching')
  const { registration, browser, start } = await registered()
  await browser.get(start)
  await send(browser)
  await send(browser, { provider: cedar.id })
  await app.db
    .updateTable('npq.course_offers')
    .set({ withdrawn_at: app.clock.now() })
    .where('provider_id', '=', cedar.id)
    .execute()
  const asked = await send(browser)
  expect(asked.heading).toBe('Which provider do you want instead?')
  expect(asked.text).toContain('does not deliver the course any more')
  expect(await registrationById(app.db, registration.id)).toEqual(registration)
})

test('the only provider of a course says so, and offers another course', async () => {
  const only = await anNpqProvider(app.db, 'Only Teaching', { courses: ['npq-leading-literacy'] })
  const { browser, start } = await registered({ provider: only, course: 'npq-leading-literacy' })
  await browser.get(start)
  expect((await send(browser)).heading).toBe('No other provider delivers this course')
})

test('once registration has closed, only staff can', async () => {
  const { browser, start, teacher } = await registered()
  app.clock.moveTo('2027-03-01T10:00:00Z')
  await app.signInAs(teacher.accountId, browser)
  expect((await browser.get(start)).heading).toBe('Registration has closed')
  expect(lintPage(browser.page().html)).toEqual([])
  app.clock.moveTo('2026-11-23T10:00:00Z')
})
