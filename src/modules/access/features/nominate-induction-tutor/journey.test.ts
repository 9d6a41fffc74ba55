import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aNominationLink, newestEmailTo } from '../../factories.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { routes } from '../../routes.ts'
import { nominationJourney } from './journey.ts'

describe('the path', () => {
  test.each([
    ['nothing yet', undefined, ['how-to-continue', 'name', 'email']],
    ['yes', 'yes', ['how-to-continue', 'name', 'email']],
    ['not known yet', 'not-known', ['how-to-continue', 'name', 'email']],
    ['no', 'no', ['how-to-continue']],
  ] as const)('after %s', (_, expectation, path) => {
    expect(nominationJourney.path(expectation ? { 'how-to-continue': { expectation } } : {})).toEqual(path)
  })
})

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

let count = 0

async function anOpenedLink() {
  count += 1
  app.clock.moveTo('2026-11-23T10:00:00Z')
  const contact = `office${count}@journey.example`
  const school = await aSchool(app.db, { name: 'Hill Primary School', contacts: { main: contact } })
  await aNominationLink(app.db, school, { now: app.clock.now() })
  const { path } = await newestEmailTo(app.db, contact)
  const browser = app.newBrowser()
  await browser.get(path)
  return { browser, school, path, contact }
}

const answers = async (browser: Browser, ...all: readonly Readonly<Record<string, string>>[]) => {
  for (const answer of all) await browser.submit(answer, { form: 'main form' })
}

