import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPersonAt, newestEmailTo } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aPartner } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { someClaims, twoOfficers } from '../../batches/factories.ts'
import type { Claim } from '../../claims/claim.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { events } from '../../claims-events.ts'
import { clawbackRoutes } from '../../routes/clawback-routes.ts'
import { paymentsRoutes } from '../../routes/payments-routes.ts'

let app: TestApp
let one: Browser
let other: Browser
let windowId: string
beforeAll(async () => {
  const routes = [...paymentsRoutes, ...clawbackRoutes]
  app = await testApp({ routes, loadActor, eventDefinitions: events, errorPages })
  const officers = await twoOfficers(app.db)
  ;[one, other] = [app.newBrowser(), app.newBrowser()]
  await app.signInAs(officers.one.accountId, one)
  await app.signInAs(officers.other.accountId, other)
  const payer = await aPartner(app.db, 'The payer', ['payer'])
  await aPersonAt(app.db, { id: payer }, { address: 'pay@payer.example' })
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }
const status = async ({ id }: Claim) => (await claimById(app.db, id))?.status

async function look(browser: Browser, path: string) {
  const shown = await browser.get(path)
  expect([shown.status, lintPage(shown.html)]).toEqual([200, []])
  return shown
}

/** Prepared by one officer; answers its address. */
async function prepared(claims: number): Promise<string> {
  const made = await someClaims(app.db, claims, windowId ? { windowId } : {})
  windowId = made.windowId
  await look(one, `/staff/claims/batches/new?kind=payment&window=${windowId}`)
  const shown = await one.submit({}, MAIN)
  expect(shown.heading).toMatch(/^Payment batch \d+$/)
  return shown.path
}

test('two officers: one prepares what was shown, the other approves, and the payer gets the file by a link', async () => {
  expect((await look(one, '/staff/claims/batches')).text).toContain('Nothing waits to be sent')
  const made = await someClaims(app.db, 2)
  windowId = made.windowId
  const home = await look(one, '/staff/claims/batches')
  expect(home.text).toContain('Prepare 2 claims of the window to 18 December 2026')
  const preview = await look(one, `/staff/claims/batches/new?kind=payment&window=${windowId}`)
  expect(preview.text).toContain('Total')
  expect(preview.text).toContain('£857.60')
  const batch = await one.submit({}, MAIN)
  expect(lintPage(batch.html)).toEqual([])
  expect(batch.text).toContain('Waits for approval')
  expect((await look(one, `${batch.path}/approval`)).text).toContain('You prepared this batch, so a colleague has to')
  const again = await one.get(`/staff/claims/batches/new?kind=payment&window=${windowId}`)
  expect(again.text).toContain('waits for approval since 10am')
  await look(other, `${batch.path}/approval`)
  const sent = await other.submit({}, MAIN)
  expect(lintPage(sent.html)).toEqual([])
  expect(sent.text).toContain('Sent is what was answered and what is outstanding, to the penny: £857.60')
  expect(sent.text).toContain('pay@payer.example')
  for (const claim of made.claims) expect(await status(claim)).toBe('with-payer')
  const late = await other.get(`${batch.path}/approval`)
  expect(late.path).toBe(batch.path)
})

test('the link: scanners burn nothing, the button gives the file, each download counts, a newer link replaces it', async () => {
  const { path } = await newestEmailTo(app.db, 'pay@payer.example')
  const scanner = app.newBrowser()
  for (let time = 0; time < 20; time += 1) await scanner.get(path)
  const payer = app.newBrowser()
  const landing = await payer.get(path)
  expect([landing.path, landing.heading, lintPage(landing.html)]).toEqual([
    ...['/claim-files', 'Download the file of claims', []],
  ])
  expect(landing.text).toContain('5 of 5')
  const file = await payer.submit({}, MAIN)
  expect(file.headers['content-disposition']).toContain('payment-batch-1-2026-11-23.csv')
  expect(file.headers['content-type']).toContain('text/csv')
  await payer.get('/claim-files')
  expect(payer.page().text).toContain('4 of 5')
  const twice = await Promise.all([payer.submit({}, MAIN), payer.submit({}, MAIN)])
  expect(twice.map(({ status: code }) => code)).toEqual([200, 200])
  expect((await payer.get('/claim-files')).text).toContain('3 of 5')
  for (let time = 0; time < 3; time += 1) {
    await payer.get('/claim-files')
    await payer.submit({}, MAIN)
  }
  expect((await payer.get('/claim-files')).text).toContain('as often as it may be')
  await other.get('/staff/claims/batches')
  const batch = await other.click('Payment batch 1')
  expect(batch.text).toContain('downloaded by the link of p')
  await other.submit({}, { form: 'form[action$="/links"]' })
  const newer = await newestEmailTo(app.db, 'pay@payer.example')
  expect(newer.path).not.toBe(path)
  expect((await payer.get(path)).text).toContain('A newer link was sent to you')
  expect((await payer.get(newer.path)).text).toContain('5 of 5')
  app.clock.moveOn({ hours: 7 * 24 })
  expect((await payer.get(newer.path)).text).toContain('The link has run out')
  app.clock.moveTo('2026-11-23T10:00:00Z')
  expect((await payer.get('/claim-files/link/nonsense')).text).toContain('not a link of ours')
  expect(lintPage(payer.page().html)).toEqual([])
})

test('a claim that was withdrawn meanwhile is named; discarding needs a reason and leads to another batch', async () => {
  const path = await prepared(2)
  const item = await app.db
    .selectFrom('claims.batch_items')
    .select('claim_id')
    .where('outcome', '=', 'waiting')
    .where('batch_id', '=', path.split('/').at(-1) ?? '')
    .limit(1)
    .executeTakeFirstOrThrow()
  await app.db
    .updateTable('claims.claims')
    .set({ status: 'withdrawn', revision: 9 })
    .where('id', '=', item.claim_id)
    .execute()
  await look(other, `${path}/approval`)
  const refused = await other.submit({}, MAIN)
  expect([refused.status, refused.heading]).toEqual([422, 'Nothing was sent: claims have changed'])
  expect(lintPage(refused.html)).toEqual([])
  await other.click('Discard the batch')
  expect((await other.submit({}, MAIN)).errors).toEqual(['Enter why the batch is discarded'])
  const next = await other.submit({ reason: 'A claim was withdrawn' }, MAIN)
  expect(next.heading).toBe('Prepare a payment batch')
  await other.submit({}, MAIN)
  expect(other.page().heading).toMatch(/^Payment batch/)
  await one.get(`${other.page().path}/approval`)
  expect((await one.submit({}, MAIN)).text).toContain('Sent to payer')
})

test('the payer’s answer: faults by line, then a preview, then applied once', async () => {
  const path = await prepared(2)
  await other.get(`${path}/approval`)
  await other.submit({}, MAIN)
  const items = await app.db
    .selectFrom('claims.batch_items as item')
    .innerJoin('claims.claims as claim', 'claim.id', 'item.claim_id')
    .select(['claim.reference', 'claim.id'])
    .where('item.batch_id', '=', path.split('/').at(-1) ?? '')
    .orderBy('item.position')
    .execute()
  const upload = async (rows: readonly string[]) => {
    await look(one, `${path}/responses/new`)
    const content = ['claim_reference;claim_status;claim_unpaid_reason;claim_amount', ...rows].join('\r\n')
    return one.submit({}, { ...MAIN, files: { file: { name: 'answer.csv', content } } })
  }
  expect((await upload([])).errors[0]).toMatch(/no rows/)
  const wrong = await upload([`${items[0]?.reference};unpaid;;428.80`, '99999999;paid;;1'])
  expect(lintPage(wrong.html)).toEqual([])
  expect(wrong.text).toContain('2 rows are wrong')
  expect(wrong.text).toContain('is not in payment batch')
  const right = await upload([
    `${items[0]?.reference};Paid;;£428.80`,
    `${items[1]?.reference};UNPAID;No bank details;428.80`,
  ])
  expect(lintPage(right.html)).toEqual([])
  expect(right.text).toContain('No bank details')
  const applied = await one.submit({}, { form: 'main form:not([action$="discarding"])' })
  expect(applied.path).toBe(path)
  expect(applied.text).toContain('Answered')
  expect(lintPage(applied.html)).toEqual([])
  await look(one, `/staff/claims/${items[1]?.id}/payment`)
  const moved = await one.submit({ what: 'send-information', reason: 'Bank letter sent' }, MAIN)
  expect(moved.text).toContain('Information sent to payer')
  await look(one, `/staff/claims/${items[1]?.id}/payment/refusal`)
  await other.get(`/staff/claims/${items[1]?.id}/payment`)
  await other.submit({ what: 'send-again', reason: 'Details are right now' }, MAIN)
  const late = await one.submit({ reason: 'The payee is blocked' }, MAIN)
  expect([late.status, late.errors[0]]).toEqual([422, expect.stringMatching(/^Tom Reyes changed this claim at 10am/)])
  expect(late.html('#reason').val() ?? late.html('#reason').text()).toContain('The payee is blocked')
  const ledger = await look(one, `/staff/claims/${items[0]?.id}/ledger`)
  expect(ledger.text).toContain('The school keeps £428.80')
  expect((await look(one, '/staff/claims/ledger')).text).toContain('Paid, less what was taken back')
  await one.get('/staff/claims/ledger/file')
  const file = await one.submit({ reason: 'Year end' }, { form: 'main form[method="post"]' })
  expect(file.text).toContain('claim_reference,school_urn')
})
