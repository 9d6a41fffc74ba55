import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff, aPersonAt } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { historyOf } from '#src/platform/audit/history-queries.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { events } from '../../claims-events.ts'
import { aMentor } from '../../factories.ts'
import { birthdayOfCell, trnOfCell } from '../../mentors/mentor-rules.ts'
import { mentorsOfSchool } from '../../mentors/mentors-queries.ts'
import { mentorsRoutes } from '../../routes/mentors-routes.ts'

let app: TestApp
let standing: StandingRecord
beforeAll(async () => {
  standing = await standingRecord()
  const teachingRecord = standing.record
  app = await testApp({ routes: mentorsRoutes, loadActor, eventDefinitions: events, errorPages, teachingRecord })
})
afterAll(async () => {
  await app.close()
  standing.close()
})
beforeEach(() => {
  standing.faults.fault = 'none'
})

async function school() {
  const made = await aSchool(app.db)
  const browser = app.newBrowser()
  await app.signInAs((await aPersonAt(app.db, made, { role: 'claims' })).accountId, browser)
  return { school: made, browser, path: `/organisations/${made.id}/mentors/file` }
}

async function upload(browser: Browser, path: string, content: string | Buffer) {
  await browser.get(path)
  const shown = await browser.submit({}, { form: 'main form', files: { file: { name: 'mentors.csv', content } } })
  expect(lintPage(shown.html)).toEqual([])
  return shown
}
const decide = async (browser: Browser, values: Record<string, string>) => {
  const shown = await browser.submit(values, { form: 'main form' })
  expect(lintPage(shown.html)).toEqual([])
  return shown
}

test('a file from a spreadsheet is looked at row by row, then adds everybody, and keeps no date of birth', async () => {
  const { school: made, browser, path } = await school()
  const known = await aMentor(app.db, made, { name: 'Here Already' })
  const rows = ['RP 30/00001;31160;x', '300-0003;1991-02-28 00:00:00;', `${known.trn};1.1.1980;`, '3000006;15-Jun-70;']
  const shown = await upload(browser, path, `\uFEFFTRN ;"Date of birth";note\r\n${rows.join('\r\n')}\r\n;;\r\n`)
  expect(shown.heading).toBe('Mentors in mentors.csv')
  for (const words of ['Daniel Reed', 'Amina Yusuf', 'On the list already', '3000007, which 3000006 has become']) {
    expect(shown.text).toContain(words)
  }
  expect((await mentorsOfSchool(app.db, made.id)).length).toBe(1)
  expect((await decide(browser, { decision: 'add' })).errors[0]).toContain('Tell the mentors')
  expect((await decide(browser, { decision: 'add', informed: 'yes' })).text).toContain('Mentors added by the file: 3')
  expect((await mentorsOfSchool(app.db, made.id)).map(({ trn }) => trn).sort()).toEqual(
    ['3000001', '3000003', '3000007', known.trn].sort(),
  )
  const files = await app.db.selectFrom('claims.files').selectAll().where('organisation_id', '=', made.id).execute()
  expect(JSON.stringify(files) + files[0]?.bytes.toString()).not.toMatch(/31160|1991|1985|1970/)
  expect(files.map(({ status }) => status)).toEqual(['applied'])
})

test('every row with a fault is named, wrong numbers and wrong dates alike, and nobody is added', async () => {
  const { school: made, browser, path } = await school()
  const rows = ['3000001,24/04/1985', '9999999,23/04/1985', '12,1/1/1990', '3000003,02/28/1991', '3000010,14/08/1983']
  const again = ['3000010,14/08/1983', '3000008,24/12/1965', '3000009']
  const shown = await upload(browser, path, `date_of_birth,TRN\n${[...rows, ...again].map(turned).join('\n')}\n`)
  const faults = shown
    .html('table')
    .first()
    .find('tbody tr')
    .toArray()
    .map((row) => shown.html(row).text().trim())
  expect(faults).toHaveLength(7)
  expect(faults[0]?.slice(1)).toBe(faults[1]?.slice(1))
  for (const [at, words] of [
    [2, 'must include 7 numbers'],
    [3, 'day in the past'],
    [4, 'same number as line 6'],
    [5, 'not in use any more'],
    [6, '1 cells where the header has 2'],
  ] as const) {
    expect(faults[at]).toContain(words)
  }
  expect(shown.text).not.toContain('Add these mentors')
  const forced = await browser.submit({ decision: 'add', informed: 'yes' }, { form: 'main form' })
  expect(forced.heading).toBe('Mentors in mentors.csv')
  expect(await mentorsOfSchool(app.db, made.id)).toEqual([])
  expect((await decide(browser, { decision: 'discard' })).path).toBe(`/organisations/${made.id}/mentors`)
})