describe('the journey', () => {
  test('goes from the link to the nomination, keeps the token out of every address, and can be looked at again', async () => {
    const { browser, school, path } = await anOpenedLink()
    expect(browser.page().path).toBe('/nominate-induction-tutor')
    expect(browser.page().heading).toBe('Nominate the induction tutor of Hill Primary School')
    await browser.submit()
    expect(browser.page().heading).toContain('Do you expect any early career teachers')
    expect((await browser.submit()).errors).toEqual([
      'Select whether your school expects early career teachers this academic year',
    ])
    await browser.submit({ expectation: 'yes' })
    expect((await browser.submit({ name: ' ' })).errors).toEqual(['Enter the full name of the induction tutor'])
    await browser.submit({ name: "Siân O'Neill" })
    expect((await browser.submit({ email: 'sian@' })).errors).toEqual([
      'Enter an email address in the correct format, like name@example.com',
    ])
    expect(browser.page().html('#email').val()).toBe('sian@')
    await browser.submit({ email: 'Sian@hill.example' })
    expect(browser.page().heading).toBe('Check your answers and nominate your induction tutor')
    expect(browser.page().text).toContain("Siân O'Neill")
    const done = await browser.submit()
    expect(done.heading).toBe('Induction tutor nominated')
    expect(done.redirects.at(-1)).toBe('/nominate-induction-tutor/nominated')
    expect((await browser.get('/nominate-induction-tutor/nominated')).heading).toBe('Induction tutor nominated')
    expect(await membersOf(app.db, school.id)).toMatchObject([{ name: "Siân O'Neill", address: 'Sian@hill.example' }])
    const used = await app.newBrowser().get(path)
    expect(used.heading).toBe('This link has been used')
    expect(used.path).not.toContain(path.split('/').at(-1))
  })

  test('with "no" saves the answer, and the link goes on working', async () => {
    const { browser, path } = await anOpenedLink()
    await browser.submit()
    await browser.submit({ expectation: 'no' })
    expect(browser.page().heading).toBe('Check and confirm your answer')
    expect((await browser.submit()).heading).toBe('Answer saved')
    expect((await app.newBrowser().get(path)).heading).toContain('Nominate the induction tutor')
  })

  test('changes an answer from the check page and comes back to it', async () => {
    const { browser } = await anOpenedLink()
    await answers(browser, {}, { expectation: 'not-known' }, { name: 'Bo Li' }, { email: 'bo@hill.example' })
    const change = browser.page().html('a:contains("Change")').eq(1).attr('href') ?? ''
    await browser.get(change)
    await browser.submit({ name: 'Bo Li-Smith' })
    expect(browser.page().heading).toBe('Check your answers and nominate your induction tutor')
    expect(browser.page().text).toContain('Bo Li-Smith')
  })

  test('looks at the link on every page and on every post: expired in between, nothing is nominated', async () => {
    const { browser, school } = await anOpenedLink()
    await answers(browser, {}, { expectation: 'yes' }, { name: 'Bo Li' }, { email: 'bo@late.example' })
    app.clock.moveOn({ hours: 21 * 24 })
    await browser.submit()
    expect(browser.page().heading).toBe('This link has expired')
    expect(await membersOf(app.db, school.id)).toEqual([])
    expect((await browser.get('/nominate-induction-tutor')).heading).toBe('This link has expired')
  })

  test('sends a new link from a dead one to the school’s own mailbox, and says what became of it', async () => {
    const { browser, contact, path } = await anOpenedLink()
    app.clock.moveOn({ hours: 30 * 24 })
    expect((await browser.get(path)).heading).toBe('This link has expired')
    const sent = await browser.submit()
    expect(sent.heading).toBe('A link is on its way')
    expect(sent.text).not.toContain(contact)
    expect(sent.text).toContain('Waiting to be sent')
    const again = await newestEmailTo(app.db, contact)
    expect(again.path).not.toBe(path)
    expect((await browser.get(again.path)).heading).toContain('Nominate the induction tutor')
  })

  test('sends no second link within five minutes, and says when it may', async () => {
    const { browser, path } = await anOpenedLink()
    app.clock.moveOn({ hours: 30 * 24 })
    await browser.get(path)
    await browser.submit()
    app.clock.moveOn({ minutes: 1 })
    await browser.get(path)
    expect((await browser.submit()).text).toContain('Another one can be sent at 10:05am')
  })

  test('says that no link can be sent to a school that has lost its address since', async () => {
    const { browser, path, school } = await anOpenedLink()
    app.clock.moveOn({ hours: 30 * 24 })
    await browser.get(path)
    await app.db.deleteFrom('directory.contact_points').where('organisation_id', '=', school.id).execute()
    expect((await browser.submit()).heading).toBe('We could not send a link')
  })

  test('tells somebody whose school has closed meanwhile, and offers no link', async () => {
    const { browser, school } = await anOpenedLink()
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    const shown = await browser.get('/nominate-induction-tutor')
    expect(shown.heading).toBe('Hill Primary School cannot use this service')
    expect(shown.html('main form').length).toBe(0)
  })

  test('is nobody’s without the link', async () => {
    const { browser } = await anOpenedLink()
    await browser.submit()
    const { path } = browser.page()
    const stranger = app.newBrowser()
    expect((await stranger.get(path)).heading).not.toContain('Do you expect')
    expect((await stranger.get('/nominate-induction-tutor')).heading).toBe('This link does not work')
    expect((await stranger.get('/nominate-induction-tutor/nominated')).heading).toBe('This link does not work')
  })

  test('notes when a person begins, and only then', async () => {
    const { browser, school } = await anOpenedLink()
    const openedAt = async () =>
      (
        await app.db
          .selectFrom('access.proofs')
          .select('opened_at')
          .where('organisation_id', '=', school.id)
          .executeTakeFirstOrThrow()
      ).opened_at
    expect(await openedAt()).toBeNull()
    await browser.submit()
    expect(await openedAt()).toEqual(app.clock.now())
  })

  test('acts as the holder of the link, whoever is signed in', async () => {
    const { browser, school } = await anOpenedLink()
    const staff = await aMemberOfStaff(app.db)
    await app.signInAs(staff.accountId, browser)
    await browser.get('/nominate-induction-tutor')
    await answers(browser, {}, { expectation: 'yes' }, { name: 'Bo Li' }, { email: 'bo@actor.example' }, {})
    const { actor_kind } = await app.db
      .selectFrom('audit.event_subjects as about')
      .innerJoin('audit.events as event', 'event.id', 'about.event_id')
      .innerJoin('audit.processes as process', 'process.id', 'event.process_id')
      .select('process.actor_kind')
      .where('about.subject_id', '=', school.id)
      .where('event.name', '=', 'access.induction-tutor-nominated')
      .executeTakeFirstOrThrow()
    expect(actor_kind).toBe('link-holder')
  })
})
