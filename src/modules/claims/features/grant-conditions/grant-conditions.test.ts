import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { claimingOf } from '../../claims/claiming-queries.ts'
import { events } from '../../claims-events.ts'
import { aClaimWindow } from '../../factories.ts'
import { schoolClaimRoutes } from '../../routes/school-claim-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: schoolClaimRoutes, loadActor, eventDefinitions: events, errorPages })
  await aClaimWindow(app.db)
})
afterAll(() => app.close())

async function signedIn(accountId: string) {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

const pathOf = ({ id }: { id: string }) => `/organisations/${id}/grant-conditions`
const acceptedFor = async ({ id }: { id: string }) =>
  (await claimingOf(app.db, { schoolId: id, now: app.clock.now() }))?.accepted ?? null

test('a school accepts once for twenty clicks; other words since are shown first; who accepted when stays', async () => {
  const school = await aSchool(app.db)
  const browser = await signedIn((await aPersonAt(app.db, school, { name: 'Bola Ade' })).accountId)
  const page = await browser.get(pathOf(school))
  expect(lintPage(page.html)).toEqual([])
  for (const words of ['What the grant is for', 'Up to 16 hours', '£53.60']) expect(page.text).toContain(words)
  expect((await browser.submit({}, { form: 'main form' })).errors).toEqual([
    'Confirm that you are allowed to accept the conditions',
  ])
  await browser.get(pathOf(school))
  const clicks = await Promise.all(
    Array.from({ length: 20 }, () => browser.submit({ authorised: 'yes' }, { form: 'main form' })),
  )
  expect(clicks.every(({ status, text }) => status === 200 && text.includes('Accepted by Bola Ade'))).toBe(true)
  expect((await acceptedFor(school))?.version).toBe('2025-1')
  const rows = await app.db
    .selectFrom('claims.conditions_acceptances')
    .select('version')
    .where('organisation_id', '=', school.id)
    .execute()
  expect(rows).toEqual([{ version: '2025-1' }])
})

test('a trust accepts for all of its schools; viewers and strangers do not', async () => {
  const [one, other] = [await aSchool(app.db), await aSchool(app.db)]
  const trust = { id: await aTrust(app.db, 'River Trust', [one.id, other.id]) }
  const browser = await signedIn((await aPersonAt(app.db, trust, { name: 'Lee Hart' })).accountId)
  await browser.get(pathOf(trust))
  expect(lintPage(browser.page().html)).toEqual([])
  await browser.submit({ authorised: 'yes' }, { form: 'main form' })
  expect([await acceptedFor(one), await acceptedFor(other)]).toMatchObject([
    { organisationId: trust.id },
    { organisationId: trust.id },
  ])
  const viewer = await signedIn((await aPersonAt(app.db, one, { role: 'viewer' })).accountId)
  expect((await viewer.get(pathOf(one))).text).toContain('Lee Hart of River Trust, for all of its schools')
  expect(viewer.page().html('main form')).toHaveLength(0)
  expect((await viewer.get(pathOf(other))).status).toBe(404)
})

test('staff take an acceptance back with a reason, and the school accepts again', async () => {
  const school = await aSchool(app.db)
  const browser = await signedIn((await aPersonAt(app.db, school)).accountId)
  await browser.get(pathOf(school))
  await browser.submit({ authorised: 'yes' }, { form: 'main form' })
  const staff = await signedIn((await aMemberOfStaff(app.db)).accountId)
  await staff.get(pathOf(school))
  expect(lintPage(staff.page().html)).toEqual([])
  expect((await staff.submit({}, { form: 'main form' })).errors).toEqual(['Enter why the acceptance is taken back'])
  expect(lintPage(staff.page().html)).toEqual([])
  await staff.submit({ reason: 'They left in July' }, { form: 'main form' })
  expect(await acceptedFor(school)).toBeNull()
  await browser.get(pathOf(school))
  expect(browser.page().text).toContain('Taken back at')
  await browser.submit({ authorised: 'yes' }, { form: 'main form' })
  expect((await acceptedFor(school))?.version).toBe('2025-1')
})

test('the version that was shown is the one that is accepted', async () => {
  const school = await aSchool(app.db)
  const browser = await signedIn((await aPersonAt(app.db, school)).accountId)
  await browser.get(pathOf(school))
  const row = { academic_year: 2025, source: 'a test', in_force_from: app.clock.now().subtract({ minutes: 1 }) }
  const sections = JSON.stringify([{ heading: 'New', paragraphs: ['Other words.'] }])
  await app.db
    .insertInto('claims.grant_conditions')
    .values({ ...row, version: '2025-2', sections })
    .execute()
  const refused = await browser.submit({ authorised: 'yes' }, { form: 'main form' })
  expect([refused.status, refused.errors]).toEqual([
    422,
    ['The conditions have changed. Read the new ones, then accept them'],
  ])
  expect(refused.text).toContain('Other words.')
  await browser.submit({ authorised: 'yes' }, { form: 'main form' })
  expect((await acceptedFor(school))?.version).toBe('2025-2')
})
