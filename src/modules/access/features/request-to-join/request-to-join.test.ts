import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage, lintQuestion } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aTutorOf } from '../../factories.ts'
import { aJoinRequest, aPersonAt } from '../../join-requests/factories.ts'
import { openRequestsEverywhere, openRequestsTo } from '../../join-requests/join-requests-queries.ts'
import { joinRequestRoutes } from '../../routes/join-request-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: joinRequestRoutes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const PERSON = { name: 'Carys Rees', role: 'viewer', note: 'I teach Year 4' }

async function ask(school: { urn: string }, filled: Record<string, string>, browser = app.newBrowser()) {
  await browser.get(`/schools/${school.urn}/join-request`)
  return browser.submit({ ...PERSON, ...filled }, { form: 'main form' })
}

const sentTo = async (address: string) => (await developmentEmails(app.db)).filter(({ to }) => to === address)
const newestTo = async (address: string) => {
  const [newest] = await sentTo(address)
  if (!newest) throw new Error(`Nothing was sent to ${address}`)
  return newest
}
const pathIn = (links: readonly string[], part: string) =>
  new URL(links.find((link) => link.includes(part)) ?? 'https://none.test/').pathname

describe('asking to be added', () => {
  test('goes to everybody who manages access, and the mailbox of whoever asks has the way to follow it', async () => {
    const school = await aSchool(app.db, { name: 'Hill School' })
    const tutor = await aTutorOf(app.db, school, { address: 'tutor@hill.example' })
    const administrator = await aPersonAt(app.db, school, { address: 'admin@hill.example' })
    await aPersonAt(app.db, school, { address: 'viewer@hill.example', role: 'viewer' })
    const sent = await ask(school, { email: 'carys@hill.example' })
    expect(sent.path).toBe(`/schools/${school.urn}/join-request/sent`)
    expect(sent.text).toContain('carys@hill.example')
    expect(lintPage(sent.html)).toEqual([])
    for (const { address } of [tutor, administrator]) {
      const asked = await newestTo(address)
      expect(asked.template).toBe('answerJoinRequestEmail')
      expect(asked.text).toContain('Carys Rees (c•••s@hill.example) asks to be added as viewer at Hill School')
      expect(asked.text).toContain('Answer by 5pm on 25 November 2026')
    }
    expect(await sentTo('viewer@hill.example')).toEqual([])
    const standing = await app.newBrowser().get(pathIn((await newestTo('carys@hill.example')).links, '/join-requests/'))
    expect(standing.heading).toBe('Your request to be added to Hill School')
    expect(standing.text).toContain('whoever manages access there, t•••r@hill.example, a•••n@hill.example')
    expect(standing.text).toContain(
      'If nobody answers by 5pm on 25 November 2026, we ask whoever reads the school’s own',
    )
    expect(standing.text).not.toContain('Amina Khan')
    expect(lintPage(standing.html)).toEqual([])
  })

  test('asks whoever is signed in neither for a name nor for an address, and shows them at once where it stands', async () => {
    const [school, own] = [await aSchool(app.db), await aSchool(app.db)]
    const person = await aPersonAt(app.db, own, { name: 'Dev Patel', address: 'dev@own.example', role: 'viewer' })
    const browser = app.newBrowser()
    await app.signInAs(person.accountId, browser)
    const shown = await browser.get(`/schools/${school.urn}/join-request`)
    expect(shown.html('#name, #email').length).toBe(0)
    expect(shown.text).toContain('dev@own.example')
    const forged = await browser.submit(
      { role: 'claims', name: 'Else', email: 'else@x.example' },
      { form: 'main form' },
    )
    expect(forged.heading).toContain('Your request to be added to')
    const [request] = await openRequestsTo(app.db, school.id)
    expect(request).toMatchObject({ name: 'Dev Patel', address: 'dev@own.example', role: 'claims' })
  })

  test('explains what is missing, keeps what was typed and doubts a slip once', async () => {
    const school = await aSchool(app.db)
    const browser = app.newBrowser()
    expect(lintQuestion((await browser.get(`/schools/${school.urn}/join-request`)).html)).toEqual([])
    const empty = await browser.submit({}, { form: 'main form' })
    expect(empty.status).toBe(422)
    expect(empty.errors).toEqual([
      'Enter your full name',
      'Enter your work email address',
      'Select what you need access for',
    ])
    expect(lintQuestion(empty.html)).toEqual([])
    const long = await browser.submit(
      { ...PERSON, email: 'a@homtail.com', note: 'x'.repeat(501) },
      { form: 'main form' },
    )
    expect(long.errors).toEqual(['Your note must be 500 characters or less'])
    expect(long.html('#email').val()).toBe('a@homtail.com')
    const doubted = await browser.submit({ ...PERSON, email: 'a@homtail.com' }, { form: 'main form' })
    expect(doubted.text).toContain('Did you mean a@hotmail.com?')
    expect((await browser.submit({}, { form: 'main form' })).path).toContain('/sent')
  })

  test('keeps markup and line breaks of a name out of mails, and shows them as typed where somebody decides', async () => {
    const school = await aSchool(app.db)
    const { address } = await aPersonAt(app.db, school)
    const name = '<b>Eve</b>\r\nBcc: all@x.example [go](https://evil.example)'
    await ask(school, { email: 'eve@x.example', name })
    const email = await newestTo(address)
    expect(email.subject).toMatch(/^Somebody asks for access to/)
    expect(email.text).not.toContain('evil.example')
    const opened = await app.newBrowser().get(pathIn(email.links, '/link/'))
    expect(opened.html('main b').length).toBe(0)
    expect(opened.text).toContain('<b>Eve</b> Bcc: all@x.example')
  })
})

