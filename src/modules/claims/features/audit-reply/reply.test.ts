import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadActor } from '#src/modules/access/public.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { anAudit, theyDisagree } from '../../audits/factories.ts'
import { events } from '../../claims-events.ts'
import { auditReplyRoutes } from '../../routes/audit-reply-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: auditReplyRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

type World = Awaited<ReturnType<typeof anAudit>>
let world: World
let path: string
beforeEach(async () => {
  world = await anAudit(app.db)
  path = `/claims/${world.claim.id}/audit`
  await app.signInAs(world.atSchool.accountId)
})

const MAIN = { form: 'main form[method="post"]' }
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')

test('before the provider answers there is nothing to do; after, only the doubted mentor is asked about', async () => {
  const before = await app.get(path)
  expect([before.heading, lintPage(before.html)]).toEqual(['Check of this claim', []])
  expect(text()).toContain('You need not do anything now')
  await theyDisagree(app.db, world)
  const shown = await app.get(path)
  expect([shown.heading, lintPage(shown.html)]).toEqual(['Do you agree with the provider?', []])
  expect(text()).toContain('Reply by 1 December 2026')
  expect(text()).toContain('They do not work at the school. “Left in May”')
  expect(shown.html('input[name^="answer-"]').length).toBe(2)
})

test('whoever disagrees says why; a file can be added first, and nothing typed is lost', async () => {
  await theyDisagree(app.db, world)
  await app.get(path)
  const unsaid = await app.submit({ send: 'yes' }, MAIN)
  expect([unsaid.status, unsaid.errors, lintPage(unsaid.html)]).toEqual([
    ...[422, ['Select whether you agree about Una Sayer'], []],
  ])
  expect((await app.submit({ 'answer-0': 'disagrees', send: 'yes' }, MAIN)).errors[0]).toContain('Enter why you do not')
  const files = { file1: { name: 'contract.pdf', content: '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n' } }
  const typed = { 'answer-0': 'disagrees', 'note-0': 'She worked here until July', upload: 'yes' }
  const kept = await app.submit(typed, { ...MAIN, files })
  expect(lintPage(kept.html)).toEqual([])
  expect(kept.text).toContain('contract.pdf has been uploaded')
  expect(kept.html('#note-0').text()).toBe('She worked here until July')
  const sent = await app.submit({ send: 'yes' }, MAIN)
  expect([sent.path, lintPage(sent.html)]).toEqual([`${path}?done=replied`, []])
  expect(text()).toContain('Your reply has been sent')
  expect(text()).toContain('You can change your reply until DfE decides')
})

test('a colleague who replied since is named, and sending again replaces their reply', async () => {
  await theyDisagree(app.db, world)
  await app.get(path)
  const other = app.newBrowser()
  await app.signInAs(world.atSchool.accountId, other)
  await other.get(path)
  await other.submit({ 'answer-0': 'agrees', send: 'yes' }, MAIN)
  const told = await app.submit({ 'answer-0': 'disagrees', 'note-0': 'No', send: 'yes' }, MAIN)
  expect([told.status, lintPage(told.html)]).toEqual([409, []])
  expect(text()).toContain('after you opened the page')
  expect((await app.submit({ send: 'yes' }, MAIN)).text).toContain('Your reply has been sent')
})

test('the provider and staff are led to their own pages; another school finds nothing', async () => {
  await app.signInAs(world.atProvider.accountId)
  expect((await app.get(path, { follow: false })).headers['location']).toContain(`/audits/${world.auditId}/claims/`)
  await app.signInAs(world.officer.accountId)
  expect((await app.get(path, { follow: false })).headers['location']).toBe(`/staff/claims/${world.claim.id}/audit`)
  const other = await anAudit(app.db)
  await app.signInAs(other.atSchool.accountId)
  expect((await app.get(path)).status).toBe(404)
})
