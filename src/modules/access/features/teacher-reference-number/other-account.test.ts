import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { giveNumber as give, NUMBER_PATH, teachersOf } from '#test/teachers.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { newestEmailTo } from '../../factories.ts'
import { aNumberOf, aPersonOf } from '../../teachers/factories.ts'

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

const PATH = NUMBER_PATH

describe('a number that is taken', () => {
  /** The second account of a teacher whose first has the number. */
  async function twoAccounts() {
    const first = await aTeacher()
    await aNumberOf(app.db, await aPersonOf(app.db, first.accountId), first.trn)
    const second = await aTeacher()
    return { first, second, shown: await give(second.browser, first.trn) }
  }

  const accountsWith = async (trn: string) =>
    (
      await sql<{ id: string }>`select account.id from access.accounts account
        join directory.people person on person.id = account.person_id where person.trn = ${trn}`.execute(app.db)
    ).rows.map(({ id }) => id)

  test('its owner proves the other mailbox and has one account, without a name or a whole address being shown', async () => {
    const { first, second, shown } = await twoAccounts()
    expect(shown.heading).toBe('Another account has this number')
    expect(lintPage(shown.html)).toEqual([])
    expect(shown.html.html()).not.toContain(first.address)
    const sent = await second.browser.submit({}, { form: 'form[action$="/link"]' })
    expect(sent.text).toContain('What became of it')
    expect(sent.html.html()).not.toContain(first.address)
    const { path, subject } = await newestEmailTo(app.db, first.address)
    expect(subject).toMatch(/^Is this also your account/)
    const confirm = await second.browser.get(path)
    expect([confirm.path, confirm.heading]).toEqual([`${PATH}/confirmation`, 'Make one account of your two?'])
    expect(lintPage(confirm.html)).toEqual([])
    const done = await second.browser.submit({}, { form: `form[action="${PATH}/confirmation"]` })
    expect(done.text).toContain('Your two accounts are now one')
    expect(await accountsWith(first.trn)).toEqual([first.accountId])
    const addresses = await app.db
      .selectFrom('access.addresses')
      .select('account_id')
      .where('address', '=', second.address)
      .execute()
    expect(addresses).toEqual([{ account_id: first.accountId }])
    expect((await second.browser.get('/account')).status).toBe(200)
  })

  test('a link alone merges nothing: neither for the reader of the mailbox, nor for a third, nor twice', async () => {
    const { first, second } = await twoAccounts()
    await second.browser.submit({}, { form: 'form[action$="/link"]' })
    const { path } = await newestEmailTo(app.db, first.address)
    for (const { browser } of [first, await aTeacher()]) {
      expect((await browser.get(path)).heading).toBe('This link is for another account')
      const forced = await browser.submit(
        {},
        { form: 'form[action="/sign-out"]', action: `${PATH}/confirmation`, follow: false },
      )
      expect(forced.status).toBe(422)
    }
    const stranger = app.newBrowser()
    expect((await stranger.get(path)).path).toMatch(/^\/sign-in/)
    await second.browser.get(path)
    const cookies = new Map(second.browser.cookies)
    await second.browser.submit({}, { form: `form[action="${PATH}/confirmation"]` })
    expect(await accountsWith(first.trn)).toEqual([first.accountId])
    const again = app.newBrowser()
    for (const [name, value] of cookies) again.cookies.set(name, value)
    await app.signInAs(first.accountId, again)
    expect((await again.get(`${PATH}/confirmation`)).heading).toBe('This link does not work')
  })

  test('whoever does not read that mailbox asks staff, once', async () => {
    const { second } = await twoAccounts()
    const asked = await second.browser.submit({}, { form: 'form[action$="/staff"]' })
    expect(asked.text).toContain('You have asked the support team')
    const requests = await app.db
      .selectFrom('access.merge_requests')
      .select('status')
      .where('account_id', '=', second.accountId)
      .execute()
    expect(requests).toEqual([{ status: 'with-staff' }])
  })

  test('without having proved the number there is nothing to ask', async () => {
    const { browser } = await aTeacher()
    expect((await browser.get(`${PATH}/other-account`)).path).toBe(PATH)
    await browser.get('/account')
    for (const to of ['link', 'staff']) {
      const shown = await browser.submit(
        {},
        { form: 'form[action="/sign-out"]', action: `${PATH}/other-account/${to}` },
      )
      expect(shown.path).toBe(PATH)
      await browser.get('/account')
    }
  })

  test('of two accounts that give one number at the same moment one has it', async () => {
    const [one, two] = [await aTeacher(), await aTeacher()]
    const shown = await Promise.all([give(one.browser, one.trn), give(two.browser, one.trn)])
    expect(shown.map(({ status }) => status)).toEqual([200, 200])
    expect(shown.map(({ heading }) => heading).sort()).toEqual([
      'Another account has this number',
      'Your teacher reference number',
    ])
    expect(await accountsWith(one.trn)).toHaveLength(1)
  })
})