describe('nobody learns who is known', () => {
  const masked = (html: string, address: string) =>
    html
      .replaceAll(address, 'ADDRESS')
      .replace(/nonce="[^"]*"/g, '')
      .replace(/value="[^"]*"/g, '')
      .replace(/[0-9]{6}/g, 'URN')

  test('a member, somebody who asked already and a stranger see the same bytes; their mailboxes are told the truth', async () => {
    const school = await aSchool(app.db)
    await aPersonAt(app.db, school, { address: 'member@known.example', role: 'viewer' })
    await aJoinRequest(app.db, school, { address: 'second@known.example' })
    const pages = []
    for (const address of ['member@known.example', 'second@known.example', 'nobody@known.example']) {
      const shown = await ask(school, { email: address })
      expect(shown.status).toBe(200)
      pages.push(masked(shown.html.html(), address))
    }
    expect(new Set(pages).size).toBe(1)
    expect((await newestTo('member@known.example')).template).toBe('alreadyHasAccessEmail')
    expect((await newestTo('second@known.example')).template).toBe('joinRequestAskedAlreadyEmail')
    expect((await newestTo('nobody@known.example')).template).toBe('joinRequestReceivedEmail')
    expect(await openRequestsTo(app.db, school.id)).toHaveLength(2)
  })

  test('a member can ask for more than they have', async () => {
    const school = await aSchool(app.db)
    await aPersonAt(app.db, school, { address: 'more@known.example', role: 'viewer' })
    await ask(school, { email: 'More@known.example', role: 'claims' })
    expect(await openRequestsTo(app.db, school.id)).toMatchObject([{ role: 'claims', stage: 'with-contact' }])
  })
})

