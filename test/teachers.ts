import { aPersonAt } from '#src/modules/access/factories.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import type { TestApp } from './app.ts'
import type { Browser } from './browser.ts'
import type { StandingRecord } from './teaching-record.ts'

export const NUMBER_PATH = '/account/teacher-reference-number'
export const BIRTHDAY = { day: '16', month: '9', year: '1981' }

/** Teachers with a verified mailbox, signed in, whom the local teaching record knows, all born on one day. */
export function teachersOf(app: TestApp, standing: StandingRecord) {
  let people = 0
  return async function aTeacher(name = 'Daniel Reed') {
    people += 1
    const { accountId, address } = await aPersonAt(app.db, await aSchool(app.db), { name })
    const verified = { verified_at: app.clock.now() }
    await app.db.updateTable('access.addresses').set(verified).where('account_id', '=', accountId).execute()
    const trn = String(4_000_000 + people)
    const [firstName = '', ...rest] = name.split(' ')
    const facts = { trn, firstName, middleName: '', lastName: rest.join(' '), dateOfBirth: '1981-09-16', what: '' }
    standing.teachers.push(facts)
    const browser = app.newBrowser()
    await app.signInAs(accountId, browser)
    return { accountId, address, trn, browser }
  }
}

/** Gives a number and a date of birth on the page that asks for them. */
export async function giveNumber(browser: Browser, trn: string, { day, month, year } = BIRTHDAY, path = NUMBER_PATH) {
  await browser.get(path)
  const filled = { trn, 'date-of-birth-day': day, 'date-of-birth-month': month, 'date-of-birth-year': year }
  return browser.submit(filled, { form: `form[action="${NUMBER_PATH}"]` })
}
