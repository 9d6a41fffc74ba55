import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { deliverMail } from '#db/seeds/seed-mail.ts'
import { aContact, aSchool, type SchoolFacts } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser, Shown } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { newestEmailTo } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())
beforeEach(() => app.clock.moveTo('2026-11-23T10:00:00Z'))

const BOUNCES = 'perm-fail@simulator.notify'
const REFUSES = 'temp-fail@simulator.notify'
const LINK_FORM = 'form[action$="/link-request"]'

const deliver = () =>
  deliverMail({ db: app.db, now: app.clock.now(), baseUrl: 'https://training.test', log: () => {} }, app.clock.now())

let count = 0
const schoolWith = (facts: SchoolFacts = {}) => {
  count += 1
  return aSchool(app.db, { contacts: { main: `office${count}@get.example` }, ...facts })
}

/** Somebody asks on the access page, and is at the page of their request. */
async function asked(school: { readonly urn: string }, browser: Browser = app.newBrowser()) {
  await browser.get(`/schools/${school.urn}/access`)
  const shown = await browser.submit({}, { form: LINK_FORM })
  return { browser, shown, at: shown.path.replace(/\/help$/, '') }
}

const linksOf = async (schoolId: string) =>
  app.db
    .selectFrom('access.proofs')
    .select(['address', 'channel', 'link_request_id'])
    .where('organisation_id', '=', schoolId)
    .orderBy('created_at')
    .execute()

const BEGIN = { form: 'form[action="/nominate-induction-tutor"]' }

const good = (shown: Shown) => expect(lintPage(shown.html), `${shown.path}: ${shown.heading}`).toEqual([])

describe('the page of a request', () => {
  test('knows its reference in any case and with what mail programs add, and nothing else', async () => {
    const { at, shown } = await asked(await schoolWith())
    for (const damaged of [at.toUpperCase().replace('/LINK-REQUESTS', '/link-requests'), `${at}.`, `${at}%3E`]) {
      expect((await app.newBrowser().get(damaged)).heading).toBe(shown.heading)
    }
    const reference = at.split('/').at(-1) ?? ''
    const forged = [...reference.slice(1), reference.startsWith('a') ? 'b' : 'a'].join('')
    for (const wrong of [`/link-requests/${forged}`, at.slice(0, -1), '/link-requests/nonsense']) {
      const answer = await app.newBrowser().get(wrong)
      expect([answer.status, answer.heading]).toEqual([404, 'This request cannot be found'])
      good(answer)
    }
  })

  test('ends after ninety days, and nothing can be done with it then', async () => {
    const school = await schoolWith()
    const { browser, at } = await asked(school)
    app.clock.moveOn({ hours: 24 * 90 - 1 })
    await browser.get(at)
    app.clock.moveOn({ hours: 1 })
    await browser.submit({}, { form: 'form[action$="/next-channel"], form[action$="/resend"]' }).catch(() => null)
    expect((await browser.get(at)).heading).toBe('This request cannot be found')
    expect(await linksOf(school.id)).toHaveLength(1)
  })

  test('says when somebody opened it, said no, and was nominated', async () => {
    const school = await schoolWith({ contacts: { main: 'office@told.example' } })
    const { browser, at } = await asked(school)
    const contact = app.newBrowser()
    await contact.get((await newestEmailTo(app.db, 'office@told.example')).path)
    expect((await browser.get(at)).text).toContain('Nobody has opened it yet')
    await contact.submit({}, BEGIN)
    for (const answer of [{ expectation: 'no' }, {}]) await contact.submit(answer, { form: 'main form' })
    const no = await browser.get(at)
    expect(no.text).toContain('Opened at 10am on 23 November 2026')
    expect(no.text).toContain('expects no early career teachers in 2026 to 2027')
    await contact.get('/nominate-induction-tutor')
    await contact.submit({}, BEGIN)
    const answers = [{ expectation: 'yes' }, { name: 'Bo Li' }, { email: 'bo@told.example' }, {}]
    for (const answer of answers) await contact.submit(answer, { form: 'main form' })
    const done = await browser.get(at)
    good(done)
    expect(done.text).toContain('Somebody was nominated at 10am on 23 November 2026')
    expect(done.html('main a[href="/sign-in"]').length).toBe(1)
    expect(done.html('main form').length).toBe(0)
    expect(done.text).not.toContain('Bo Li')
  })

  test('sends again to the same mailbox when five minutes are over, and not before', async () => {
    const school = await schoolWith()
    const { browser, at } = await asked(school)
    expect(browser.page().html('form[action$="/resend"]').length).toBe(0)
    app.clock.moveOn({ minutes: 5 })
    await browser.get(at)
    await browser.submit({}, { form: 'form[action$="/resend"]' })
    expect((await linksOf(school.id)).map(({ channel }) => channel)).toEqual(['main', 'main'])
    expect(browser.page().text).toContain('Sent before')
  })
})

