import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import type { Subject } from '#src/platform/audit/event.ts'
import { historyOf } from '#src/platform/audit/history-queries.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { anAudit } from '../audits/factories.ts'
import { events } from '../claims-events.ts'
import { auditRoutes } from '../routes/audit-routes.ts'
import { clawbackRoutes } from '../routes/clawback-routes.ts'
import { providerRoutes } from '../routes/provider-routes.ts'
import { schoolClaimRoutes } from '../routes/school-claim-routes.ts'
import { STAFF_DOWNLOADS } from './export-events.ts'

let app: TestApp
let world: Awaited<ReturnType<typeof anAudit>>
let staffId: string
beforeAll(async () => {
  const routes = [...auditRoutes, ...providerRoutes, ...schoolClaimRoutes, ...clawbackRoutes]
  app = await testApp({ routes, loadActor, eventDefinitions: events, errorPages })
  world = await anAudit(app.db)
  staffId = (await aMemberOfStaff(app.db, { name: 'Priya Nair' })).accountId
})
afterAll(() => app.close())

const audit = () => `/organisations/${world.provider.id}/audits/${world.auditId}/claims-file`
const named = () => `/organisations/${world.provider.id}/provider-claims/export`
const ofSchool = () => `/organisations/${world.claim.schoolId}/claims/export?year=2025`
const told = (subject: Subject) => historyOf(app.db, events, { subject })
const provider = (): Subject => ({ kind: 'organisation', id: world.provider.id })
const school = (): Subject => ({ kind: 'school', id: world.claim.schoolId })

test('the provider takes its own files by a link, and nobody asks why', async () => {
  const browser = app.newBrowser()
  await app.signInAs(world.atProvider.accountId, browser)
  for (const path of [audit(), named()]) {
    const shown = await browser.get(path)
    expect([path, shown.status]).toEqual([path, 200])
    expect(shown.text).toContain('Una Sayer')
  }
  expect(await told(STAFF_DOWNLOADS)).toEqual([])
})

test.each([
  ['claims to check', audit, /^claims-to-check.*: 2 rows$/, provider],
  ['claims that name a provider', named, /^claims-that-name.*: 2 rows$/, provider],
  ['the claims of a school', ofSchool, /^claims-.*: 2 rows$/, school],
])('staff say why they take %s, and it is told of where one looks', async (_what, path, sentence, about) => {
  const browser = app.newBrowser()
  await app.signInAs(staffId, browser)
  const asked = await browser.get(path())
  expect([asked.status, lintPage(asked.html)]).toEqual([200, []])
  expect(asked.text).toContain('The file has 2 rows')
  expect(asked.text).not.toContain('Una Sayer')
  const again = await browser.submit({ reason: '' }, { form: 'main form[method="post"]' })
  expect([again.status, again.errors, lintPage(again.html)]).toEqual([422, ['Enter why you need the file'], []])
  const given = await browser.submit({ reason: 'The school lost theirs' }, { form: 'main form[method="post"]' })
  expect(given.text).toContain('Una Sayer')
  for (const subject of [about(), STAFF_DOWNLOADS, { kind: 'account', id: staffId } as const]) {
    const [entry] = await told(subject)
    expect(entry?.sentence.replace(' downloaded', '')).toMatch(sentence)
    expect([entry?.by, entry?.reason]).toEqual(['Priya Nair', 'The school lost theirs'])
  }
})

test('the ledger is asked about too', async () => {
  const browser = app.newBrowser()
  await app.signInAs(staffId, browser)
  const asked = await browser.get('/staff/claims/ledger/file')
  expect([asked.status, lintPage(asked.html)]).toEqual([200, []])
  const given = await browser.submit({ reason: 'Year end' }, { form: 'main form[method="post"]' })
  expect(given.text).toContain('claim_reference,school_urn')
})
