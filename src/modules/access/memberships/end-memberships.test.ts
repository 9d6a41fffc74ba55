import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPartner, aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../access-events.ts'
import { loadActor } from '../accounts/actor-queries.ts'
import { aPersonAt, aTutorOf, contextFor, newestEmailTo, theSystem } from '../factories.ts'
import { routes } from '../routes.ts'
import { endMembershipsJob } from './end-memberships-job.ts'
import { membersOf } from './memberships-queries.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }

async function browserOf(accountId: string) {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

const runJob = () =>
  endMembershipsJob.run(
    { ...contextFor(app.db, theSystem(), app.clock.now()), signal: AbortSignal.timeout(60_000), log: silentLog },
    {},
  )

async function endsIn(membershipId: string, hours: number) {
  const until = app.clock.now().add({ hours })
  await app.db.updateTable('access.memberships').set({ until }).where('id', '=', membershipId).execute()
}

test('a role ends when its day comes: at once for its holder, and by the job for the list', async () => {
  const school = await aSchool(app.db, { name: 'Overlap School' })
  await aTutorOf(app.db, school, { now: app.clock.now() })
  const admin = await aPersonAt(app.db, school, { now: app.clock.now() })
  await endsIn(admin.membershipId, 1)
  await runJob()
  expect(await membersOf(app.db, school.id)).toHaveLength(2)
  const browser = await browserOf(admin.accountId)
  expect((await browser.get('/home')).heading).toBe('Overlap School')
  app.clock.moveOn({ hours: 1 })
  expect((await browser.get('/home')).heading).toContain('access to an organisation')
  expect((await browser.get(`/organisations/${school.id}/people`)).status).toBe(404)
  await runJob()
  expect(await membersOf(app.db, school.id)).toHaveLength(1)
  expect((await newestEmailTo(app.db, admin.address)).subject).toBe('Your access to Overlap School has changed')
  await runJob()
  const ended = await app.db
    .selectFrom('audit.events')
    .select('payload')
    .where('name', '=', 'access.membership-ended')
    .execute()
  expect(ended).toHaveLength(1)
  expect(ended[0]?.payload).toMatchObject({ because: 'date-reached' })
})

test('a role that ends while its holder acts there leads to a page that says so, and on', async () => {
  const [one, other] = [await aPartner(app.db, 'First Partner'), await aPartner(app.db, 'Second Partner')]
  const address = 'both@lost.example'
  const person = await aPersonAt(app.db, { id: one }, { address, now: app.clock.now() })
  await aPersonAt(app.db, { id: other }, { address, now: app.clock.now() })
  const browser = await browserOf(person.accountId)
  await browser.get('/home')
  await browser.submit({ organisation: one }, MAIN)
  await endsIn(person.membershipId, 1)
  app.clock.moveOn({ hours: 1 })
  const shown = await browser.get(`/organisations/${one}/people`)
  expect(shown.path).toBe('/home')
  expect(shown.text).toContain('You can no longer act for First Partner.')
  expect(shown.heading).toBe('Second Partner')
  expect(lintPage(shown.html)).toEqual([])
  const on = await browser.submit({}, { form: 'main form[action="/home/organisation"]' })
  expect(on.heading).toBe('Second Partner')
  expect(on.text).not.toContain('You can no longer act for')
})

test('a role through a trust is gone on the day on which the school leaves it', async () => {
  const [school, stays] = [await aSchool(app.db, { name: 'Leaving School' }), await aSchool(app.db)]
  const trust = await aTrust(app.db, 'Dated Trust', [school.id, stays.id])
  const person = await aPersonAt(app.db, { id: trust }, { now: app.clock.now() })
  const browser = await browserOf(person.accountId)
  await browser.get('/home')
  const acting = await browser.submit({}, { form: `main form:has(input[value="${school.id}"])` })
  expect(acting.heading).toBe('Leaving School')
  expect(acting.text).toContain('You act for this school through Dated Trust.')
  expect(lintPage(acting.html)).toEqual([])
  await app.db
    .updateTable('directory.trust_memberships')
    .set({ period: '[2020-09-01,2026-11-24)' })
    .where('school_id', '=', school.id)
    .execute()
  expect((await browser.get(`/organisations/${school.id}/people`)).status).toBe(200)
  app.clock.moveTo('2026-11-24T00:00:00Z')
  const next = await browserOf(person.accountId)
  await app.db
    .updateTable('platform.sessions')
    .set({ acting_for: school.id })
    .where('account_id', '=', person.accountId)
    .execute()
  const shown = await next.get(`/organisations/${school.id}/people`)
  expect(shown.heading).toBe('Dated Trust')
  expect(shown.text).toContain('You can no longer act for Leaving School.')
})
