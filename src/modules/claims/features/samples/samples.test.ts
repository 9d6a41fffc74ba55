import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import type { Claim } from '../../claims/claim.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../../factories.ts'
import { sampleRoutes } from '../../routes/sample-routes.ts'

let app: TestApp
let windowId: string
let officer: string
beforeAll(async () => {
  app = await testApp({ routes: sampleRoutes, loadActor, eventDefinitions: events, errorPages })
  windowId = await aClaimWindow(app.db)
  officer = (await aMemberOfStaff(app.db, { name: 'Sam Ortiz', powers: ['support'] })).accountId
})
afterAll(() => app.close())

let claims: Claim[]
beforeEach(async () => {
  await app.db.deleteFrom('claims.sample_claims').execute()
  await app.signInAs(officer)
  const provider = await anIttProvider(app.db)
  claims = []
  for (let at = 0; at < 3; at += 1) {
    const school = await aSchool(app.db)
    const mentors = [await aMentor(app.db, school)]
    claims.push(await aClaim(app.db, { school, provider, windowId, mentors, status: 'paid' }))
  }
})

const SAMPLES = '/staff/claims/samples'
const MAIN = { form: 'main form[method="post"]' }
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
const go = async (path: string) => {
  const shown = await app.get(path)
  expect([path, shown.status, lintPage(shown.html)]).toEqual([path, 200, []])
  return shown
}
const send = async (values: Record<string, string>, browser: Browser = app) => {
  const shown = await browser.submit(values, MAIN)
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

async function drawn(): Promise<string> {
  await go(`${SAMPLES}/new`)
  const shown = await send({ windowId, valuePercent: '100' })
  return shown.path
}

test('a sample is drawn with its seed, shown with the reasons, and in the list', async () => {
  await go(`${SAMPLES}/new`)
  expect((await send({ windowId, valuePercent: '5' })).errors[0]).toContain('between 10 and 100')
  expect((await send({ seed: '', windowId, valuePercent: '100' })).errors).toEqual(['Enter a seed'])
  await send({ seed: 'monday', windowId, valuePercent: '100' })
  expect(text()).toContain('Seed monday')
  expect(text()).toContain('Drawn at random from schools of its kind')
  for (const { reference } of claims) expect(text()).toContain(reference)
  expect((await go(SAMPLES)).text).toContain('Sam Ortiz')
})

test('nothing is left to draw once all are drawn: said beside the window', async () => {
  await drawn()
  await go(`${SAMPLES}/new`)
  expect((await send({ windowId, valuePercent: '100' })).errors[0]).toContain('No paid claim of this window is left')
})

test('a claim is left out by hand with a reason; what cannot be audited is refused beside its reference', async () => {
  const path = await drawn()
  await go(`${path}/by-hand`)
  const reference = claims[0]?.reference ?? ''
  expect((await send({ reference: '12', change: 'added', reason: 'x' })).errors[0]).toContain('8 digits')
  expect((await send({ reference, change: 'added', reason: 'x' })).errors[0]).toContain('cannot be audited')
  await send({ reference, change: 'left-out', reason: 'Assured elsewhere' })
  expect(text()).not.toContain(reference)
  await go(`${path}/by-hand`)
  expect((await send({ reference, change: 'left-out', reason: 'x' })).errors[0]).toContain('not in the sample')
})

test('it is sent once: the second officer is told, and claims that moved since are named', async () => {
  const path = await drawn()
  const other = app.newBrowser()
  await app.signInAs(officer, other)
  await other.get(`${path}/send`)
  const [moved] = claims
  const set = (status: string) =>
    app.db
      .updateTable('claims.claims')
      .set({ status })
      .where('id', '=', moved?.id ?? '')
      .execute()
  await set('not-upheld')
  await go(`${path}/send`)
  const named = await send({})
  expect([named.status, named.text.includes(moved?.reference ?? '')]).toEqual([409, true])
  await set('paid')
  await go(`${path}/send`)
  expect((await send({})).path).toBe(path)
  expect((await claimById(app.db, moved?.id ?? ''))?.status).toBe('in-audit')
  const told = await send({}, other)
  expect([told.status, told.heading]).toEqual([409, 'Nothing was changed'])
  expect(told.text).toContain('A colleague has sent or discarded this sample already')
})

test('one that is not sent can be discarded with a reason, and drawn again', async () => {
  const path = await drawn()
  await go(`${path}/discard`)
  expect((await send({})).errors).toEqual(['Enter the reason'])
  expect((await send({ reason: 'Wrong share' })).path).toBe(path)
  expect(text()).toContain('Discarded')
  expect(app.page().html(`a[href="${path}/send"]`).length).toBe(0)
  expect(await drawn()).not.toBe(path)
})