const turned = (row: string) => row.split(',').toReversed().join(',')

test('what cannot be looked at now or is no table keeps nothing, and a file is of its school alone', async () => {
  const { school: made, browser, path } = await school()
  standing.faults.fault = 'down'
  expect((await upload(browser, path, 'trn,date_of_birth\n3000001,23/04/1985')).errors[0]).toContain('does not answer')
  standing.faults.fault = 'none'
  expect((await upload(browser, path, 'trn\n3000001')).errors[0]).toContain('date_of_birth')
  expect((await upload(browser, path, '')).errors).toEqual(['The selected file is empty'])
  const many = Array.from({ length: 31 }, (_, at) => `${8_000_000 + at},1/1/1990`).join('\n')
  expect((await upload(browser, path, `trn,date_of_birth\n${many}`)).errors[0]).toContain('more than 30 rows')
  expect(await app.db.selectFrom('claims.files').select('id').where('organisation_id', '=', made.id).execute()).toEqual(
    [],
  )
  const shown = await upload(browser, path, 'trn,date_of_birth\n3000001,23/04/85')
  expect(shown.text).toContain('Daniel Reed')
  const other = await school()
  expect((await other.browser.get(shown.path)).status).toBe(404)
  expect((await other.browser.get(shown.path.replace(made.id, other.school.id))).status).toBe(404)
})

test('two colleagues who press at once add everybody once', async () => {
  const { school: made, browser, path } = await school()
  const shown = await upload(browser, path, 'trn,date_of_birth\n3000001,23/04/1985\n3000003,28 February 1991')
  const late = app.newBrowser()
  await app.signInAs((await aPersonAt(app.db, made)).accountId, late)
  await late.get(shown.path)
  const press = (one: Browser) => one.submit({ decision: 'add', informed: 'yes' }, { form: 'main form' })
  await Promise.all([press(browser), press(late)])
  expect(await mentorsOfSchool(app.db, made.id)).toHaveLength(2)
  expect((await late.get(shown.path)).text).toContain('These mentors have been added')
})

test.each([
  ['31160', '1985-04-23'],
  ['23/04/85', '1985-04-23'],
  ['23.4.1985', '1985-04-23'],
  ['23 April 1985', '1985-04-23'],
  ['1985-04-23T00:00:00', '1985-04-23'],
  ['04/23/1985', null],
  ['01/01/2030', null],
  ['', null],
])('the date of birth %j is %s', (cell, day) => {
  expect(birthdayOfCell(cell, Temporal.PlainDate.from('2026-11-23'))?.toString() ?? null).toBe(day)
})

test.each([
  ['3000001', '3000001'],
  ['RP30/00001', '3000001'],
  ['trn 300 0001', '3000001'],
  ['123456', '0123456'],
  ['123456.0', '0123456'],
  ['1.2E+06', null],
  ['30000011', null],
  ['abc', null],
])('the number %j is %s', (cell, trn) => {
  expect(trnOfCell(cell)).toBe(trn)
})

test('support adds them for a school only with the reason, which stays in its history', async () => {
  const { school: made, path } = await school()
  const staff = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
  await upload(staff, path, 'trn,date_of_birth\n3000001,23/04/1985\n')
  const unsaid = await decide(staff, { informed: 'yes', decision: 'add' })
  expect([unsaid.status, unsaid.errors]).toEqual([422, ['Enter why you do this for them']])
  expect(await mentorsOfSchool(app.db, made.id)).toHaveLength(0)
  await decide(staff, { informed: 'yes', decision: 'add', reason: 'The office telephoned' })
  expect(await mentorsOfSchool(app.db, made.id)).toHaveLength(1)
  const [entry] = await historyOf(app.db, events, { subject: { kind: 'school', id: made.id } })
  expect(entry?.reason).toBe('The office telephoned')
})
