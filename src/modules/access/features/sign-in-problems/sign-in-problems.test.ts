import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage, lintQuestion } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aTutorOf } from '../../factories.ts'
import { PROBLEM_NAMES, PROBLEMS, PROBLEMS_BY_FREQUENCY } from '../../problems/sign-in-problem-rules.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events, errorPages })
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }
const CODE = { form: 'form[action="/sign-in/code"]' }

async function ask(address: string, browser = app.newBrowser()) {
  await browser.get('/sign-in')
  await browser.submit({ email: address }, MAIN)
  return browser
}

const reports = async () =>
  await app.db
    .selectFrom('audit.events as event')
    .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
    .select(['event.payload', 'about.subject_kind as kind', 'about.subject_id as id'])
    .where('event.name', '=', 'access.sign-in-problem-reported')
    .orderBy('event.id')
    .execute()

describe('the question', () => {
  test('offers every problem once, and asks again when none is chosen', async () => {
    expect([...PROBLEMS_BY_FREQUENCY].sort()).toEqual([...PROBLEM_NAMES].sort())
    expect(new Set(Object.values(PROBLEMS).map(({ kind }) => kind)).size).toBe(PROBLEM_NAMES.length)
    const browser = app.newBrowser()
    expect(lintQuestion((await browser.get('/sign-in/problems')).html)).toEqual([])
    const shown = await browser.submit({}, MAIN)
    expect([shown.status, ...shown.errors]).toEqual([422, 'Select what the problem is'])
    expect(lintQuestion(shown.html)).toEqual([])
  })

  test.each(PROBLEM_NAMES)(
    '"%s" is two clicks from its remedy, which is a whole page with a way on',
    async (problem) => {
      const browser = app.newBrowser()
      await browser.get('/sign-in')
      await browser.click('Problems signing in')
      const remedy = await browser.submit({ problem }, MAIN)
      expect([remedy.status, remedy.path]).toEqual([200, `/sign-in/problems/${problem}`])
      expect(lintPage(remedy.html)).toEqual([])
      const ways = remedy
        .html('main a, main form')
        .toArray()
        .map((one) => remedy.html(one).attr('href') ?? remedy.html(one).attr('action') ?? '')
      expect(ways.filter((way) => !way.startsWith('/sign-in/problems') || way.includes('q=')).length).toBeGreaterThan(0)
    },
  )

  test('comes with the answer chosen from the page where it happened', async () => {
    const browser = await ask('chosen@problems.example')
    const shown = await browser.click('Problems signing in')
    expect(shown.html('input[name=problem]:checked').val()).toBe('no-email')
    expect((await browser.get('/sign-in/problems?problem=nonsense')).html('input:checked').length).toBe(0)
    expect((await browser.get('/sign-in/problems/nonsense')).status).toBe(404)
  })

  test('is counted by kind with the browser’s own message and nothing personal, and looking counts nothing', async () => {
    const before = (await reports()).length
    const browser = await ask('counted@problems.example')
    for (const problem of PROBLEM_NAMES) await browser.get(`/sign-in/problems/${problem}`)
    expect(await reports()).toHaveLength(before)
    await browser.get('/sign-in/problems')
    await browser.submit({ problem: 'code-refused' }, MAIN)
    const counted = (await reports()).slice(before)
    expect(counted.map(({ kind }) => kind).sort()).toEqual(['platform', 'proof'])
    expect(counted[0]?.payload).toEqual({ kind: 'access.signin.locked-out' })
    const stolen = app.newBrowser()
    await stolen.get('/sign-in/problems')
    stolen.cookies.set('__Host-sign-in-asked', browser.cookies.get('__Host-sign-in-asked') ?? '')
    await stolen.submit({ problem: 'no-email' }, MAIN)
    expect((await reports()).at(-1)?.kind).toBe('platform')
  })

  test('goes on leading to remedies when a robot has filled the count', async () => {
    app.clock.moveOn({ hours: 3 })
    const before = (await reports()).length
    const browser = app.newBrowser()
    for (let time = 0; time < 65; time += 1) {
      await browser.get('/sign-in/problems')
      await browser.submit({ problem: 'tutor-left' }, MAIN)
    }
    expect(browser.page().path).toBe('/sign-in/problems/tutor-left')
    expect((await reports()).length - before).toBe(60)
  })
})

