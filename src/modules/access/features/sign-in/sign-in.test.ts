import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedIn } from '#src/kit/policy.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { page, show } from '#src/platform/http/route.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf, newestEmailTo } from '../../factories.ts'
import { routes } from '../../routes.ts'

/** Where a sign-in leads, to tell who came in. */
const home = page('GET /where-i-was', {
  feature: 'test',
  policy: signedIn,
  handle: ({ actor }) => show({ render: () => `<title>In</title><h1>${actor.name} is in</h1>` }),
})

let app: TestApp
beforeAll(async () => {
  app = await testApp({
    routes: [...routes.filter(({ at }) => at !== home.at), home],
    loadActor,
    eventDefinitions: events,
  })
})
afterAll(() => app.close())

/** An hour later there is room for further messages, and nothing of an earlier test is alive. */
async function aFreshTutor() {
  app.clock.moveOn({ hours: 2 })
  return aTutorOf(app.db, await aSchool(app.db), { now: app.clock.now() })
}

async function ask(address: string, browser = app.newBrowser()) {
  await browser.get('/sign-in?return=/where-i-was')
  await browser.submit({ email: address })
  return browser
}

const isIn = async (browser: ReturnType<TestApp['newBrowser']>): Promise<boolean> =>
  (await browser.get('/where-i-was', { follow: false })).status === 200

describe('signing in with the link', () => {
  test('takes one button in the browser that asked, and leads to where one was going', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    expect(browser.page().heading).toBe('Check your email')
    expect(browser.page().text).toContain(tutor.address)
    const { path } = await newestEmailTo(app.db, tutor.address)
    const opened = await browser.get(path)
    expect(opened.path).toBe('/sign-in/confirm')
    expect(opened.heading).toBe('Sign in')
    const done = await browser.submit()
    expect(done.heading).toBe('Amina Khan is in')
    const history = await app.db.selectFrom('audit.events').select('name').orderBy('id', 'desc').limit(1).execute()
    expect(history).toEqual([{ name: 'access.signed-in' }])
  })

  test('asks another browser for the address, and a wrong answer uses nothing up', async () => {
    const tutor = await aFreshTutor()
    await ask(tutor.address)
    const { path } = await newestEmailTo(app.db, tutor.address)
    const phone = app.newBrowser()
    expect((await phone.get(path)).heading).toBe('Confirm that this is your link')
    expect((await phone.submit()).errors).toEqual(['Enter the email address that the link was sent to'])
    expect((await phone.submit({ answer: 'somebody@else.example' })).errors).toEqual([
      'Enter the email address that the link was sent to. This is another one',
    ])
    expect(phone.page().status).toBe(422)
    await phone.submit({ answer: ` ${tutor.address.toUpperCase()} ` })
    expect(await isIn(phone)).toBe(true)
  })

  test('takes the code from another browser instead', async () => {
    const tutor = await aFreshTutor()
    await ask(tutor.address)
    const { path, code } = await newestEmailTo(app.db, tutor.address)
    const phone = app.newBrowser()
    await phone.get(path)
    expect((await phone.submit({ answer: 'AAAA-AAAA' })).errors).toEqual([
      'This code is not right. You have 4 more tries',
    ])
    await phone.submit({ answer: code.toLowerCase().replace('-', ' ') })
    expect(await isIn(phone)).toBe(true)
  })

  test('works once, says so, and offers a new message to the same mailbox', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const { path } = await newestEmailTo(app.db, tutor.address)
    await browser.get(path)
    await browser.submit()
    const other = app.newBrowser()
    expect((await other.get(path)).heading).toBe('This link has been used')
    await other.submit()
    expect(other.page().heading).toBe('Check your email')
    const again = await newestEmailTo(app.db, tutor.address)
    expect(again.path).not.toBe(path)
    await other.get(again.path)
    await other.submit()
    expect(other.page().redirects.at(-1)).toBe('/home')
  })

  test('works for 60 minutes', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const { path } = await newestEmailTo(app.db, tutor.address)
    app.clock.moveOn({ minutes: 59, seconds: 59 })
    expect((await browser.get(path)).heading).toBe('Sign in')
    app.clock.moveOn({ seconds: 1 })
    expect((await browser.submit()).heading).toBe('This link has expired')
    expect(await isIn(browser)).toBe(false)
  })

  test('works from an older message while a newer one is on its way; using one ends the other', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const older = await newestEmailTo(app.db, tutor.address)
    app.clock.moveOn({ minutes: 1 })
    await ask(tutor.address, browser)
    const newer = await newestEmailTo(app.db, tutor.address)
    await browser.get(older.path)
    await browser.submit()
    expect(await isIn(browser)).toBe(true)
    expect((await app.newBrowser().get(newer.path)).heading).toBe('This link no longer works')
  })

  test('is not known when it never was ours', async () => {
    const browser = app.newBrowser()
    expect((await browser.get(`/sign-in/link/${'a'.repeat(52)}`)).heading).toBe('This link does not work')
    expect((await browser.get('/sign-in/link/nonsense')).heading).toBe('This link does not work')
    expect((await browser.get('/sign-in/confirm')).heading).toBe('This link does not work')
  })

  test('does not help somebody who has become staff meanwhile', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const { path } = await newestEmailTo(app.db, tutor.address)
    const power = { account_id: tutor.accountId, power: 'support', granted_at: app.clock.now() }
    await app.db.insertInto('access.staff_powers').values(power).execute()
    await browser.get(path)
    expect((await browser.submit()).heading).toBe('You cannot sign in with this link')
  })
})