describe('a school that closes meanwhile', () => {
  test('is sent nothing more, and its requester is told why', async () => {
    const school = await schoolWith({ contacts: { main: BOUNCES, alternative: 'head@closes.example' } })
    const { browser, at } = await asked(school)
    await deliver()
    await browser.get(at)
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    const shown = await browser.submit({}, { form: 'form[action$="/next-channel"]' })
    good(shown)
    expect(shown.text).toContain('The school cannot use the service any more')
    expect(shown.html('main form').length).toBe(0)
    expect((await browser.get(`${at}/help`)).path).toBe(at)
    expect(await linksOf(school.id)).toHaveLength(1)
  })
})

test('the page of a request takes few queries, however often the link was sent', async () => {
  const one = await asked(await schoolWith())
  const many = await asked(await schoolWith())
  for (let sent = 0; sent < 5; sent += 1) {
    app.clock.moveOn({ hours: 6 })
    await many.browser.get(many.at)
    await many.browser.submit({}, { form: 'form[action$="/resend"]' })
  }
  const queriesFor = async ({ browser, at }: typeof one) => {
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    await browser.get(at)
    const made = queries.mock.calls.length
    queries.mockRestore()
    return made
  }
  const [few, flat] = [await queriesFor(one), await queriesFor(many)]
  expect(flat).toBe(few)
  expect(few).toBeLessThanOrEqual(15)
})

describe('the next channel', () => {
  test('is the alternative address at once when the main one bounces, then staff', async () => {
    const school = await schoolWith({ contacts: { main: BOUNCES, alternative: REFUSES } })
    const { browser, at } = await asked(school)
    expect(browser.page().html('form[action$="/next-channel"]').length).toBe(0)
    await deliver()
    const bounced = await browser.get(at)
    good(bounced)
    expect(bounced.text).toContain('Address does not exist')
    expect(bounced.html('form[action$="/resend"]').length).toBe(0)
    await browser.submit({}, { form: 'form[action$="/next-channel"]' })
    expect((await linksOf(school.id)).map(({ channel }) => channel)).toEqual(['main', 'alternative'])
    await deliver()
    const refused = await browser.get(at)
    expect(refused.text).toContain('Inbox refused it')
    expect(refused.html(`a[href="${at}/help"]`).length).toBe(1)
  })

  test('cannot be had before its time, whoever posts', async () => {
    const school = await schoolWith({ contacts: { main: 'a@early.example', alternative: 'b@early.example' } })
    const { browser, at } = await asked(school)
    app.clock.moveOn({ minutes: 5 })
    await browser.get(at)
    await browser.submit({}, { form: 'form[action$="/resend"]', action: `${at}/next-channel` })
    const help = await browser.get(`${at}/help`)
    expect(help.path).toBe(at)
    expect((await linksOf(school.id)).map(({ channel }) => channel)).toEqual(['main'])
  })

  test('of a school without any address is staff, and its own address once the register has one', async () => {
    const school = await schoolWith({ contacts: {} })
    const { browser, shown, at } = await asked(school)
    expect(shown.heading).toBe('Ask the support team')
    await aContact(app.db, {
      organisationId: school.id,
      channel: 'main',
      address: 'new@late.example',
      source: 'gias',
    })
    await browser.get(at)
    await browser.submit({}, { form: 'form[action$="/next-channel"]' })
    expect(await linksOf(school.id)).toMatchObject([{ address: 'new@late.example', channel: 'main' }])
  })
})

describe('asking staff', () => {
  const told = { name: 'Bo Li', email: 'bo@help.example', telephone: '', explanation: 'The office is closed' }

  test('keeps what was typed, passes it on once, and confirms it with the address of the page', async () => {
    const { browser, at } = await asked(await schoolWith({ contacts: {} }))
    const wrong = await browser.submit({ ...told, email: 'bo@', name: '' })
    good(wrong)
    expect([wrong.status, wrong.errors]).toEqual([
      422,
      ['Enter your full name', 'Enter an email address in the correct format, like name@example.com'],
    ])
    expect(wrong.html('#explanation').val()).toBe('The office is closed')
    const sent = await browser.submit(told)
    good(sent)
    expect(sent.text).toContain('Our support team has your request')
    expect((await newestEmailTo(app.db, 'bo@help.example')).path).toBe(at)
    expect((await browser.get(`${at}/help`)).path).toBe(at)
  })

  test.each([
    ['an address with a line end', { email: 'bo@help.example\r\nBcc: all@schools.example' }, 422],
    ['an address that ends its header', { email: 'bo@help.example%0aBcc:x@y.example' }, 422],
    ['a name with a line end', { name: 'Bo\r\nBcc: all@schools.example' }, 200],
  ])('puts nothing into the message through %s', async (_, typed, status) => {
    const { browser } = await asked(await schoolWith({ contacts: {} }))
    const shown = await browser.submit({ ...told, ...typed })
    expect(shown.status).toBe(status)
    const messages = await app.db.selectFrom('platform.messages').select(['recipient', 'subject', 'body']).execute()
    for (const { recipient, subject, body } of messages) {
      expect(`${recipient}${subject}`).not.toMatch(/[\r\n]|Bcc/)
      expect(body ?? '').not.toContain('Bcc')
    }
  })
})