describe('the same request twice', () => {
  test('by a double click makes one request and one message', async () => {
    const school = await aSchool(app.db)
    const browser = app.newBrowser()
    await browser.get(`/schools/${school.urn}/join-request`)
    const press = (one: Browser) =>
      one.submit({ ...PERSON, email: 'twice@x.example' }, { form: 'main form', follow: false })
    const answers = await Promise.all([press(browser), press(browser)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await sentTo('twice@x.example')).toHaveLength(1)
    expect(await openRequestsTo(app.db, school.id)).toHaveLength(1)
  })

  test('from two browsers at once makes one request', async () => {
    const school = await aSchool(app.db)
    const browsers = [app.newBrowser(), app.newBrowser(), app.newBrowser()]
    await Promise.all(browsers.map((browser) => ask(school, { email: 'at.once@x.example' }, browser)))
    expect(await openRequestsTo(app.db, school.id)).toHaveLength(1)
    expect((await sentTo('at.once@x.example')).map(({ template }) => template).sort()).toEqual([
      'joinRequestAskedAlreadyEmail',
      'joinRequestAskedAlreadyEmail',
      'joinRequestReceivedEmail',
    ])
  })

  test('too often is stopped with the time to wait and the faster way', async () => {
    const schools = await Promise.all(Array.from({ length: 6 }, () => aSchool(app.db)))
    const browser = app.newBrowser()
    let last = browser.page
    for (const [number, school] of schools.entries()) {
      const shown = await ask(school, { email: `often${number}@x.example` }, browser)
      last = () => shown
    }
    expect(last().status).toBe(429)
    expect(last().heading).toBe('Too many requests')
    expect(last().html(`a[href="/schools/${schools[5]?.urn}/access"]`).length).toBe(1)
    expect(lintPage(last().html)).toEqual([])
  })
})

describe('where it begins', () => {
  test.each([
    ['with the contact, where nobody is registered', { main: 'office@start.example' }, 'with-contact'],
    ['with the other contact', { alternative: 'head@start.example' }, 'with-contact'],
    ['with staff, where nobody can be reached', {}, 'with-staff'],
  ])('%s', async (_where, contacts, stage) => {
    const school = await aSchool(app.db, { contacts })
    const { path } = await aJoinRequest(app.db, school)
    expect(await openRequestsTo(app.db, school.id)).toMatchObject([{ stage }])
    const shown = await app.newBrowser().get(path)
    expect(shown.status).toBe(200)
    expect(lintPage(shown.html)).toEqual([])
  })

  test('with its own administrators at a trust, which has no induction tutor', async () => {
    const trust = await aTrust(app.db, 'Alder Trust')
    await aPersonAt(app.db, { id: trust }, { address: 'head.office@alder.example' })
    const browser = app.newBrowser()
    const shown = await browser.get(`/organisations/${trust}/join-request`)
    expect(shown.html('input[value="induction-tutor"]').length).toBe(0)
    await browser.submit({ ...PERSON, email: 'ned@alder.example' }, { form: 'main form' })
    expect(browser.page().path).toBe(`/organisations/${trust}/join-request/sent`)
    expect((await newestTo('head.office@alder.example')).template).toBe('answerJoinRequestEmail')
    const staffList = await openRequestsEverywhere(app.db, { stage: 'with-administrators', most: 1, skip: 0 })
    expect(staffList.requests).toHaveLength(1)
    expect(staffList.total).toBeGreaterThan(1)
  })

  test('nowhere at a closed school, which says where to go', async () => {
    const school = await aSchool(app.db, { statusCode: '2', closedOn: Temporal.PlainDate.from('2025-08-31') })
    const shown = await app.newBrowser().get(`/schools/${school.urn}/join-request`)
    expect(shown.heading).toContain('Nobody can be added to')
    expect(lintPage(shown.html)).toEqual([])
    expect((await app.newBrowser().get('/schools/999999/join-request')).status).toBe(404)
  })
})

describe('whoever asked', () => {
  test('can withdraw after a question, once, and ask again', async () => {
    const school = await aSchool(app.db)
    const { path } = await aJoinRequest(app.db, school, { address: 'back@x.example' })
    const browser = app.newBrowser()
    await browser.get(path)
    const asked = await browser.click('Withdraw the request')
    expect(lintQuestion(asked.html)).toEqual([])
    expect(await openRequestsTo(app.db, school.id)).toHaveLength(1)
    const done = await browser.submit({}, { form: 'main form' })
    expect(done.text).toContain('You withdrew the request')
    expect(lintPage(done.html)).toEqual([])
    expect((await browser.get(`${path}/withdraw`)).path).toBe(path)
    await aJoinRequest(app.db, school, { address: 'back@x.example' })
    expect(await openRequestsTo(app.db, school.id)).toHaveLength(1)
  })

  test('finds it with a link in capitals, and not with one that is cut, forged or of another kind', async () => {
    const school = await aSchool(app.db)
    await aPersonAt(app.db, school, { address: 'other.kind@x.example' })
    const { path } = await aJoinRequest(app.db, school)
    const token = path.replace('/join-requests/', '')
    const get = (one: string) => app.newBrowser().get(`/join-requests/${one}`)
    expect((await get(token.toUpperCase())).status).toBe(200)
    const answerToken = pathIn((await newestTo('other.kind@x.example')).links, '/link/').replace(/.*\//, '')
    for (const wrong of [token.slice(0, -1), 'a'.repeat(52), 'nonsense', answerToken]) {
      const shown = await get(wrong)
      expect([wrong.length, shown.status, shown.heading]).toEqual([wrong.length, 404, 'We cannot find this request'])
    }
  })

  test('is told when the school has closed meanwhile', async () => {
    const school = await aSchool(app.db)
    const { path } = await aJoinRequest(app.db, school)
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    const shown = await app.newBrowser().get(path)
    expect(shown.text).toContain('cannot use this service any more')
    expect(lintPage(shown.html)).toEqual([])
  })
})