describe('signing in with the code', () => {
  test('takes it however it is typed, in the browser that asked', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const { code } = await newestEmailTo(app.db, tutor.address)
    await browser.submit(
      { code: ` ${code.toLowerCase().replace('-', ' – ')} ` },
      { form: 'form[action="/sign-in/code"]' },
    )
    expect(browser.page().heading).toBe('Amina Khan is in')
  })

  test('takes the code of an older message too', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const { code } = await newestEmailTo(app.db, tutor.address)
    await ask(tutor.address, browser)
    await browser.submit({ code }, { form: 'form[action="/sign-in/code"]' })
    expect(await isIn(browser)).toBe(true)
  })

  test('counts five wrong ones, then that code is dead and its link is not', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const { code, path } = await newestEmailTo(app.db, tutor.address)
    const form = 'form[action="/sign-in/code"]'
    expect((await browser.submit({ code: '' }, { form })).errors).toEqual(['Enter the code from the email'])
    for (const left of ['4 more tries', '3 more tries', '2 more tries', '1 more try']) {
      expect((await browser.submit({ code: 'AAAA-AAAA' }, { form })).errors[0]).toContain(`You have ${left}`)
    }
    expect((await browser.submit({ code: 'AAAA-AAAA' }, { form })).errors[0]).toContain('no longer works')
    await browser.submit({ code }, { form })
    expect(await isIn(browser)).toBe(false)
    await browser.get(path)
    await browser.submit()
    expect(await isIn(browser)).toBe(true)
  })

  test('rests after ten wrong ones in an hour, tells the owner of the mailbox, and leaves links working', async () => {
    const tutor = await aFreshTutor()
    const attacker = await ask(tutor.address)
    const form = 'form[action="/sign-in/code"]'
    for (let wrong = 0; wrong < 5; wrong += 1) await attacker.submit({ code: 'AAAA-AAAA' }, { form })
    await ask(tutor.address, attacker)
    for (let wrong = 0; wrong < 5; wrong += 1) await attacker.submit({ code: 'AAAA-AAAA' }, { form })
    expect((await newestEmailTo(app.db, tutor.address)).subject).toBe(
      'Wrong sign-in codes were entered for your email address',
    )
    const browser = await ask(tutor.address)
    const { code, path } = await newestEmailTo(app.db, tutor.address)
    const rested = await browser.submit({ code }, { form })
    expect(rested.errors[0]).toContain('Too many wrong codes were entered')
    await browser.get(path)
    await browser.submit()
    expect(await isIn(browser)).toBe(true)
  })

  test('works for ten minutes', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const { code } = await newestEmailTo(app.db, tutor.address)
    app.clock.moveOn({ minutes: 10 })
    const shown = await browser.submit({ code }, { form: 'form[action="/sign-in/code"]' })
    expect(shown.errors).toEqual(['This code no longer works. Use the link in the email or ask for a new email'])
    expect((await browser.get('/sign-in/check-your-email')).html('form[action="/sign-in/code"]').length).toBe(0)
  })

  test('needs the browser that asked', async () => {
    const tutor = await aFreshTutor()
    const browser = await ask(tutor.address)
    const stolen = app.newBrowser()
    await stolen.get('/sign-in')
    stolen.cookies.set('__Host-sign-in-asked', browser.cookies.get('__Host-sign-in-asked') ?? '')
    expect((await stolen.get('/sign-in/check-your-email')).path).toBe('/sign-in')
  })
})

describe('asking for a message', () => {
  test('keeps what was typed when it is no address', async () => {
    const browser = app.newBrowser()
    await browser.get('/sign-in')
    const shown = await browser.submit({ email: 'amina' })
    expect(shown.status).toBe(422)
    expect(shown.errors).toEqual(['Enter an email address in the correct format, like name@example.com'])
    expect(shown.html('#email').val()).toBe('amina')
  })

  test('doubts a likely slip once and then believes', async () => {
    const browser = app.newBrowser()
    await browser.get('/sign-in')
    expect((await browser.submit({ email: 'amina@homtail.com' })).text).toContain('Did you mean amina@hotmail.com?')
    expect((await browser.submit({ email: 'amina@homtail.com' })).heading).toBe('Check your email')
  })

  test('sends five an hour to one address and says when the next may go', async () => {
    app.clock.moveTo('2026-11-30T10:00:00Z')
    const browser = app.newBrowser()
    for (let sent = 0; sent < 5; sent += 1) await ask('nobody.knows@school.example', browser)
    expect(browser.page().text).toContain('You can ask for another email at 11am')
    await ask('Nobody.Knows@school.example', browser)
    expect(browser.page().status).toBe(429)
    expect(browser.page().heading).toBe('You have asked for too many emails')
    expect(browser.page().text).toContain('You can ask for another one at 11am')
  })

  test('tells an unknown address how to get access, and staff how they sign in', async () => {
    app.clock.moveOn({ hours: 3 })
    await ask('unknown@school.example')
    expect((await newestEmailTo(app.db, 'unknown@school.example')).template).toBe('howToGetAccessEmail')
    const staff = await aMemberOfStaff(app.db, { now: app.clock.now() })
    await ask(staff.address)
    const email = await newestEmailTo(app.db, staff.address)
    expect(email.template).toBe('staffSignInEmail')
    expect(email.text).not.toContain('/sign-in/link/')
  })
})