describe('remedies that depend on the school', () => {
  test.each([
    ['somebody-else', 'join-request'],
    ['tutor-left', 'access'],
    ['which-address', 'access'],
    ['never-registered', 'access'],
  ])('"%s" leads from the school that is chosen to its %s', async (problem, end) => {
    const school = await aSchool(app.db, { name: `Quillmere ${problem} School`, town: 'Leeds' })
    const browser = app.newBrowser()
    await browser.get(`/sign-in/problems/${problem}`)
    const found = await browser.get(`/sign-in/problems/${problem}?q=${encodeURIComponent(`quillmere ${problem}`)}`)
    expect(lintPage(found.html)).toEqual([])
    const lead = `/schools/${school.urn}/${end}`
    expect(found.html(`main a[href="${lead}"]`).length).toBe(1)
    const picked = encodeURIComponent(`${school.name} (${school.urn})`)
    const shown = await browser.get(`/sign-in/problems/${problem}?q=${picked}`, { follow: false })
    expect(shown.headers['location']).toBe(lead)
    const nothing = await browser.get(`/sign-in/problems/${problem}?q=xqzvw`)
    expect(nothing.text).toContain('No open school is like “xqzvw”')
    expect(lintPage(nothing.html)).toEqual([])
  })
})

describe('remedies for the message', () => {
  test.each([
    ['queued', 'Waiting to be sent'],
    ['delivered', 'Delivered'],
    ['temporary-failure', 'Inbox refused it'],
    ['permanent-failure', 'Address does not exist'],
  ])('say of one that is %s what became of it, alike for known and unknown addresses', async (status, text) => {
    app.clock.moveOn({ hours: 3 })
    const tutor = await aTutorOf(app.db, await aSchool(app.db), { now: app.clock.now() })
    for (const address of [tutor.address, `unknown.${status}@problems.example`]) {
      const browser = await ask(address)
      await app.ownerDb
        .updateTable('platform.messages')
        .set({ status })
        .where('recipient', '=', address)
        .where('template', 'in', ['signInEmail', 'howToGetAccessEmail'])
        .execute()
      const shown = await browser.get('/sign-in/problems/no-email')
      expect(shown.text).toContain(text)
      expect(shown.text).toContain(address)
      expect(lintPage(shown.html)).toEqual([])
      expect((await app.newBrowser().get('/sign-in/problems/no-email')).text).not.toContain(address)
    }
  })

  test('send another email from there, and say when the next may go', async () => {
    app.clock.moveTo('2026-12-07T10:00:00Z')
    const browser = await ask('again@problems.example')
    for (let sent = 1; sent < 5; sent += 1) {
      await browser.get('/sign-in/problems/no-email')
      await browser.submit({}, { form: 'form[action="/sign-in"]' })
      expect(browser.page().heading).toBe('Check your email')
    }
    expect((await browser.get('/sign-in/problems/no-email')).text).toContain('ask for another email at 11am')
  })

  test('say when codes work again after too many wrong ones', async () => {
    app.clock.moveTo('2026-12-08T10:00:00Z')
    const browser = await ask('rests@problems.example')
    for (let round = 0; round < 2; round += 1) {
      for (let wrong = 0; wrong < 5; wrong += 1) await browser.submit({ code: 'AAAA-AAAA' }, CODE)
      await ask('rests@problems.example', browser)
    }
    const shown = await browser.get('/sign-in/problems/code-refused')
    expect(shown.text).toContain('Codes work again at 11am. Links work now.')
    expect(lintPage(shown.html)).toEqual([])
  })
})
