import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aTutorOf, newestEmailTo } from '../../factories.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { startMembership } from '../../memberships/memberships-store.ts'
import { routes } from '../../routes.ts'
import { NOBODY } from './hand-over.ts'
import { handoverFrom, handoverJourney } from './journey.ts'

const ID = '0190f3a4-0000-7000-8000-000000000001'

describe('the path', () => {
  test.each([
    ['nothing yet', {}, ['successor']],
    ['a colleague', { successor: { successor: ID, replacing: ID } }, ['successor', 'their-access']],
    [
      'somebody new',
      { successor: { successor: 'new', replacing: ID } },
      ['successor', 'name', 'email', 'their-access'],
    ],
    ['nobody before', { successor: { successor: 'new', replacing: NOBODY } }, ['successor', 'name', 'email']],
  ] as const)('after %s', (_, answers, path) => {
    expect(handoverJourney.path(handoverJourney.read(answers))).toEqual(path)
  })

  test('asks for the last day of an overlap, and makes the command’s input', () => {
    const raw = {
      successor: { successor: ID, replacing: ID },
      'their-access': { access: 'until' },
      'last-day': { 'until-day': '18', 'until-month': '12', 'until-year': '2026' },
    }
    expect(handoverJourney.next(raw)).toBe(null)
    expect(handoverFrom(handoverJourney.read(raw))).toEqual({
      replacing: ID,
      successor: { kind: 'colleague', accountId: ID },
      keeps: { access: 'administrator', until: '2026-12-18' },
    })
  })
})

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

let count = 0
async function aTutor() {
  count += 1
  app.clock.moveTo('2026-11-23T12:00:00Z')
  const school = await aSchool(app.db, { name: 'Hill Primary School' })
  const address = `amina${count}@pages.example`
  const tutor = await aTutorOf(app.db, school, { name: 'Amina Khan', address })
  const browser = app.newBrowser()
  await app.signInAs(tutor.accountId, browser)
  return { school, tutor, browser, address, start: `/organisations/${school.id}/handover` }
}

const whole = (browser: Browser) => expect(lintPage(browser.page().html.html())).toEqual([])
const send = async (browser: Browser, answer: Record<string, string> = {}) => {
  const shown = await browser.submit(answer, { form: 'main form' })
  whole(browser)
  return shown
}

async function answered(browser: Browser, start: string, email: string) {
  await browser.get(start)
  whole(browser)
  await send(browser)
  await send(browser, { successor: 'new' })
  await send(browser, { name: 'Bo Li' })
  await send(browser, { email })
  return send(browser, { access: 'nothing' })
}

