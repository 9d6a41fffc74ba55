import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Actor } from '#src/kit/actor.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { command, execute } from '#src/platform/commands/command.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage, lintQuestion } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf, contextFor } from '../../factories.ts'
import { viewingStopped } from '../../remedies/remedy-events.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, errorPages, eventDefinitions: events })
})
afterAll(() => app.close())

const REASON = 'She says that her school is missing on her home page'

async function aViewer() {
  const staff = await aMemberOfStaff(app.db, { name: 'Dee Desk' })
  const tutor = await aTutorOf(app.db, await aSchool(app.db, { name: 'Vale School' }), { name: 'Vera Vale' })
  const browser = app.newBrowser()
  await app.signInAs(staff.accountId, browser)
  return { staff, tutor, browser }
}

async function viewing() {
  const viewer = await aViewer()
  const asked = await viewer.browser.get(`/view-as/${viewer.tutor.accountId}`)
  expect(lintQuestion(asked.html)).toEqual([])
  const shown = await viewer.browser.submit({ reason: REASON }, { form: 'main form' })
  return { ...viewer, shown }
}

const STOP = 'form[action="/view-as/stop"]'
const banner = (page: Awaited<ReturnType<typeof app.get>>) =>
  page.html('[aria-label="Viewing as somebody else"]').text()

test('staff see what the person sees, with whose view it is and why on every page, until they stop', async () => {
  const { browser, shown, tutor, staff } = await viewing()
  expect(lintPage(shown.html)).toEqual([])
  expect(shown.path).toMatch(/^\/home/)
  expect(shown.text).toContain('Vale School')
  for (const path of ['/home', '/schools/999999', '/sign-in/check-your-email']) {
    const page = await browser.get(path)
    expect(banner(page)).toContain('as Vera Vale')
    expect(banner(page)).toContain(REASON)
  }
  expect((await browser.get(`/people/${tutor.accountId}`)).status).toBe(404)
  const stopped = await browser.submit({}, { form: STOP })
  expect(stopped.path).toBe(`/people/${tutor.accountId}?done=viewing-stopped`)
  expect(banner(stopped)).toBe('')
  for (const path of [stopped.path, `/people/${staff.accountId}`]) {
    const { text } = await browser.get(path)
    expect(text).toContain('Dee Desk began to view the service as Vera Vale, until 10:30am on 23 November 2026')
    expect(text).toContain('Dee Desk stopped viewing the service as Vera Vale')
    expect(text).toContain(`Reason: ${REASON}`)
  }
})

test('nothing can be changed meanwhile, by no form of any page', async () => {
  const { browser } = await viewing()
  const before = await app.db
    .selectFrom('audit.events')
    .select(({ fn }) => fn.countAll().as('all'))
    .executeTakeFirst()
  const refused = await browser.submit({}, { form: STOP, action: '/sign-out' })
  expect(refused.status).toBe(403)
  expect(refused.heading).toBe('You cannot change anything while you view as somebody else')
  expect(lintPage(refused.html)).toEqual([])
  expect(banner(refused)).toContain('as Vera Vale')
  for (const action of ['/sign-in', '/sign-in/code', '/view-as/0190f3a4-0000-7000-8000-000000000001']) {
    expect((await browser.submit({}, { form: STOP, action })).status).toBe(403)
  }
  const after = await app.db
    .selectFrom('audit.events')
    .select(({ fn }) => fn.countAll().as('all'))
    .executeTakeFirst()
  expect(after).toEqual(before)
})

test('a command refuses whoever looks through somebody’s eyes, should the door have let them by', async () => {
  const anything = command({
    name: 'test.anything',
    input: z.object({}),
    refusals: [],
    records: [viewingStopped.name],
    run: async () => ({
      value: null,
      events: [viewingStopped.of([{ kind: 'account', id: 'one' }], { viewer: 'One', viewed: 'Other' })],
    }),
  })
  const viewedBy = { accountId: 'staff', name: 'Dee Desk', reason: REASON }
  const actor = new Actor({ identity: { kind: 'account', id: 'one' }, name: 'One', door: 'web', viewedBy })
  expect(await execute(contextFor(app.db, actor), anything, {})).toEqual({
    ok: false,
    refusal: { code: 'not-allowed', facts: { reason: 'viewing-as' } },
  })
})

test('it ends after half an hour by itself', async () => {
  const { browser, tutor } = await viewing()
  app.clock.moveOn({ minutes: 29 })
  expect(banner(await browser.get('/home'))).toContain('as Vera Vale')
  app.clock.moveOn({ minutes: 1 })
  const own = await browser.get(`/people/${tutor.accountId}`)
  expect(own.status).toBe(200)
  expect(banner(own)).toBe('')
})

test('staff and disabled accounts cannot be viewed, and nobody else may view', async () => {
  const { browser, tutor, staff } = await aViewer()
  const other = await aMemberOfStaff(app.db)
  expect((await browser.get(`/view-as/${other.accountId}`)).status).toBe(403)
  expect((await browser.get(`/people/${other.accountId}`)).html('a[href^="/view-as"]').length).toBe(0)
  await app.db
    .updateTable('access.accounts')
    .set({ disabled_at: app.clock.now() })
    .where('id', '=', tutor.accountId)
    .execute()
  expect((await browser.get(`/view-as/${tutor.accountId}`)).status).toBe(403)
  const operator = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db, { powers: ['operate'] })).accountId, operator)
  expect((await operator.get(`/view-as/${tutor.accountId}`)).status).toBe(404)
  expect((await app.newBrowser().get(`/view-as/${staff.accountId}`)).path).toContain('/sign-in')
})

test('whoever loses the power to help loses the view with it', async () => {
  const { browser, staff } = await viewing()
  await app.db
    .updateTable('access.staff_powers')
    .set({ ended_at: app.clock.now() })
    .where('account_id', '=', staff.accountId)
    .execute()
  expect(banner(await browser.get('/home'))).toBe('')
})
