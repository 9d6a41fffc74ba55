import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Shown } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, newestEmailTo } from '../../factories.ts'
import { linkRequestsWithStaff } from '../../link-requests/link-requests-queries.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())
beforeEach(() => app.clock.moveTo('2026-11-23T10:00:00Z'))

const BEGIN = { form: 'form[action="/nominate-induction-tutor"]' }

const good = (shown: Shown) => expect(lintPage(shown.html), `${shown.path}: ${shown.heading}`).toEqual([])

let count = 0

/** A school that cannot be reached, somebody who asked staff, and an agent at the page of the request. */
async function aRequestWithStaff() {
  count += 1
  const school = await aSchool(app.db, { name: 'Hill School', contacts: {} })
  const requester = app.newBrowser()
  await requester.get(`/schools/${school.urn}/access`)
  await requester.submit({}, { form: 'form[action$="/link-request"]' })
  const address = `bo${count}@asks.example`
  const asked = await requester.submit({ name: 'Bo Li', email: address, explanation: 'Nobody answers' })
  const waiting = await linkRequestsWithStaff(app.db)
  const id = waiting.find(({ organisationId }) => organisationId === school.id)?.id ?? ''
  return { school, requester, address, id, at: asked.path, agent: await agentAt(`/staff/link-requests/${id}`) }
}

async function agentAt(path: string, powers: readonly ('support' | 'operate')[] = ['support']) {
  const staff = await aMemberOfStaff(app.db, { powers, now: app.clock.now() })
  const browser = app.newBrowser()
  await app.signInAs(staff.accountId, browser)
  await browser.get(path)
  return browser
}

const ANSWER = { form: 'form[action$="/answer"]' }
const TAKE_BACK = { form: 'form[action$="/take-back"]' }
const CHECK = { check: 'telephone', note: 'Called the office; Mrs Ng, business manager, confirmed' }

const emailsTo = async (address: string) =>
  (await developmentEmails(app.db)).filter(({ to }) => to === address).map(({ subject }) => subject)

describe('the page of a request', () => {
  test('shows support staff who asks, what the register says and what was tried', async () => {
    const { agent, address } = await aRequestWithStaff()
    good(agent.page())
    expect(agent.page().heading).toBe('Request for the link of Hill School')
    for (const fact of ['Bo Li', address, 'Nobody answers', 'Telephone in GIAS', 'the school has no email address'])
      expect(agent.page().text).toContain(fact)
  })

  test('takes few queries', async () => {
    const { agent } = await aRequestWithStaff()
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    await agent.get(agent.page().path)
    const made = queries.mock.calls.length
    queries.mockRestore()
    expect(made).toBeLessThanOrEqual(15)
  })

  test('is for support staff alone', async () => {
    const { id } = await aRequestWithStaff()
    const path = `/staff/link-requests/${id}`
    expect((await agentAt(path, ['operate'])).page().status).toBe(404)
    expect((await app.newBrowser().get(path)).path).toContain('/staff-sign-in?return=')
    const missing = '/staff/link-requests/0190f3a4-0000-7000-8000-000000000001'
    expect((await agentAt(missing)).page().status).toBe(404)
  })
})

describe('a link to a checked address', () => {
  test('needs the check, goes out with it, and the requester and the address can go on', async () => {
    const { agent, school, requester, address, at } = await aRequestWithStaff()
    const wrong = await agent.submit({ outcome: 'link', address: 'head@' }, ANSWER)
    good(wrong)
    expect(wrong.errors).toEqual([
      'Select how you checked with the school',
      'Enter who you spoke to and what they said',
      'Enter an email address in the correct format, like name@example.com',
    ])
    expect(wrong.html('#address').val()).toBe('head@')
    const done = await agent.submit({ ...CHECK, outcome: 'link', address: `ng${count}@hill.example` }, ANSWER)
    good(done)
    expect(done.text).toContain('Staff called the telephone number in Get Information about Schools: Called the office')
    expect(done.text).toContain('by Sam Ortiz')
    expect((await requester.get(at)).text).toContain(`n•••${count}@hill.example`)
    expect(await emailsTo(address)).toEqual(['Our answer about Hill School', 'We have your request about Hill School'])
    const contact = app.newBrowser()
    await contact.get((await newestEmailTo(app.db, `ng${count}@hill.example`)).path)
    await contact.submit({}, BEGIN)
    const answers = [{ expectation: 'yes' }, { name: 'Mai Ng' }, { email: 'mai@hill.example' }, {}]
    for (const answer of answers) await contact.submit(answer, { form: 'main form' })
    expect(await membersOf(app.db, school.id)).toMatchObject([{ name: 'Mai Ng', role: 'induction-tutor' }])
    expect((await requester.get(at)).text).toContain('Somebody was nominated at')
    expect((await agent.get(done.path)).html('form[action$="/take-back"]').length).toBe(0)
  })

  test('of two agents at once one wins, and the other sees who', async () => {
    const { agent, id, school } = await aRequestWithStaff()
    const other = await agentAt(`/staff/link-requests/${id}`)
    await Promise.all(
      [agent, other].map((browser, at) =>
        browser.submit({ ...CHECK, outcome: 'link', address: `two${at}@hill.example` }, ANSWER),
      ),
    )
    const sent = await app.db
      .selectFrom('access.proofs')
      .select('id')
      .where('organisation_id', '=', school.id)
      .execute()
    expect(sent).toHaveLength(1)
    for (const browser of [agent, other]) expect(browser.page().text).toContain('by Sam Ortiz')
  })

  test('taken back stops working, and staff have the request again', async () => {
    const { agent } = await aRequestWithStaff()
    const address = `gone${count}@hill.example`
    await agent.submit({ ...CHECK, outcome: 'link', address }, ANSWER)
    const { path } = await newestEmailTo(app.db, address)
    expect((await agent.submit({ reason: '' }, TAKE_BACK)).errors).toEqual(['Enter a reason'])
    const again = await agent.submit({ reason: 'Wrong person' }, TAKE_BACK)
    expect(again.html(ANSWER.form).length).toBe(1)
    expect(again.text).toContain('what was sent no longer works')
    expect((await app.newBrowser().get(path)).heading).toBe('This link no longer works')
  })
})

