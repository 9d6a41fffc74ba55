import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aMemberOfStaff, aPersonAt, aTutorOf } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { events } from '../../claims-events.ts'
import { aClaim, aClaimWindow, aMentor, anIttProvider } from '../../factories.ts'
import { mentorsOfSchool } from '../../mentors/mentors-queries.ts'
import { mentorsRoutes } from '../../routes/mentors-routes.ts'

let app: TestApp
let standing: StandingRecord
let windowId: string
beforeAll(async () => {
  standing = await standingRecord()
  const teachingRecord = standing.record
  app = await testApp({ routes: mentorsRoutes, loadActor, eventDefinitions: events, errorPages, teachingRecord })
  windowId = await aClaimWindow(app.db)
})
afterAll(async () => {
  await app.close()
  standing.close()
})
beforeEach(() => {
  standing.faults.fault = 'none'
})

const MAIN = { form: 'main form' }
const DANIEL = {
  ...{ trn: ' 300 0001\u200b', 'date-of-birth-day': '23', 'date-of-birth-month': 'April' },
  ...{ 'date-of-birth-year': '1985', informed: 'yes' },
}

async function somebodyAt(school: { id: string }, role: 'claims' | 'viewer' = 'claims'): Promise<Browser> {
  const browser = app.newBrowser()
  await app.signInAs((await aPersonAt(app.db, school, { role })).accountId, browser)
  return browser
}
const listOf = ({ id }: { id: string }) => `/organisations/${id}/mentors`
const send = async (browser: Browser, values: Record<string, string>) => {
  const shown = await browser.submit(values, MAIN)
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

describe('one by one', () => {
  test('a mentor is found by number and date of birth, is put on the list once, and nothing of the birth is kept', async () => {
    const school = await aSchool(app.db)
    const browser = await somebodyAt(school)
    expect((await browser.get(listOf(school))).text).toContain('Nobody is on the list yet')
    await browser.click('Add a mentor')
    expect((await send(browser, {})).errors).toEqual([
      'Enter the teacher reference number (TRN)',
      'Enter the date of birth of the mentor',
      'Tell the mentor that you share their details, then confirm it here',
    ])
    const added = await send(browser, DANIEL)
    expect(added.text).toContain('Daniel Reed is on the list')
    expect(added.text).toContain('each has 16 hours left with any provider')
    await browser.click('Add a mentor')
    expect((await send(browser, DANIEL)).errors).toEqual(['Daniel Reed is on your list already'])
    const [mentor] = await mentorsOfSchool(app.db, school.id)
    expect(mentor).toMatchObject({ name: 'Daniel Reed', trn: '3000001' })
    const kept = JSON.stringify(await app.db.selectFrom('audit.events').select('payload').execute())
    expect(kept).toContain('Daniel Reed')
    expect(kept).not.toContain('1985')
  })

  test('a wrong number and a wrong date of birth get the same answer; a number that became another is followed', async () => {
    const school = await aSchool(app.db)
    const browser = await somebodyAt(school)
    await browser.get(`${listOf(school)}/new`)
    const wrongNumber = await send(browser, { ...DANIEL, trn: '9999999' })
    const wrongBirth = await send(browser, { ...DANIEL, 'date-of-birth-day': '22' })
    expect(wrongNumber.status).toBe(422)
    expect(wrongBirth.errors).toEqual(wrongNumber.errors)
    const gone = {
      trn: '3000008',
      'date-of-birth-day': '24',
      'date-of-birth-month': '12',
      'date-of-birth-year': '1965',
    }
    expect((await send(browser, { ...DANIEL, ...gone })).errors[0]).toContain('is not in use any more')
    const old = { trn: '3000006', 'date-of-birth-day': '15', 'date-of-birth-month': '6', 'date-of-birth-year': '1970' }
    expect((await send(browser, { ...DANIEL, ...old })).text).toContain('Morag New is on the list')
    expect((await mentorsOfSchool(app.db, school.id))[0]?.trn).toBe('3000007')
  })

  test('while the teaching record is silent what was typed stays, and sending again adds the mentor', async () => {
    const school = await aSchool(app.db)
    const browser = await somebodyAt(school)
    await browser.get(`${listOf(school)}/new`)
    standing.faults.fault = 'down'
    const waiting = await browser.submit(DANIEL, MAIN)
    expect(waiting.status).toBe(503)
    expect(waiting.text).toContain('What you entered is still here')
    expect(lintPage(waiting.html)).toEqual([])
    standing.faults.fault = 'none'
    expect((await send(browser, {})).text).toContain('Daniel Reed is on the list')
  })

  test('somebody who guesses is stopped, told until when, and keeps what they typed', async () => {
    const school = await aSchool(app.db)
    const browser = await somebodyAt(school)
    await browser.get(`${listOf(school)}/new`)
    for (let guess = 0; guess < 30; guess += 1) {
      const trn = String(8_000_000 + guess)
      expect((await browser.submit({ ...DANIEL, trn }, MAIN)).status).toBe(422)
    }
    const stopped = await browser.submit({ ...DANIEL, trn: '8100000' }, MAIN)
    expect([stopped.status, lintPage(stopped.html)]).toEqual([429, []])
    expect(stopped.errors).toEqual([
      expect.stringMatching(/Try again after \S+ on 2[34] November 2026\. What you entered/),
    ])
    const typed = ['trn', 'date-of-birth-day', 'date-of-birth-month', 'date-of-birth-year'] as const
    const kept = typed.map((name) => stopped.html(`main input[name="${name}"]`).val())
    expect(kept).toEqual(['8100000', '23', 'April', '1985'])
    expect(stopped.html('main input[name=informed]:checked').length).toBe(1)
    app.clock.moveOn({ minutes: 90 })
    expect((await send(browser, DANIEL)).text).toContain('Daniel Reed is on the list')
  })

  test('nobody is taken for somebody else’s account that only gave the number', async () => {
    const school = await aSchool(app.db)
    const { accountId } = await aTutorOf(app.db, await aSchool(app.db))
    const id = '0190f3a4-0000-7000-8000-00000000aaaa'
    await app.db
      .insertInto('directory.people')
      .values({ id, name: 'Not Nadia', trn: '3000009', created_at: app.clock.now() })
      .execute()
    await app.db.updateTable('access.accounts').set({ person_id: id }).where('id', '=', accountId).execute()
    const browser = await somebodyAt(school)
    await browser.get(`${listOf(school)}/new`)
    const nadia = {
      trn: '3000009',
      'date-of-birth-day': '17',
      'date-of-birth-month': '5',
      'date-of-birth-year': '1990',
    }
    expect((await send(browser, { ...DANIEL, ...nadia })).errors[0]).toContain('Contact us')
    expect(await mentorsOfSchool(app.db, school.id)).toEqual([])
  })
})

describe('the list', () => {
  test('says by provider what is used here and elsewhere, what is left, and why it is a refresher', async () => {
    const [school, other] = [await aSchool(app.db), await aSchool(app.db, { name: 'Private Matters School' })]
    const [first, second] = [await anIttProvider(app.db), await anIttProvider(app.db)]
    const mentor = await aMentor(app.db, school)
    const claim = { provider: first, windowId }
    await aClaim(app.db, { ...claim, school, mentors: [{ ...mentor, hours: 10 }] })
    await aClaim(app.db, { ...claim, school: other, mentors: [{ ...mentor, hours: 4 }] })
    await aClaim(app.db, { ...claim, provider: second, school: other, year: 2024, mentors: [mentor], status: 'paid' })
    const browser = await somebodyAt(school, 'viewer')
    const shown = await browser.get(listOf(school))
    expect(lintPage(shown.html)).toEqual([])
    const cells = shown
      .html('table')
      .last()
      .find('tbody tr')
      .toArray()
      .map((row) => shown.html(row).text().replace(/\s+/g, ' ').trim())
    expect(cells.find((row) => row.includes(first.name))).toMatch(/Initial 16 10 4 2$/)
    expect(cells.find((row) => row.includes(second.name))).toMatch(/2024 to 2025 6 0 0 6$/)
    expect(shown.text).not.toContain('Private Matters')
    expect(shown.text).not.toContain('Add a mentor')
    expect((await browser.get(`${listOf(school)}/new`)).status).toBe(403)
    expect((await browser.get(`${listOf(school)}?year=2024`)).text).toContain('Hours of training in 2024 to 2025')
    expect((await browser.get(`${listOf(school)}?year=1999`)).status).toBe(404)
    expect((await (await somebodyAt(other)).get(listOf(school))).status).toBe(404)
  })

  test('has as many queries for forty mentors as for one', async () => {
    const school = await aSchool(app.db)
    const provider = await anIttProvider(app.db)
    const browser = await somebodyAt(school)
    const one = await aMentor(app.db, school)
    await aClaim(app.db, { school, provider, windowId, mentors: [one] })
    const few = await queriesOf(app, () => browser.get(listOf(school)))
    for (let each = 0; each < 40; each += 1) await aMentor(app.db, school, { name: `Mentor ${each}` })
    const many = await queriesOf(app, () => browser.get(listOf(school)))
    expect(many).toBe(few)
    expect(many).toBeLessThanOrEqual(15)
    expect((await browser.get(`${listOf(school)}?page=2`)).html('table').first().find('tbody tr')).toHaveLength(16)
  })

  test('a mentor stays while a claim needs them, and goes after it; staff say why', async () => {
    const school = await aSchool(app.db)
    const provider = await anIttProvider(app.db)
    const [busy, free] = [await aMentor(app.db, school), await aMentor(app.db, school, { name: 'Ola Berg' })]
    const claim = await aClaim(app.db, { school, provider, windowId, mentors: [busy], status: 'draft' })
    const browser = await somebodyAt(school)
    const stuck = await browser.get(`${listOf(school)}/${busy.id}/removal`)
    expect(lintPage(stuck.html)).toEqual([])
    expect(stuck.text).toContain(`Claim ${claim.reference}`)
    await browser.get(`${listOf(school)}/${free.id}/removal`)
    await aClaim(app.db, { school, provider, windowId, mentors: [free], status: 'draft' })
    expect((await browser.submit({}, MAIN)).status).toBe(409)
    await app.db.updateTable('claims.claims').set({ status: 'discarded' }).where('school_id', '=', school.id).execute()
    await browser.get(`${listOf(school)}/${free.id}/removal`)
    expect((await send(browser, {})).text).toContain('not on the list any more')
    const staff = app.newBrowser()
    await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
    await staff.get(`${listOf(school)}/${busy.id}/removal`)
    expect((await send(staff, {})).errors).toEqual(['Enter why you do this for them'])
    await send(staff, { reason: 'The school telephoned' })
    expect(await mentorsOfSchool(app.db, school.id)).toEqual([])
    expect((await browser.get(`${listOf(school)}/${busy.id}/removal`)).status).toBe(404)
  })
})
