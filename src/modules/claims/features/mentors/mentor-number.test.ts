import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimingSchool, aMentor, anIttProvider } from '../../factories.ts'
import { mentorsRoutes } from '../../routes/mentors-routes.ts'
import { schoolClaimRoutes } from '../../routes/school-claim-routes.ts'

let app: TestApp
let standing: StandingRecord
beforeAll(async () => {
  standing = await standingRecord()
  const routes = [...mentorsRoutes, ...schoolClaimRoutes]
  app = await testApp({ routes, loadActor, eventDefinitions: events, errorPages, teachingRecord: standing.record })
})
afterAll(async () => {
  await app.close()
  standing.close()
})
beforeEach(() => {
  standing.faults.fault = 'none'
})

const MAIN = { form: 'main form' }
const LAST = { form: 'main form[method=post]:last-of-type' }
const WRONG_NUMBER = 'Number not in use'

/** A school with a draft for a mentor whose number the teaching record does not use any more. */
async function withMentor(trn: string, status: 'deactivated' | 'merged' = 'deactivated') {
  const { school, person } = await aClaimingSchool(app.db)
  const mentor = await aMentor(app.db, school, { name: 'Dora Gone', trn })
  const say = (said: string) =>
    app.db.updateTable('directory.people').set({ record_status: said }).where('id', '=', mentor.personId).execute()
  await say(status)
  const browser = app.newBrowser()
  await app.signInAs(person.accountId, browser)
  return { school, mentor, browser, say, list: `/organisations/${school.id}/mentors` }
}

const look = async (browser: Browser, path: string) => {
  const shown = await browser.get(path)
  expect([shown.status, lintPage(shown.html)]).toEqual([200, []])
  return shown
}

test('a number that is not in use is marked with what to do, and looked at again', async () => {
  const { school, mentor, browser, list } = await withMentor('3000008')
  const shown = await look(browser, list)
  expect(shown.text).toContain(WRONG_NUMBER)
  expect(shown.text).toContain('you cannot claim with it')
  const viewer = app.newBrowser()
  await app.signInAs((await aPersonAt(app.db, school, { role: 'viewer' })).accountId, viewer)
  expect((await look(viewer, list)).text).toContain('Whoever claims for the school can put it right')
  const number = await look(browser, `${list}/${mentor.id}/number`)
  expect(number.text).toContain('does not use the number 3000008 any more')
  standing.faults.fault = 'down'
  const silent = await browser.submit({}, MAIN)
  expect([silent.status, lintPage(silent.html)]).toEqual([503, []])
  standing.faults.fault = 'none'
  const still = await browser.submit({}, MAIN)
  expect([still.status, lintPage(still.html)]).toEqual([200, []])
  expect(still.text).toContain('still says that the number is not in use')
  expect((await look(browser, list)).text).toContain(WRONG_NUMBER)
})

test('once the teaching record has it in use again, the mentor can be claimed for; staff say why they ask', async () => {
  const { mentor, list } = await withMentor('3000009')
  const staff = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
  await look(staff, `${list}/${mentor.id}/number`)
  expect((await staff.submit({}, MAIN)).errors).toEqual(['Enter why you do this for them'])
  const done = await staff.submit({ reason: 'The school telephoned' }, MAIN)
  expect(done.text).toContain('is in use. You can claim for them')
  expect(done.text).not.toContain(WRONG_NUMBER)
  const names = (await app.db.selectFrom('audit.events').select('name').orderBy('id').execute()).map(({ name }) => name)
  expect(names).toContain('claims.mentor-number-checked')
})

test.each(['deactivated', 'merged'] as const)(
  'with a number that is %s nobody is chosen, and no draft is sent',
  async (status) => {
    const { school, mentor, browser, list, say } = await withMentor(status === 'merged' ? '3000004' : '3000010', status)
    const provider = await anIttProvider(app.db)
    const window = await app.db.selectFrom('claims.windows').select('id').executeTakeFirstOrThrow()
    const draft = await aClaim(app.db, { school, provider, windowId: window.id, mentors: [mentor], status: 'draft' })
    const choose = await look(browser, `/claims/${draft.id}/mentors`)
    expect(choose.heading).toContain('No mentor can be claimed for')
    expect(choose.html(`main a[href="${list}"]`).length).toBe(1)
    await look(browser, `/claims/${draft.id}/confirm-hours`)
    await browser.submit({ confirmed: 'yes' }, LAST)
    await look(browser, `/claims/${draft.id}/check-answers`)
    const refused = await browser.submit({ declared: 'yes' }, LAST)
    expect([refused.status, lintPage(refused.html)]).toEqual([422, []])
    expect(refused.text).toContain('The teacher reference number of')
    expect(refused.text).toContain('is not in use any more')
    const statusOf = () =>
      app.db.selectFrom('claims.claims').select('status').where('id', '=', draft.id).executeTakeFirst()
    expect(await statusOf()).toEqual({ status: 'draft' })
    await say('ok')
    await look(browser, `/claims/${draft.id}/check-answers`)
    await browser.submit({ declared: 'yes' }, LAST)
    expect(await statusOf()).toEqual({ status: 'submitted' })
  },
)
