import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { acceptRegistration } from '../../acceptance/accept-registration.ts'
import { acting, asProvider } from '../../acceptance/factories.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { registrationById } from '../../registrations/registrations-queries.ts'
import { changeRoutes } from '../../routes/change-routes.ts'

let app: TestApp
let ash: { id: string; name: string }
beforeAll(async () => {
  app = await testApp({ routes: changeRoutes, loadActor, eventDefinitions: events, errorPages })
  ash = await anNpqProvider(app.db, 'Ash Teaching')
})
afterAll(() => app.close())

async function registered(given: Parameters<typeof aRegistration>[1] = {}) {
  const teacher = await aTeacher(app.db)
  const registration = await aRegistration(app.db, { teacher, provider: ash, ...given })
  const browser = app.newBrowser()
  await app.signInAs(teacher.accountId, browser)
  const address = `/npq/registrations/${registration.id}/withdrawal`
  const now = () => registrationById(app.db, registration.id)
  return { teacher, registration, browser, address, now }
}

const send = async (browser: Browser, answer: Record<string, string> = {}) => {
  const shown = await browser.submit(answer, { form: 'main form' })
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

test('says what it means, ends the registration once for twenty clicks, and shows it again', async () => {
  const { browser, address, now, teacher } = await registered()
  await browser.get(address)
  expect(lintPage(browser.page().html)).toEqual([])
  expect(browser.page().text).toContain('you can register again while registration is open')
  const clicks = await Promise.all(Array.from({ length: 20 }, () => browser.submit({}, { form: 'main form' })))
  expect(new Set(clicks.map(({ heading }) => heading))).toEqual(new Set(['Your registration has been withdrawn']))
  expect(await now()).toMatchObject({ status: 'withdrawn', revision: 2 })
  expect((await browser.get(address)).path).toBe(`${address}/done`)
  expect((await aRegistration(app.db, { teacher, provider: ash })).status).toBe('pending')
})

test('says that the provider has accepted meanwhile', async () => {
  const { browser, address, registration, now } = await registered()
  await browser.get(address)
  await execute(acting(app.db, asProvider(ash.id)), acceptRegistration, {
    ...{ registrationId: RegistrationId.parse(registration.id), fundedPlace: true, scheduleIdentifier: null },
  })
  const refused = await send(browser)
  expect([refused.status, refused.heading]).toEqual([422, 'Your registration has changed'])
  expect((await now())?.status).toBe('accepted')
  await browser.click('Look again')
  expect(browser.page().heading).toBe('You cannot withdraw this registration here')
  expect(browser.page().text).toContain('Tell your provider that you want to leave')
})

test('is nothing for strangers; staff say why', async () => {
  const { address, now } = await registered()
  const stranger = app.newBrowser()
  await app.signInAs((await aTeacher(app.db)).accountId, stranger)
  expect((await stranger.get(address)).status).toBe(404)
  const staff = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
  await staff.get(address)
  expect((await send(staff)).errors).toEqual(['Enter the reason'])
  expect((await send(staff, { reason: 'They telephoned' })).heading).toBe('Your registration has been withdrawn')
  expect((await now())?.status).toBe('withdrawn')
})
