import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aNominationLink, newestEmailTo } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())
beforeEach(() => app.clock.moveTo('2026-11-23T10:00:00Z'))

type Contacts = { readonly main?: string; readonly alternative?: string }

/** A link of 21 days ago, opened from the mailbox that it went to. */
async function anExpiredLink(contacts: Contacts) {
  const school = await aSchool(app.db, { contacts })
  await aNominationLink(app.db, school, { now: app.clock.now() })
  const { path } = await newestEmailTo(app.db, contacts.main ?? contacts.alternative ?? '')
  app.clock.moveOn({ hours: 24 * 21 })
  return { school, browser: app.newBrowser(), path }
}

const replaceMain = async (schoolId: string, address: string) =>
  app.db
    .updateTable('directory.contact_points')
    .set({ address })
    .where('organisation_id', '=', schoolId)
    .where('channel', '=', 'main')
    .execute()

const recipients = async (urnOrAddress: RegExp) =>
  (await developmentEmails(app.db)).filter(({ to }) => urnOrAddress.test(to)).map(({ to }) => to)

describe('the page of an expired link', () => {
  test('names the same mailbox, masked, and sends there', async () => {
    const { browser, path } = await anExpiredLink({ main: 'office@same.example', alternative: 'head@same.example' })
    const dead = await browser.get(path)
    expect(dead.text).toContain('o•••e@same.example, the email address that this one came to')
    expect(dead.text).not.toContain('office@same.example')
    await browser.submit({}, { form: 'main form' })
    expect(await recipients(/@same\.example/)).toEqual(['office@same.example', 'office@same.example'])
  })

  test('keeps to the alternative mailbox when a main one has come since', async () => {
    const { school, browser, path } = await anExpiredLink({ alternative: 'head@both.example' })
    await app.db
      .insertInto('directory.contact_points')
      .values({
        ...{ id: school.id, organisation_id: school.id, channel: 'main', address: 'office@both.example' },
        ...{ source: 'gias', since: app.clock.now(), until: null },
      })
      .execute()
    await browser.get(path)
    await browser.submit({}, { form: 'main form' })
    expect(await recipients(/@both\.example/)).toEqual(['head@both.example', 'head@both.example'])
  })

  test('goes to the school’s address of today when the mailbox is no longer the school’s, and says so', async () => {
    const { school, browser, path } = await anExpiredLink({ main: 'old@moved.example' })
    await replaceMain(school.id, 'new@moved.example')
    expect((await browser.get(path)).text).toContain('n•••w@moved.example, the email address that we have now for')
    await browser.submit({}, { form: 'main form' })
    expect(await recipients(/@moved\.example/)).toEqual(['new@moved.example', 'old@moved.example'])
  })

  test('leads on when the school has no address any more', async () => {
    const { school, browser, path } = await anExpiredLink({ main: 'office@none.example' })
    await app.db.deleteFrom('directory.contact_points').where('organisation_id', '=', school.id).execute()
    const dead = await browser.get(path)
    expect(dead.html('main form').length).toBe(0)
    expect(dead.html(`main a[href="/schools/${school.urn}/access"]`).length).toBe(1)
  })
})
