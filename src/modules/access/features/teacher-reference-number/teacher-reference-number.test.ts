import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { personWithTrn } from '#src/modules/directory/public.ts'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { BIRTHDAY, giveNumber as give, NUMBER_PATH, teachersOf } from '#test/teachers.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { newestEmailTo } from '../../factories.ts'
import { personIdOfAccount } from '../../teachers/person-of-account-store.ts'

let app: TestApp
let standing: StandingRecord
let aTeacher: ReturnType<typeof teachersOf>
beforeAll(async () => {
  standing = await standingRecord()
  app = await composedApp({ teachingRecord: standing.record })
  aTeacher = teachersOf(app, standing)
})
afterAll(async () => {
  await app.close()
  standing.close()
})
beforeEach(() => {
  standing.faults.fault = 'none'
})

const PATH = NUMBER_PATH

/** Every place where something that was typed could have been kept. */
async function everythingKept(): Promise<string> {
  const { rows } = await sql<{ kept: string }>`
    select string_agg(row, ' ') as kept from (
      select e::text as row from audit.events e union all select p::text from audit.processes p
      union all select m::text from platform.messages m union all select k::text from platform.idempotency_keys k
      union all select p::text from directory.people p union all select w::text from access.waiting_numbers w
      union all select r::text from platform.rate_limits r union all select p::text from access.proofs p
    ) as all_rows`.execute(app.db)
  return rows[0]?.kept ?? ''
}

describe('giving one’s number', () => {
  test('a number and a date of birth that belong together are confirmed, and its owner is told', async () => {
    const { accountId, address, trn, browser } = await aTeacher()
    const asked = await browser.get(PATH)
    expect(asked.heading).toBe('Your teacher reference number')
    expect(lintPage(asked.html)).toEqual([])
    const shown = await give(browser, ` RP ${trn.slice(0, 2)}/${trn.slice(2)} `, {
      day: '16th',
      month: 'Sept',
      year: '1981',
    })
    expect([shown.status, shown.errors]).toEqual([200, []])
    expect(shown.text).toContain('The teaching record has confirmed your number')
    expect(shown.text).toContain(trn)
    expect(lintPage(shown.html)).toEqual([])
    const person = await personWithTrn(app.db, trn)
    expect(person).toMatchObject({
      recordStatus: 'ok',
      trnConfirmedAt: app.clock.now(),
      lastCheckedAt: app.clock.now(),
    })
    expect(person?.id).toBe(await personIdOfAccount(app.db, accountId))
    expect((await newestEmailTo(app.db, address)).subject).toBe('Your teacher reference number is confirmed')
    expect((await newestEmailTo(app.db, address)).text).not.toContain(trn)
  })

  test('the date of birth is kept nowhere, in no form', async () => {
    const { trn, browser } = await aTeacher()
    await give(browser, trn)
    standing.faults.fault = 'down'
    await give((await aTeacher()).browser, trn)
    expect(await everythingKept()).not.toMatch(/1981|09-16|16 September|date.of.birth/i)
  })

  test('who came from elsewhere goes back there, and only to us', async () => {
    const { trn, browser } = await aTeacher()
    const shown = await give(browser, trn, BIRTHDAY, `${PATH}?return=/npq/registration`)
    expect(shown.html('a:contains("Continue with what you were doing")').attr('href')).toBe('/npq/registration')
    const other = await aTeacher()
    await other.browser.get(`${PATH}?return=https://elsewhere.example`)
    expect(other.browser.page().html('input[name=return]').length).toBe(0)
  })

  test.each([
    ['', { day: '', month: '', year: '' }, ['Enter your teacher reference number (TRN)', 'Enter your date of birth']],
    ['12345', BIRTHDAY, ['Teacher reference number (TRN) must include 7 numbers']],
    ['1234567', { ...BIRTHDAY, day: '31', month: '2' }, ['Date of birth must be a real date']],
    ['1234567', { ...BIRTHDAY, year: '81' }, ['Year must include 4 numbers']],
    ['1234567', { ...BIRTHDAY, year: '2050' }, ['Date of birth must be in the past']],
    ['1234567', { ...BIRTHDAY, year: '1891' }, ['Year of birth must be 1900 or later']],
  ])('%s and %j are put right with a message', async (trn, born, messages) => {
    const { browser } = await aTeacher()
    const shown = await give(browser, trn, born)
    expect([shown.status, shown.errors]).toEqual([422, messages])
    expect(shown.html('#trn').attr('value') ?? '').toBe(trn)
    expect(lintPage(shown.html)).toEqual([])
  })

  test('nobody has the number, or somebody with another birthday: the same answer, with what was typed', async () => {
    const { trn, browser } = await aTeacher()
    const unknown = await give(browser, '9999999')
    const wrong = await give(browser, trn, { ...BIRTHDAY, day: '17' })
    expect([unknown.status, unknown.errors]).toEqual([422, wrong.errors])
    expect(wrong.errors).toEqual(['No teaching record has this number together with this date of birth. Check both'])
    expect(wrong.html('#date-of-birth-day').attr('value')).toBe('17')
    expect(await personWithTrn(app.db, trn)).toBeNull()
  })

  test('a name that differs is explained and stops nobody', async () => {
    const same = await aTeacher('Seán O’Neill-Łukasz')
    expect((await give(same.browser, same.trn)).text).not.toContain('Both can stay as they are')
    const other = await aTeacher('Daniel Reed')
    standing.teachers.splice(-1, 1, {
      ...{
        trn: other.trn,
        firstName: 'Danielle',
        middleName: 'Ann',
        lastName: 'Fox',
        dateOfBirth: '1981-09-16',
        what: '',
      },
    })
    const shown = await give(other.browser, other.trn)
    expect(shown.text).toContain('the teaching record has Danielle Ann Fox. Both can stay as they are')
  })

  test('many guesses are stopped, for an account and for a number', async () => {
    const { browser } = await aTeacher()
    const statuses: number[] = []
    for (let day = 1; day <= 11; day += 1)
      statuses.push((await give(browser, '9999998', { ...BIRTHDAY, day: String(day) })).status)
    expect(statuses.slice(-2)).toEqual([422, 429])
    const [second, third] = [await aTeacher(), await aTeacher()]
    for (let day = 1; day <= 10; day += 1) await give(second.browser, '9999998', { ...BIRTHDAY, day: String(day) })
    expect((await give(third.browser, '9999998')).status).toBe(429)
  })
})

