import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { cohortRecord } from '../../cohorts/cohort-records-queries.ts'
import { aRegistration } from '../../factories.ts'
import { events } from '../../npq-events.ts'
import { policyRoutes } from '../../routes/policy-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: policyRoutes, loadActor, eventDefinitions: events })
  const staff = await aMemberOfStaff(app.db, { name: 'Devika Chowdhury', powers: ['manage-reference-data'] })
  await app.signInAs(staff.accountId)
})
afterAll(() => app.close())

const COHORTS = '/staff/npq/cohorts'
const MAIN = { form: 'main form' }
const onDay = (field: string, day: string) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${field}-day`]: date, [`${field}-month`]: month, [`${field}-year`]: year }
}
const days = (opensOn: string, closesOn: string, startsOn: string) => ({
  ...{ ...onDay('opensOn', opensOn), ...onDay('closesOn', closesOn), ...onDay('startsOn', startsOn) },
})
const SPRING = {
  ...{ identifier: '2027a', name: 'Spring 2027', hint: '', funding: 'capped', source: 'Letter of 20 November 2026' },
  ...days('2027-01-10', '2027-05-31', '2027-02-01'),
}
const whole = () => expect(lintPage(app.page().html)).toEqual([])

describe('the list', () => {
  test('names every cohort with its days, standing and registrations', async () => {
    await aRegistration(app.db)
    await app.get(COHORTS)
    whole()
    const rows = app
      .page()
      .html('tbody tr')
      .toArray()
      .map((row) => app.page().html(row).text().replace(/\s+/g, ' ').trim())
    expect(rows[0]).toBe('Autumn 2026 2026b 1 June 2026 to 8 January 2027 1 October 2026 Open 1')
    expect(rows).toHaveLength(3)
  })
})

describe('a new cohort', () => {
  test('says what to put right and keeps what was typed', async () => {
    await app.get(`${COHORTS}/new`)
    whole()
    const empty = await app.submit({}, MAIN)
    whole()
    expect([empty.status, empty.errors]).toEqual([
      422,
      [
        ...['Enter the identifier', 'Enter the name', 'Select how it is funded', 'Enter the first day of registration'],
        ...['Enter the last day of registration', 'Enter the first day of courses'],
        'Enter where this was decided or published',
      ],
    ])
    const wrong = await app.submit({ ...SPRING, identifier: 'Spring' }, MAIN)
    expect(wrong.errors).toEqual(['Identifier must be a year and a letter from a to c, such as 2027a'])
    expect(wrong.html('#name').attr('value')).toBe('Spring 2027')
  })

  test.each([
    ['an identifier that exists', { identifier: '2026b' }, 'Enter another identifier: Autumn 2026 has this one'],
    ['a name that exists', { name: 'Spring 2026' }, 'Enter another name: there is a cohort with this one'],
    ['the start of another', onDay('startsOn', '2026-10-01'), 'First day of courses must be the same as or after'],
    ['a period of the same letter', onDay('opensOn', '2027-01-08'), 'not be open together with that of Spring 2026'],
    [
      'a period in the past',
      onDay('opensOn', '2026-11-22'),
      'First day of registration must be today or in the future',
    ],
  ])('is refused with %s', async (_what, given, told) => {
    await app.get(`${COHORTS}/new`)
    const refused = await app.submit({ ...SPRING, ...given }, MAIN)
    expect(refused.status).toBe(422)
    expect(refused.errors.join()).toContain(told)
    whole()
    expect(await cohortRecord(app.db, '2027a')).toBeNull()
  })

  test('is shown with what is missing, and takes over schedules', async () => {
    await app.get(`${COHORTS}/new`)
    await app.submit(SPRING, MAIN)
    expect([app.page().path, app.page().heading]).toEqual([`${COHORTS}/2027a`, 'Spring 2027'])
    whole()
    expect(app.page().text).toContain('Opens later')
    expect(app.page().text).toContain('Rules of funding that are in force')
    await app.click('Schedules to accept people on')
    whole()
    expect(app.page().html('input[name=from]:checked').attr('value')).toBe('2026a')
    await app.submit({ from: '2026a' }, MAIN)
    whole()
    expect(app.page().text).toContain('1 January 2027 to 31 May 2027')
    expect(app.page().text).toContain('4 schedules copied from Spring 2026')
    expect((await app.get(`${COHORTS}/2027a/copy-schedules`)).path).toBe(`${COHORTS}/2027a`)
  })
})

describe('a schedule', () => {
  const SCHEDULE = `${COHORTS}/2027a/schedules/npq-ehco-march`
  test('is changed with a reason while nobody is on it', async () => {
    await app.get(SCHEDULE)
    whole()
    const overlapping = await app.submit({ ...onDay('appliesTo', '2027-06-01'), reason: 'Moved' }, MAIN)
    expect(overlapping.errors).toEqual([
      'Days must not be those of NPQ EHCO June, which is for the same kind of course',
    ])
    await app.submit({ ...onDay('appliesTo', '2027-05-20'), reason: 'Moved' }, MAIN)
    whole()
    expect(app.page().text).toContain('1 February 2027 to 20 May 2027')
    expect(app.page().text).toContain('Reason: Moved')
  })

  test('is removed with a reason', async () => {
    await app.get(`${SCHEDULE}/removal`)
    whole()
    expect((await app.submit({}, MAIN)).errors).toEqual(['Enter the reason'])
    await app.submit({ reason: 'Not needed' }, MAIN)
    expect(app.page().text).toContain('Schedule NPQ EHCO March (npq-ehco-march) removed')
    expect((await app.get(SCHEDULE)).status).toBe(404)
  })

  test('stays once somebody trains on it, and the database says so too', async () => {
    const used = `${COHORTS}/2026b/schedules/npq-ehco-november`
    await app.get(used)
    const reason = { ...onDay('appliesTo', '2026-11-29'), reason: 'Late' }
    await aRegistration(app.db, { course: 'npq-early-headship-coaching-offer', status: 'accepted' })
    expect((await app.submit(reason, MAIN)).path).toBe(`${COHORTS}/2026b`)
    expect((await app.get(used)).path).toBe(`${COHORTS}/2026b`)
    const row = app.db.updateTable('npq.schedules').set({ name: 'x' }).where('identifier', '=', 'npq-ehco-november')
    await expect(row.where('cohort', '=', '2026b').execute()).rejects.toThrow('is used')
  })
})

describe('the days of a cohort', () => {
  const DATES = `${COHORTS}/2026b/dates`
  test('of a period that has begun: not its first day, earlier or later its last', async () => {
    await app.get(DATES)
    whole()
    const moved = await app.submit({ ...onDay('opensOn', '2026-06-02'), reason: 'Late' }, MAIN)
    expect(moved.errors).toEqual(['Registration has begun, so its first day cannot be changed'])
    whole()
    expect((await app.submit({ reason: 'Nothing', ...onDay('opensOn', '2026-06-01') }, MAIN)).errors).toEqual([
      'Change something, or go back',
    ])
    await app.submit(
      { ...onDay('closesOn', '2026-12-18'), hint: 'Ends before the holidays', reason: 'Places are gone' },
      MAIN,
    )
    whole()
    expect(app.page().text).toContain('last day of registration from 8 January 2027 to 18 December 2026')
    expect(app.page().text).toContain('Reason: Places are gone')
    expect((await cohortRecord(app.db, '2026b'))?.hint).toBe('Ends before the holidays')
  })

  test('changed meanwhile: the page says who changed what and why', async () => {
    await app.get(DATES)
    const other = app.newBrowser()
    const { accountId } = await aMemberOfStaff(app.db, { name: 'Other Officer', powers: ['manage-reference-data'] })
    await app.signInAs(accountId, other)
    await other.get(DATES)
    await other.submit({ ...onDay('closesOn', '2026-12-20'), reason: 'Two days more' }, MAIN)
    const conflict = await app.submit({ ...onDay('closesOn', '2026-12-21'), reason: 'Three' }, MAIN)
    expect([conflict.status, conflict.heading]).toEqual([409, 'Somebody changed this cohort meanwhile'])
    whole()
    expect(conflict.text).toContain('last day of registration from 18 December 2026 to 20 December 2026')
    expect(conflict.text).toContain('by Other Officer')
    expect(conflict.text).toContain('Reason: Two days more')
    expect(conflict.text).not.toContain('Places are gone')
    await app.click('Open the form again')
    expect(app.page().html('#closesOn-day').attr('value')).toBe('20')
  })

  test('cannot leave out who registered, whoever writes them', async () => {
    const outside = sql`update npq.cohorts set registration = '[2026-06-01,2026-11-01)' where identifier = '2026b'`
    await expect(outside.execute(app.ownerDb)).rejects.toThrow('would fall outside')
    const overlap = sql`update npq.cohorts set registration = '[2026-06-01,2027-12-31)' where identifier = '2027a'`
    await expect(overlap.execute(app.ownerDb)).rejects.toThrow(/cohorts_/)
  })
})

test('a page of a cohort takes few queries', async () => {
  expect(await queriesOf(app, () => app.get(`${COHORTS}/2026b`))).toBeLessThanOrEqual(15)
})

test('support staff look and change nothing; others find nothing', async () => {
  const browser = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db, { powers: ['support'] })).accountId, browser)
  const shown = await browser.get(`${COHORTS}/2026b`)
  expect([shown.status, shown.html('main a[href$="/dates"]').length]).toEqual([200, 0])
  expect((await browser.get(`${COHORTS}/2026b/dates`)).status).toBe(404)
  expect((await browser.get(`${COHORTS}/new`)).status).toBe(404)
  expect((await app.get(`${COHORTS}/2031c`)).status).toBe(404)
  expect((await app.newBrowser().get(COHORTS)).path).toContain('sign-in')
})
