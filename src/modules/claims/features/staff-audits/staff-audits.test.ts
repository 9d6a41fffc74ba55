import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { execute } from '#src/platform/commands/command.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { askForExtension } from '../../audits/extend-audit.ts'
import { acting, anAudit, theyDisagree, worksAt } from '../../audits/factories.ts'
import { replyToAudit } from '../../audits/reply-to-audit.ts'
import { AuditId } from '../../audits/sample.ts'
import { LineId } from '../../claims/claim.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { events } from '../../claims-events.ts'
import { staffAuditRoutes } from '../../routes/staff-audit-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: staffAuditRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

let world: Awaited<ReturnType<typeof anAudit>>
beforeEach(async () => {
  world = await anAudit(app.db)
  app.clock.moveTo('2026-11-25T10:00:00Z')
  await app.signInAs(world.officer.accountId)
})

const AUDITS = '/staff/claims/audits'
const MAIN = { form: 'main form[method="post"]' }
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
const go = async (path: string) => {
  const shown = await app.get(path)
  expect([path, shown.status, lintPage(shown.html)]).toEqual([path, 200, []])
  return shown
}
const decisionPath = () => `/staff/claims/${world.claim.id}/audit`

async function schoolReplies() {
  const as = worksAt(world.atSchool.accountId, world.school.id)
  const lineId = LineId.parse(world.claim.lines[1]?.id)
  const replies = [{ lineId, answer: 'disagrees' as const, note: 'She works here' }]
  const done = await execute(acting(app.db, as), replyToAudit, { claimId: world.claim.id, replies })
  expect(done.ok).toBe(true)
}

test('the list shows who is late first and what is to decide, and each leads to its page', async () => {
  app.clock.moveTo('2026-12-16T10:00:00Z')
  await app.signInAs(world.officer.accountId)
  const shown = await go(AUDITS)
  expect(shown.html('tbody tr').first().text()).toContain('Late')
  expect(text()).toMatch(/Late \([0-9]+\)/)
  await go(`${AUDITS}?show=to-decide`)
  await go(`${AUDITS}/${world.auditId}`)
  expect(text()).toContain('Not answered')
})

test('more time is granted once with a reason; a colleague who comes later is told how it was answered', async () => {
  const as = worksAt(world.atProvider.accountId, world.provider.id)
  const until = Temporal.PlainDate.from('2026-12-22')
  const input = { auditId: AuditId.parse(world.auditId), until, because: 'Our records officer is away' }
  expect((await execute(acting(app.db, as), askForExtension, input)).ok).toBe(true)
  await go(`${AUDITS}/${world.auditId}`)
  expect(text()).toContain('Our records officer is away')
  const path = `${AUDITS}/${world.auditId}/extension`
  await go(path)
  expect((await app.submit({}, MAIN)).errors).toEqual(['Select whether the provider has more time', 'Enter the reason'])
  const other = app.newBrowser()
  await app.signInAs(world.officer.accountId, other)
  await other.get(path)
  await other.submit({ decision: 'grant', reason: 'Agreed' }, MAIN)
  const told = await app.submit({ decision: 'refuse', reason: 'No' }, MAIN)
  expect([told.status, lintPage(told.html)]).toEqual([409, []])
  expect(text()).toContain('More time granted: answers are due by 22 December 2026')
})

test('nothing can be decided while somebody has time; then for each mentor, with a reason', async () => {
  await go(decisionPath())
  expect(text()).toContain('The provider has until 15 December 2026')
  await theyDisagree(app.db, world)
  await go(decisionPath())
  expect(text()).toContain('The school has until 1 December 2026')
  expect(app.page().html('main form').length).toBe(0)
  await schoolReplies()
  await go(decisionPath())
  expect(text()).toContain('The school disagrees with the provider. “She works here”')
  const empty = await app.submit({}, MAIN)
  expect(empty.errors).toHaveLength(3)
  expect(lintPage(empty.html)).toEqual([])
  await app.submit({ 'answer-0': 'upheld', 'answer-1': 'not-upheld', reason: 'No contract was shown' }, MAIN)
  expect(text()).toContain('The decision has been made')
  expect(lintPage(app.page().html)).toEqual([])
  expect((await claimById(app.db, world.claim.id))?.status).toBe('not-upheld')
})

test('an officer who decides after a colleague has is told who did what', async () => {
  await theyDisagree(app.db, world)
  await schoolReplies()
  await go(decisionPath())
  const other = app.newBrowser()
  await app.signInAs(world.officer.accountId, other)
  await other.get(decisionPath())
  await other.submit({ 'answer-0': 'upheld', 'answer-1': 'upheld', reason: 'Contract seen' }, MAIN)
  const told = await app.submit({ 'answer-0': 'upheld', 'answer-1': 'not-upheld', reason: 'None' }, MAIN)
  expect([told.status, lintPage(told.html)]).toEqual([409, []])
  expect(text()).toContain('somebody has acted on the claim since')
  expect(text()).toContain('Contract seen')
  expect((await claimById(app.db, world.claim.id))?.status).toBe('paid')
})
