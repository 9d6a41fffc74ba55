import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { execute } from '#src/platform/commands/command.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { askTutors } from '../../confirmations/ask-tutors.ts'
import { openQuestionOf } from '../../confirmations/confirmations-store.ts'
import { aTutorOf, contextFor, theSystem } from '../../factories.ts'
import { tutorOf } from '../../memberships/memberships-queries.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

let count = 0
/** A school whose tutor has just been asked whether they still are. */
async function anAskedTutor() {
  count += 1
  app.clock.moveTo('2026-06-08T09:20:00Z')
  const office = `office${count}@confirm.example`
  const address = `amina${count}@confirm.example`
  const school = await aSchool(app.db, { name: 'Hill Primary School', contacts: { main: office } })
  const since = app.clock.now().subtract({ hours: 24 * 200 })
  const tutor = await aTutorOf(app.db, school, { name: 'Amina Khan', address, now: since })
  const opened = '2026-05-31T23:00:00Z'
  const input = { because: 'registration-opens', academicYear: 2026, opened } as const
  await execute(contextFor(app.db, theSystem(), app.clock.now()), askTutors, input)
  return { school, office, address, tutor }
}

async function opened(address: string): Promise<Browser> {
  const links = (await developmentEmails(app.db)).filter(({ to }) => to === address).flatMap((email) => email.links)
  const link = links.find((href) => href.includes('/confirm-tutor/')) ?? ''
  const browser = app.newBrowser()
  await browser.get(new URL(link).pathname)
  expect(lintPage(browser.page().html.html())).toEqual([])
  return browser
}

const answer = (browser: Browser, given: string) => browser.submit({ answer: given }, { form: 'main form' })

describe('by the link', () => {
  test('the tutor says that they still are, once', async () => {
    const { school, address } = await anAskedTutor()
    const browser = await opened(address)
    expect(browser.page().path).toBe('/confirm-tutor')
    expect((await browser.submit({}, { form: 'main form' })).errors).toEqual([
      'Select whether the induction tutor is still right',
    ])
    expect((await answer(browser, 'still-right')).heading).toBe('The induction tutor is confirmed')
    expect(await openQuestionOf(app.db, school.id)).toBe(null)
    expect((await (await opened(address)).get('/confirm-tutor')).heading).toBe('This has been answered')
  })

  test('the tutor goes on to hand over, and the question is answered when they have', async () => {
    const { school, address, tutor } = await anAskedTutor()
    const browser = await opened(address)
    expect((await answer(browser, 'hand-over')).path).toContain('/sign-in?return=')
    await aTutorOf(app.db, school, { now: app.clock.now() })
    expect(await openQuestionOf(app.db, school.id)).toBe(null)
    expect((await tutorOf(app.db, school.id))?.accountId).not.toBe(tutor.accountId)
    expect((await opened(address)).page().heading).toBe('This has been answered')
  })

  test('the tutor says that they have left, and the contact names somebody at once', async () => {
    const { school, address, office } = await anAskedTutor()
    const browser = await opened(address)
    expect((await answer(browser, 'left')).heading).toBe('We have asked the school’s contact')
    const contact = await opened(office)
    expect(contact.page().text).toContain('Still Amina Khan')
    const landing = await answer(contact, 'somebody-else')
    expect(landing.heading).toBe('Nominate the induction tutor of Hill Primary School')
    const again = await opened(office)
    expect((await answer(again, 'somebody-else')).heading).toBe('Nominate the induction tutor of Hill Primary School')
    for (const filled of [{}, { expectation: 'yes' }, { name: 'Bo Li' }, { email: 'bo@confirm.example' }, {}]) {
      await contact.submit(filled, { form: 'main form' })
    }
    expect(contact.page().heading).toBe('Induction tutor nominated')
    expect((await tutorOf(app.db, school.id))?.name).toBe('Bo Li')
    expect((await opened(office)).page().heading).toBe('This has been answered')
  })

  test('an expired or forged one changes nothing', async () => {
    const { address } = await anAskedTutor()
    app.clock.moveOn({ hours: 60 * 24 })
    expect((await opened(address)).page().heading).toBe('This link has expired')
    expect((await app.newBrowser().get(`/confirm-tutor/link/${'a'.repeat(52)}`)).heading).toBe(
      'This link does not work',
    )
  })
})

describe('signed in', () => {
  test('the tutor confirms, and others find nothing', async () => {
    const { school, tutor } = await anAskedTutor()
    const browser = app.newBrowser()
    await app.signInAs(tutor.accountId, browser)
    const path = `/organisations/${school.id}/confirm-tutor`
    const shown = await browser.get(path)
    expect(shown.heading).toBe('Confirm your induction tutor')
    expect(lintPage(shown.html.html())).toEqual([])
    expect((await browser.submit({}, { form: 'main form' })).text).toContain('There is nothing to confirm')
    const stranger = await anAskedTutor()
    const other = app.newBrowser()
    await app.signInAs(stranger.tutor.accountId, other)
    expect((await other.get(path)).status).toBe(404)
  })
})