describe('what the teaching record may say besides', () => {
  test('a record that became another is followed, and its owner is told the number', async () => {
    const { trn, browser } = await aTeacher()
    const old = { trn: '4900001', firstName: 'D', middleName: '', lastName: 'R', dateOfBirth: '1981-09-16', what: '' }
    standing.teachers.push({ ...old, became: { mergedInto: trn } })
    const shown = await give(browser, '4900001')
    expect(shown.text).toContain(trn)
    expect((await personWithTrn(app.db, trn))?.trnConfirmedAt).not.toBeNull()
    expect((await browser.get('/account')).text).toContain(
      `4900001 given; the teaching record has merged it into ${trn}`,
    )
  })

  test('records that lead round in a circle are nobody’s', async () => {
    const { browser } = await aTeacher()
    const one = { trn: '4900002', firstName: 'D', middleName: '', lastName: 'R', dateOfBirth: '1981-09-16', what: '' }
    standing.teachers.push(
      { ...one, became: { mergedInto: '4900003' } },
      { ...one, trn: '4900003', became: { mergedInto: '4900002' } },
    )
    expect((await give(browser, '4900002')).errors).toHaveLength(1)
  })

  test('a deactivated record is explained', async () => {
    const { browser } = await aTeacher()
    const shown = await give(browser, '3000008')
    expect([shown.status, shown.heading]).toEqual([200, 'This teaching record is not in use'])
    expect(lintPage(shown.html)).toEqual([])
  })

  test.each(['down', 'slow', 'error', 'busy', 'bad-request', 'refused', 'malformed', 'other-shape'] as const)(
    '%s: the number waits, and nobody sees a broken page',
    async (fault) => {
      const { accountId, trn, browser } = await aTeacher()
      standing.faults.fault = fault
      const shown = await give(browser, trn)
      expect([shown.status, shown.heading]).toEqual([200, 'We will check this and email you'])
      expect(lintPage(shown.html)).toEqual([])
      const waiting = await app.db
        .selectFrom('access.waiting_numbers')
        .select('trn')
        .where('account_id', '=', accountId)
        .execute()
      expect(waiting).toEqual([{ trn }])
    },
  )
})
