import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { personById } from '#src/modules/directory/public.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { aMemberOfStaff, aPersonAt, newestEmailTo } from '../../factories.ts'
import { openRequestOf } from '../../merges/merge-requests-queries.ts'
import { handToStaff, noteSameNumber } from '../../merges/merge-requests-store.ts'
import { aNumberOf, aPersonOf } from '../../teachers/factories.ts'

let app: TestApp
let standing: StandingRecord
beforeAll(async () => {
  standing = await standingRecord()
  app = await composedApp({ teachingRecord: standing.record })
  await app.signInAs((await aMemberOfStaff(app.db)).accountId)
})
afterAll(async () => {
  await app.close()
  standing.close()
})

const MAIN = { form: 'main form[method=post]' }
const OLD = { firstName: 'O', middleName: '', lastName: 'Old', dateOfBirth: '1970-06-15', what: '' }
const REASON = { reason: 'Both addresses are hers, she rang from the school' }

let pairs = 0
async function two() {
  pairs += 1
  const school = await aSchool(app.db, { name: `Merge School ${pairs}` })
  const keep = await aPersonAt(app.db, school, { name: `Kept Keeper${pairs}` })
  const gone = await aPersonAt(app.db, school, { name: `Gone Goner${pairs}`, role: 'viewer' })
  await app.db
    .updateTable('access.addresses')
    .set({ verified_at: app.clock.now() })
    .where('account_id', 'in', [keep.accountId, gone.accountId])
    .execute()
  return { keep, gone, school: `Merge School ${pairs}`, path: `/people/${keep.accountId}/merge` }
}

/** What somebody has asked of staff about two accounts with one number. */
const askedOfStaff = (accountId: string, otherAccountId: string) =>
  app.db.transaction().execute(async (tx) => {
    await noteSameNumber(tx, { accountId, otherAccountId, now: app.clock.now() })
    await handToStaff(tx, (await openRequestOf(tx, accountId))?.id ?? '')
  })

