import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aPersonAt } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { anAudit } from '../../audits/factories.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aMentor } from '../../factories.ts'
import { providerRoutes } from '../../routes/provider-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: providerRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

let world: Awaited<ReturnType<typeof anAudit>>
let home: string
beforeEach(async () => {
  world = await anAudit(app.db)
  home = `/organisations/${world.provider.id}/provider-claims`
  await app.signInAs(world.atProvider.accountId)
})

const MAIN = { form: 'main form[method="post"]' }
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
const go = async (path: string) => {
  const shown = await app.get(path)
  expect([path, shown.status, lintPage(shown.html)]).toEqual([path, 200, []])
  return shown
}

test('the home says what is asked, the rules, and lists every claim from the day it was sent', async () => {
  await go(home)
  expect(text()).toContain('Check 1 claim by 15 December 2026')
  expect(text()).toContain('16 hours for a mentor with you')
  expect(text()).toContain(world.claim.reference)
  expect(text()).not.toContain('£')
  await go(`${home}?q=una&status=in-audit`)
  expect(text()).toContain(world.claim.reference)
  await go(`${home}?q=nobody`)
  expect(text()).toContain('No claims were found')
  expect((await app.get(`${home}?page=9`)).path).toBe(home)
  const file = (await app.get(`${home}/export`)).text
  expect(file).toContain('Una Sayer')
})

test('a draft is not theirs to see', async () => {
  const school = await aSchool(app.db)
  const windowId = world.claim.submitted?.windowId ?? ''
  const mentors = [await aMentor(app.db, school)]
  const draft = await aClaim(app.db, { school, provider: world.provider, windowId, mentors, status: 'draft' })
  expect((await go(home)).text).not.toContain(draft.reference)
})

test('records are compared both ways, a school that has not claimed is named, and faults are told by line', async () => {
  const path = `${home}/records?year=2025`
  await go(path)
  const upload = (content: string) => app.submit({}, { ...MAIN, files: { file: { name: 'hours.csv', content } } })
  const faulty = await upload('trn,hours\n12,8\n')
  expect([faulty.status, lintPage(faulty.html), faulty.text.includes('must include 7 numbers')]).toEqual([
    422,
    [],
    true,
  ])
  expect((await upload('trn\n1')).errors[0]).toContain('no column hours')
  const [ola] = world.claim.lines
  await upload(
    `TRN;Hours;school_urn\r\n${ola?.mentorTrn};5;${world.claim.submitted?.schoolUrn}\r\n7654321;6;999999\r\n`,
  )
  expect(lintPage(app.page().html)).toEqual([])
  for (const words of [
    'Claimed more than you recorded (1)',
    'Claimed, not in your records (1)',
    'In your records, not claimed (1)',
  ])
    expect(text()).toContain(words)
  await go(`${home}/records?year=2025&show=not-claimed`)
  expect(text()).toContain('7654321')
  await go(`${home}/schools?year=2025`)
  expect(text()).toContain('School with URN 999999')
})

test('anybody can read what schools get, computed from the rules', async () => {
  const somebody = app.newBrowser()
  const shown = await somebody.get('/claims/benefits')
  expect([shown.status, lintPage(shown.html)]).toEqual([200, []])
  for (const words of ['£700.80', '£857.60', '£2,102.40', '18 December 2026']) expect(shown.text).toContain(words)
})

test('another provider and a school find nothing; a viewer reads and cannot upload', async () => {
  const other = await anAudit(app.db)
  for (const { accountId } of [other.atProvider, world.atSchool]) {
    await app.signInAs(accountId)
    expect((await app.get(home)).status).toBe(404)
  }
  await app.signInAs((await aPersonAt(app.db, world.provider, { role: 'viewer' })).accountId)
  await go(`${home}/records`)
  expect(app.page().html('main form[method="post"]').length).toBe(0)
})
