import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { deliverMail } from '#db/seeds/seed-mail.ts'
import { aLink, aSchool, type SchoolFacts } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser, Shown } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aNominationLink, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())
beforeEach(() => app.clock.moveTo('2026-11-23T10:00:00Z'))

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

const good = (shown: Shown) => expect(lintPage(shown.html), `${shown.path}: ${shown.heading}`).toEqual([])

describe('the access page', () => {
  test('says that the school may, that nobody is registered, and where a link would go', async () => {
    const school = await schoolWith({ name: 'Hill School', contacts: { main: 'office@hill.example' } })
    const shown = await app.newBrowser().get(`/schools/${school.urn}/access`)
    good(shown)
    expect(shown.heading).toBe('Get access for Hill School')
    expect(shown.text).toContain('it is open')
    expect(shown.text).toContain('Nobody is registered for this school')
    expect(shown.text).toContain('o•••e@hill.example')
    expect(shown.text).not.toContain('office@')
    expect(shown.html('a[href$="/join-request"]').length).toBe(0)
  })

  test('shows who is registered masked and by role, never by name, and how to be added', async () => {
    const school = await schoolWith()
    await aTutorOf(app.db, school, { name: 'Amina Khan', address: 'amina@reg.example' })
    const shown = await app.newBrowser().get(`/schools/${school.urn}/access`)
    good(shown)
    expect(shown.text).toMatch(/Induction tutor a•••a@reg\.example\s*Has not signed in yet/)
    for (const secret of ['Amina', 'amina@']) expect(shown.html.html()).not.toContain(secret)
    expect(shown.html(`a[href="/schools/${school.urn}/join-request"]`).length).toBe(1)
    expect(shown.html('main a[href="/sign-in"]').length).toBe(1)
  })

  test.each([
    ['closed', { statusCode: '2' } as const],
    ['of a type that may not', { typeCode: '11', typeName: 'Other independent school' }],
    ['in Wales', { districtCode: 'W06000015' }],
  ])('of a school that is %s says why and has nothing to press', async (_, facts) => {
    const school = await schoolWith(facts)
    const shown = await app.newBrowser().get(`/schools/${school.urn}/access`)
    good(shown)
    expect(shown.text).toContain('The school cannot use this service because')
    expect(shown.html('main form, main button, main .govuk-button').length).toBe(0)
    expect(shown.html('main a[href="/schools"]').length).toBe(1)
  })

  test('of a closed school leads to the one that took over', async () => {
    const [successor, school] = [await schoolWith({ name: 'New Hill' }), await schoolWith({ statusCode: '2' })]
    await aLink(app.db, { urn: school.urn, linkedUrn: successor.urn, linkedName: 'New Hill', type: 'Successor' })
    const shown = await app.newBrowser().get(`/schools/${school.urn}/access`)
    expect(shown.html(`main a[href="/schools/${successor.urn}/access"]`).text()).toContain('New Hill')
  })

  test('takes few queries, however much was sent and whoever is registered', async () => {
    const [small, large] = [await schoolWith(), await schoolWith()]
    await aTutorOf(app.db, large)
    for (let sent = 1; sent < 9; sent += 1) {
      await aNominationLink(app.db, large, { now: app.clock.now().add({ hours: 6 * sent }) })
    }
    const queriesFor = async (urn: string) => {
      const browser = app.newBrowser()
      const queries = vi.spyOn(pg.Client.prototype, 'query')
      await browser.get(`/schools/${urn}/access`)
      const made = queries.mock.calls.length
      queries.mockRestore()
      return made
    }
    const [few, many] = [await queriesFor(small.urn), await queriesFor(large.urn)]
    expect(many).toBe(few)
    expect(many).toBeLessThanOrEqual(15)
  })
})

describe('asking for the link', () => {
  test('sends it to the school and leads to a page that says what became of it', async () => {
    const school = await schoolWith({ contacts: { main: 'office@asked.example' } })
    const { browser, shown, at } = await asked(school)
    good(shown)
    expect(at).toMatch(/^\/link-requests\/[a-z2-7]{52}$/)
    expect(shown.text).toContain('Keep the address of this page')
    expect(shown.text).toContain('o•••e@asked.example')
    expect(shown.text).toContain('Waiting to be sent')
    expect(shown.text).toContain('You can send the link again in 5 minutes, at 10:05am')
    await deliver()
    expect((await browser.get(at)).text).toContain('Delivered')
    expect(await linksOf(school.id)).toMatchObject([{ channel: 'main', link_request_id: expect.any(String) }])
    const rows = await app.db.selectFrom('access.link_requests').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(at.split('/').at(-1))
    expect((await app.newBrowser().get(at)).heading).toBe(shown.heading)
  })

  test('twice at once, and again from the same form, sends one link and leads to one page', async () => {
    const school = await schoolWith()
    const browser = app.newBrowser()
    await browser.get(`/schools/${school.urn}/access`)
    const send = () => browser.submit({}, { form: LINK_FORM, follow: false })
    const [one, other] = await Promise.all([send(), send()])
    expect(one.headers['location']).toMatch(/^\/link-requests\//)
    expect(other.headers['location']).toBe(one.headers['location'])
    expect(await linksOf(school.id)).toHaveLength(1)
  })

  test('too soon says when the next may go and leads on, for the requester to their own page', async () => {
    const school = await schoolWith()
    const first = app.newBrowser()
    const second = app.newBrowser()
    await second.get(`/schools/${school.urn}/access`)
    await first.get(`/schools/${school.urn}/access`)
    const firstAgain = app.newBrowser()
    const { at } = await asked(school, first)
    const refused = await second.submit({}, { form: LINK_FORM })
    expect(refused.status).toBe(429)
    good(refused)
    expect(refused.text).toContain('The next one can be sent at 10:05am')
    expect(refused.html(`a[href="/schools/${school.urn}/access"]`).length).toBeGreaterThan(0)
    expect((await first.get(`/schools/${school.urn}/access`)).html(`main a[href="${at}"]`).length).toBe(1)
    expect((await firstAgain.get(`/schools/${school.urn}/access`)).html('main a[href^="/link-requests"]').length).toBe(
      0,
    )
  })

  test('twenty times in a row is stopped for the browser, though every school is another', async () => {
    const browser = app.newBrowser()
    const answers: number[] = []
    for (let school = 0; school < 20; school += 1) answers.push((await asked(await schoolWith(), browser)).shown.status)
    expect(answers.filter((status) => status === 200)).toHaveLength(10)
    expect(browser.page().text).toContain('You have asked for many links')
  })

  test('for many schools with one mailbox rests, and goes on later', async () => {
    const trust = { contacts: { main: 'schools@trust.example' } }
    for (let school = 0; school < 10; school += 1) expect((await asked(await schoolWith(trust))).shown.status).toBe(200)
    const last = await schoolWith(trust)
    const refused = (await asked(last)).shown
    expect([refused.status, await linksOf(last.id)]).toEqual([429, []])
    expect(refused.text).toContain('it serves other schools too')
    app.clock.moveOn({ hours: 1 })
    expect((await asked(last)).shown.status).toBe(200)
  })

  test('is refused with the reason when the school closes between the page and the button', async () => {
    const school = await schoolWith()
    const browser = app.newBrowser()
    await browser.get(`/schools/${school.urn}/access`)
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    const shown = await browser.submit({}, { form: LINK_FORM })
    expect(shown.text).toContain('The school cannot use this service because')
    expect(await linksOf(school.id)).toEqual([])
  })
})