describe('merging on the pages of staff', () => {
  test('from the person: found, looked at side by side, merged with a reason, undone', async () => {
    const { keep, gone, school, path } = await two()
    await app.get(`/people/${keep.accountId}`)
    const find = await app.click('Merge with another person')
    expect(lintPage(find.html)).toEqual([])
    const found = await app.get(`${path}?q=${encodeURIComponent(gone.name)}`)
    expect(lintPage(found.html)).toEqual([])
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    const preview = await app.click(gone.name)
    expect(queries.mock.calls.length).toBeLessThanOrEqual(15)
    queries.mockRestore()
    expect(preview.heading).toBe(`Merge ${gone.name} into ${keep.name}`)
    expect(lintPage(preview.html)).toEqual([])
    expect(preview.html('table').text()).toContain(`Viewer at ${school}`)
    expect(preview.html('table').text()).toContain(gone.address)
    const missing = await app.submit({ reason: '' }, MAIN)
    expect([missing.status, missing.errors]).toEqual([422, ['Enter why you are doing this']])
    expect(lintPage(missing.html)).toEqual([])
    const done = await app.submit(REASON, MAIN)
    expect(done.heading).toBe(`${gone.name} is now part of ${keep.name}`)
    expect(lintPage(done.html)).toEqual([])
    expect((await newestEmailTo(app.db, gone.address)).subject).toMatch(/are now one$/)
    for (const { accountId } of [keep, gone]) {
      const shown = await app.get(`/people/${accountId}`)
      expect(shown.text).toContain(`The account of ${gone.name} became part of the account of ${keep.name}, by staff`)
      expect(shown.text).toContain(REASON.reason)
      expect(lintPage(shown.html)).toEqual([])
    }
    expect(app.page().text).not.toContain('Enable the account')
    await app.click(`See or undo the merge of ${gone.name} and ${keep.name}`)
    const asks = await app.click('take the two accounts apart again')
    expect(lintPage(asks.html)).toEqual([])
    const undone = await app.submit(REASON, MAIN)
    expect(undone.heading).toBe(`${gone.name} and ${keep.name} are separate again`)
    expect((await app.get(`/people/${gone.accountId}`)).text).toContain('taken out of the account of')
  })

  test('the other one can be kept instead', async () => {
    const { keep, gone, path } = await two()
    await app.get(`${path}/${gone.accountId}`)
    const turned = await app.click(`Keep the account of ${gone.name} instead`)
    expect(turned.heading).toBe(`Merge ${keep.name} into ${gone.name}`)
  })

  test('a second who comes too late is told who was first and when', async () => {
    const { keep, gone, path } = await two()
    const second = app.newBrowser()
    await app.signInAs((await aMemberOfStaff(app.db, { name: 'Rosa Lind' })).accountId, second)
    await second.get(`/people/${gone.accountId}/merge/${keep.accountId}`)
    await app.get(`${path}/${gone.accountId}`)
    await app.submit(REASON, MAIN)
    const late = await second.submit(REASON, MAIN)
    expect(late.status).toBe(422)
    expect(late.text).toContain(
      `${gone.name} became part of the account of ${keep.name} at 10am on 23 November 2026, by Sam Ortiz`,
    )
    expect(lintPage(late.html)).toEqual([])
  })

  test('two numbers: said what to do first; when the teaching record has merged them, it can be done', async () => {
    const { keep, gone, path } = await two()
    await aNumberOf(app.db, await aPersonOf(app.db, keep.accountId), '3000007')
    const person = await aPersonOf(app.db, gone.accountId)
    await aNumberOf(app.db, person, '3000006')
    const stopped = await app.get(`${path}/${gone.accountId}`)
    expect(stopped.text).toContain('These two cannot be merged as they stand')
    expect(stopped.html(MAIN.form).length).toBe(0)
    expect(lintPage(stopped.html)).toEqual([])
    await app.get(`/people/${gone.accountId}`)
    const asks = await app.click('Check again the number')
    expect(lintPage(asks.html)).toEqual([])
    standing.faults.fault = 'down'
    expect((await app.submit(REASON, MAIN)).text).toContain('The teaching record does not answer at the moment')
    standing.faults.fault = 'none'
    const checked = await app.submit(REASON, MAIN)
    expect(checked.text).toContain('It was taken off')
    expect(await personById(app.db, person)).toMatchObject({ trn: null, recordStatus: 'merged' })
    await app.get(`${path}/${gone.accountId}`)
    expect((await app.submit(REASON, MAIN)).heading).toBe(`${gone.name} is now part of ${keep.name}`)
  })

  test('a number whose record became another follows it, and a deactivated one is noted', async () => {
    const { keep, gone } = await two()
    const [one, other] = [await aPersonOf(app.db, keep.accountId), await aPersonOf(app.db, gone.accountId)]
    standing.teachers.push({ ...OLD, trn: '4950001', became: { mergedInto: '4950002' } })
    await aNumberOf(app.db, one, '4950001')
    await aNumberOf(app.db, other, '3000008')
    for (const { accountId } of [keep, gone]) {
      await app.get(`/people/${accountId}/teacher-reference-number`)
      await app.submit(REASON, MAIN)
    }
    expect(await personById(app.db, one)).toMatchObject({ trn: '4950002', recordStatus: 'ok' })
    expect(await personById(app.db, other)).toMatchObject({ trn: '3000008', recordStatus: 'deactivated' })
  })

  test('what an owner asks waits in the list of staff until it is merged or refused', async () => {
    const merged = await two()
    await askedOfStaff(merged.gone.accountId, merged.keep.accountId)
    const refused = await two()
    await askedOfStaff(refused.gone.accountId, refused.keep.accountId)
    const list = await app.get('/staff/access-requests?kind=merge')
    expect(list.html('tbody tr').length).toBe(2)
    expect(lintPage(list.html)).toEqual([])
    await app.click(`Two accounts with one teacher reference number (${merged.gone.name})`)
    await app.submit(REASON, MAIN)
    await app.get(refused.path)
    expect(app.page().text).toContain('Gave the same teacher reference number')
    await app.click(refused.gone.name)
    const asks = await app.click('They are two people: leave them apart')
    expect(lintPage(asks.html)).toEqual([])
    expect((await app.submit(REASON, MAIN)).path).toBe('/staff/access-requests')
    expect((await app.get('/staff/access-requests?kind=merge')).text).toContain('Nothing waits for you')
  })

  test('others find nothing, and staff are not merged', async () => {
    const { keep, gone, path } = await two()
    const other = app.newBrowser()
    await app.signInAs(keep.accountId, other)
    for (const address of [path, `${path}/${gone.accountId}`]) expect((await other.get(address)).status).toBe(404)
    const { accountId } = await aMemberOfStaff(app.db)
    expect((await app.get(`${path}/${accountId}`)).status).toBe(403)
    expect((await app.get(`${path}/${keep.accountId}`)).status).toBe(404)
  })
})
