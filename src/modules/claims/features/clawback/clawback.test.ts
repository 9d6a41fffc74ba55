import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadActor } from '#src/modules/access/public.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { someClaims, twoOfficers } from '../../batches/factories.ts'
import type { Claim } from '../../claims/claim.ts'
import { events } from '../../claims-events.ts'
import { clawbackRoutes } from '../../routes/clawback-routes.ts'

let app: TestApp
let one: Browser
let other: Browser
let windowId: string | undefined
beforeAll(async () => {
  app = await testApp({ routes: clawbackRoutes, loadActor, eventDefinitions: events, errorPages })
  const officers = await twoOfficers(app.db)
  ;[one, other] = [app.newBrowser(), app.newBrowser()]
  await app.signInAs(officers.one.accountId, one)
  await app.signInAs(officers.other.accountId, other)
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }

async function aPaidClaim(status: 'paid' | 'not-upheld'): Promise<Claim> {
  const made = await someClaims(app.db, 1, { status, hours: 16, ...(windowId ? { windowId } : {}) })
  windowId = made.windowId
  return made.claims[0] as Claim
}

async function look(browser: Browser, path: string) {
  const shown = await browser.get(path)
  expect([shown.status, lintPage(shown.html)]).toEqual([200, []])
  return shown
}

test('hours are entered beside those claimed; what is wrong is said and what was typed stays', async () => {
  const claim = await aPaidClaim('paid')
  const [line] = claim.lines
  const address = `/staff/claims/${claim.id}/clawback`
  await look(one, address)
  const form = await one.click('Take money back')
  expect(lintPage(form.html)).toEqual([])
  expect(form.text).toContain('16 hours were claimed')
  expect((await one.submit({}, MAIN)).errors).toEqual(['Select who says that the claim is wrong'])
  const many = await one.submit({ origin: 'school', [`hours-${line?.id}`]: '17' }, MAIN)
  expect([many.status, many.errors]).toEqual([422, ['Hours really worked must be 16 or less']])
  expect(lintPage(many.html)).toEqual([])
  expect((await one.submit({ origin: 'school', [`hours-${line?.id}`]: '9' }, MAIN)).errors).toEqual([
    'Select why the hours are taken back',
  ])
  const mute = await one.submit({ [`reason-${line?.id}`]: 'other' }, MAIN)
  expect(mute.errors).toEqual(['Enter a note that says which reason'])
  const proposed = await one.submit({ [`note-${line?.id}`]: 'They told us on the phone' }, MAIN)
  expect(proposed.path).toBe(address)
  expect(lintPage(proposed.html)).toEqual([])
  expect(proposed.text).toContain('£375.20 for 7 hours')
  expect(proposed.text).toContain('You proposed this, so a colleague has to decide')
  await look(one, `${address}/decision`)
  expect((await one.submit({ decision: 'approve' }, MAIN)).errors).toEqual([
    'You proposed it. A colleague has to decide',
  ])
})

test('a colleague decides from the list; a decision that comes too late names who was first', async () => {
  const list = await look(other, '/staff/claims/clawbacks')
  const link = list.html('main a[href$="/clawback"]').last().attr('href') ?? ''
  await look(other, `${link}/decision`)
  expect((await other.submit({ decision: 'refuse' }, MAIN)).errors).toEqual(['Enter why not'])
  const late = app.newBrowser()
  await app.signInAs((await twoOfficers(app.db)).other.accountId, late)
  await late.get(`${link}/decision`)
  const agreed = await other.submit({ decision: 'approve' }, MAIN)
  expect(agreed.text).toContain('Approved, goes with the next batch')
  const second = await late.submit({ decision: 'approve' }, MAIN)
  expect(second.path).toBe(link)
  const ledger = await look(other, link.replace(/clawback$/, 'ledger'))
  expect(ledger.text).toContain('To be taken back £375.20')
})

test('dropped with a reason', async () => {
  const claim = await aPaidClaim('not-upheld')
  await look(one, `/staff/claims/${claim.id}/clawback/dropping`)
  expect((await one.submit({}, MAIN)).errors).toEqual(['Enter why nothing is taken back'])
  expect((await one.submit({ reason: 'The provider was wrong' }, MAIN)).text).toContain('The provider was wrong')
})
