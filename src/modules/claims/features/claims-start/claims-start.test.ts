import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPersonAt } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../claims-events.ts'
import { aClaimWindow } from '../../factories.ts'
import { schoolClaimRoutes } from '../../routes/school-claim-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: schoolClaimRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

test('before there ever was a window', async () => {
  const page = await app.get('/claims')
  expect(lintPage(page.html)).toEqual([])
  expect(page.text).toContain('The dates of the next claim window are not known yet')
})

test('anybody reads who may claim, what is needed and when, all figures from the rules', async () => {
  await aClaimWindow(app.db)
  const page = await app.get('/claims')
  expect(lintPage(page.html)).toEqual([])
  for (const words of [
    '5 October 2026 to 11:59pm on 18 December 2026, for training in 2025 to 2026',
    'Up to 16 hours for each mentor with each provider, or up to 6 hours',
    '£43.80',
    'Sign in to claim',
    'We answer within 5 working days',
  ])
    expect(page.text).toContain(words)
})

test('who is signed in goes on to their school', async () => {
  const school = await aSchool(app.db, { name: 'Ash School' })
  const browser = app.newBrowser()
  await app.signInAs((await aPersonAt(app.db, school)).accountId, browser)
  await browser.get('/claims')
  expect(lintPage(browser.page().html)).toEqual([])
  expect((await browser.click('Claims of Ash School')).path).toBe(`/organisations/${school.id}/claims`)
})