test('a refusal tells the requester why and leaves them a way on', async () => {
  const { agent, requester, address, at } = await aRequestWithStaff()
  expect((await agent.submit({ outcome: 'refuse', reason: '' }, ANSWER)).errors).toEqual(['Enter a reason'])
  await agent.submit({ outcome: 'refuse', reason: 'The school does not know you' }, ANSWER)
  const told = await requester.get(at)
  good(told)
  expect(told.text).toContain('The school does not know you')
  expect(told.html(`a[href="${at}/help"]`).length).toBe(1)
  expect((await newestEmailTo(app.db, address)).text).toContain('The school does not know you')
})

describe('a letter', () => {
  async function aLetter() {
    const given = await aRequestWithStaff()
    const letter = await given.agent.submit({ ...CHECK, outcome: 'letter' }, ANSWER)
    const code = letter.html('main strong').last().text()
    return { ...given, letter, code, page: `/schools/${given.school.urn}/letter` }
  }

  test('is printed with a code that is kept nowhere and leads into the nomination', async () => {
    const { letter, code, page, school, requester, at } = await aLetter()
    good(letter)
    expect(letter.text).toContain(`https://training.test${page}`)
    expect(letter.text).toContain('until 14 December 2026')
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const kept = await app.db.selectFrom('access.proofs').selectAll().where('channel', '=', 'letter').execute()
    const events = await app.db.selectFrom('audit.events').select('payload').execute()
    const answers = await app.db.selectFrom('platform.idempotency_keys').select('value').execute()
    expect(JSON.stringify([kept, events, answers])).not.toContain(code.replace('-', ''))
    expect((await requester.get(at)).text).toContain('they sent the headteacher a letter with a code')
    const head = app.newBrowser()
    await head.get(page)
    const entered = await head.submit({ code: code.toLowerCase().replace('-', ' ') }, { form: 'main form' })
    expect(entered.heading).toBe('Nominate the induction tutor of Hill School')
    await head.submit({}, BEGIN)
    for (const answer of [{ expectation: 'yes' }, { name: 'Ade Ola' }, { email: `ade${count}@hill.example` }, {}])
      await head.submit(answer, { form: 'main form' })
    expect(await membersOf(app.db, school.id)).toMatchObject([{ name: 'Ade Ola' }])
    expect((await developmentEmails(app.db)).map(({ to }) => to).filter((to) => !to.includes('@'))).toEqual([])
    expect((await app.newBrowser().get(page)).status).toBe(200)
  })

  test('entered twice at once opens for the browser that entered it', async () => {
    const { code, page } = await aLetter()
    const head = app.newBrowser()
    await head.get(page)
    const send = () => head.submit({ code }, { form: 'main form', follow: false })
    await Promise.all([send(), send()])
    expect((await head.get('/nominate-induction-tutor')).heading).toBe('Nominate the induction tutor of Hill School')
  })

  test('stops working after five wrong codes, and codes rest after ten tries for a school', async () => {
    const { code, page } = await aLetter()
    const guesser = app.newBrowser()
    await guesser.get(page)
    for (let wrong = 0; wrong < 5; wrong += 1) {
      const shown = await guesser.submit({ code: `AAAA-AAA${wrong}` }, { form: 'main form' })
      expect([shown.status, shown.errors[0]]).toEqual([422, expect.stringContaining('This code is not right')])
    }
    expect((await guesser.submit({ code }, { form: 'main form' })).errors[0]).toContain('This code is not right')
    for (let wrong = 5; wrong < 9; wrong += 1) await guesser.submit({ code: `AAAA-AAA${wrong}` }, { form: 'main form' })
    good(guesser.page())
    expect((await guesser.submit({ code }, { form: 'main form' })).errors[0]).toContain('Too many codes were entered')
  })

  test('says the same for a school that was never sent one', async () => {
    const school = await aSchool(app.db, { contacts: {} })
    const guesser = app.newBrowser()
    good(await guesser.get(`/schools/${school.urn}/letter`))
    const shown = await guesser.submit({ code: 'AAAA-AAAA' }, { form: 'main form' })
    expect(shown.errors[0]).toContain('This code is not right, or its letter no longer works')
  })

  test('ends after 21 days', async () => {
    const { code, page } = await aLetter()
    app.clock.moveOn({ hours: 24 * 21 })
    const head = app.newBrowser()
    await head.get(page)
    expect((await head.submit({ code }, { form: 'main form' })).errors[0]).toContain('no longer works')
  })
})