describe('the journey', () => {
  test('goes to the confirmation with what was sent, and back by undo', async () => {
    const { school, browser, start, tutor } = await aTutor()
    await browser.get(start)
    expect(browser.page().heading).toBe('Hand over as induction tutor of Hill Primary School')
    await send(browser)
    expect((await send(browser)).errors).toEqual(['Select who takes over'])
    await send(browser, { successor: 'new' })
    expect((await send(browser, { name: '' })).errors).toEqual(['Enter the full name of who takes over'])
    await send(browser, { name: 'Bo Li' })
    await send(browser, { email: 'bo@gmial.com' })
    await send(browser, { access: 'until' })
    expect(browser.page().heading).toBe('What is your last day as administrator?')
    await send(browser, { 'until-day': '1', 'until-month': '3', 'until-year': '2027' })
    expect(browser.page().heading).toBe('Check your answers and hand over')
    expect(browser.page().text).toContain('Did you mean bo@gmail.com?')
    const late = await send(browser)
    expect(late.errors).toEqual(['Last day must be between tomorrow and 22 January 2027'])
    await send(browser, { 'until-day': '18', 'until-month': '12', 'until-year': '2026' })
    const done = await send(browser)
    expect(done.heading).toBe('The induction tutor has changed')
    expect(done.text).toContain('Amina Khan is administrator until the end of 18 December 2026')
    expect(done.text).toContain('To b•••@gmial.com')
    expect((await browser.get(done.path)).status).toBe(200)
    await browser.click('Undo this')
    whole(browser)
    const undone = await send(browser)
    expect(undone.heading).toBe('The change of induction tutor was undone')
    expect(await membersOf(app.db, school.id)).toMatchObject([{ accountId: tutor.accountId, role: 'induction-tutor' }])
  })

  test('chooses among colleagues, and the error of the tutor’s own address is beside the field', async () => {
    const { school, browser, start, address } = await aTutor()
    const other = await aTutor()
    await app.db.transaction().execute((tx) =>
      startMembership(tx, {
        accountId: other.tutor.accountId,
        organisationId: school.id,
        role: 'administrator',
        because: 'added',
        now: app.clock.now(),
      }),
    )
    await answered(browser, start, address.toUpperCase())
    const refused = await send(browser)
    expect(refused.errors).toEqual(['Enter the email address of somebody else: the induction tutor has this one'])
    await browser.get(start)
    await send(browser)
    expect(browser.page().text).toContain('Administrator, ')
    await send(browser, { successor: other.tutor.accountId })
    await send(browser, { access: 'administrator' })
    expect((await send(browser)).heading).toBe('The induction tutor has changed')
    expect(await membersOf(app.db, school.id)).toHaveLength(3)
  })

  test('in two tabs: one hands over, the other reads who did it and when, and nothing is sent twice', async () => {
    const { school, browser, start } = await aTutor()
    await answered(browser, start, 'bo.first@pages.example')
    const first = browser.page().path
    await answered(browser, start, 'cy.second@pages.example')
    const second = browser.page().path
    await browser.get(first)
    await browser.get(second)
    expect((await send(browser)).heading).toBe('The induction tutor has changed')
    const refused = await browser.get(first)
    expect(refused.heading).toBe('You can no longer hand over')
    expect(refused.text).toContain('Amina Khan did it')
    whole(browser)
    expect((await membersOf(app.db, school.id)).map(({ address }) => address)).toEqual(['cy.second@pages.example'])
  })

  test('tells somebody who has lost the role meanwhile, once they have signed in again; a stranger finds nothing', async () => {
    const { school, browser, start, tutor } = await aTutor()
    await answered(browser, start, 'bo.lost@pages.example')
    const check = browser.page().path
    app.clock.moveOn({ hours: 1 })
    await aTutorOf(app.db, school, { name: 'Cy Dent', now: app.clock.now() })
    expect((await browser.get(check)).path).toContain('/sign-in')
    await app.signInAs(tutor.accountId, browser)
    expect((await browser.get(check)).heading).toBe('You can no longer hand over')
    expect(browser.page().text).toContain('with the link in the school’s mailbox')
    whole(browser)
    const stranger = await aTutor()
    expect((await stranger.browser.get(start)).status).toBe(404)
    expect((await stranger.browser.get(check)).status).toBe(404)
    expect((await app.newBrowser().get(start)).path).toContain('/sign-in')
  })

  test('says that the school has closed meanwhile', async () => {
    const { school, browser, start } = await aTutor()
    await answered(browser, start, 'bo.closed@pages.example')
    await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
    expect((await send(browser)).heading).toBe('Hill Primary School cannot use this service')
  })

  test('is for administrators of the trust too, and a change is found under its own school only', async () => {
    const { school, start } = await aTutor()
    const other = await aTutor()
    const trust = await aTrust(app.db, 'Hill Trust', [school.id])
    await app.db.transaction().execute((tx) =>
      startMembership(tx, {
        accountId: other.tutor.accountId,
        organisationId: trust,
        role: 'administrator',
        because: 'added',
        now: app.clock.now(),
      }),
    )
    await answered(other.browser, start, 'bo.trust@pages.example')
    const done = await send(other.browser)
    expect(done.heading).toBe('The induction tutor has changed')
    expect((await newestEmailTo(app.db, 'bo.trust@pages.example')).text).toContain('has named you')
    const elsewhere = done.path.replace(school.id, other.school.id)
    expect((await other.browser.get(elsewhere)).status).toBe(404)
  })
})
