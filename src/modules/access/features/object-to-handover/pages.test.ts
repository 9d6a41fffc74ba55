import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf, newestEmailTo } from '../../factories.ts'
import { tutorOf } from '../../memberships/memberships-queries.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

let count = 0
async function aReplacement() {
  count += 1
  app.clock.moveTo('2026-11-23T12:00:00Z')
  const school = await aSchool(app.db, {
    name: 'Hill Primary School',
    contacts: { main: `office${count}@obj.example` },
  })
  const address = `amina${count}@obj.example`
  const now = app.clock.now()
  const before = await aTutorOf(app.db, school, { name: 'Amina Khan', address, now: now.subtract({ hours: 2 }) })
  const after = await aTutorOf(app.db, school, { name: 'Bo Li', address: `bo${count}@obj.example`, now })
  const { links } = await newestEmailTo(app.db, address)
  const link = new URL(links[0] ?? '').pathname
  return { school, before, after, link }
}

describe('the page behind the link', () => {
  test('shows who replaced whom masked, keeps the token out of the address, and takes the change back', async () => {
    const { school, before, link } = await aReplacement()
    const browser = app.newBrowser()
    const shown = await browser.get(link)
    expect(shown.path).toBe('/object-to-handover')
    expect(lintPage(shown.html.html())).toEqual([])
    expect(shown.text).toContain('a•••1@obj.example')
    expect(shown.text).not.toContain('amina1@obj.example')
    expect(shown.text).not.toContain('bo1@obj.example')
    expect((await tutorOf(app.db, school.id))?.name).toBe('Bo Li')
    const long = await browser.submit({ explanation: 'x'.repeat(1_001) }, { form: 'main form' })
    expect(long.status).toBe(422)
    expect(long.errors[0]).toContain('1,000 characters or less')
    const done = await browser.submit({ explanation: 'I am still here' }, { form: 'main form' })
    expect(done.heading).toBe('The change has been taken back')
    expect((await tutorOf(app.db, school.id))?.accountId).toBe(before.accountId)
    expect((await browser.get('/object-to-handover/done')).heading).toBe('The change has been taken back')
    expect((await app.newBrowser().get(link)).heading).toBe('The change has been taken back')
  })

  test.each([
    ['truncated', (link: string) => link.slice(0, -3), 'This link does not work'],
    ['forged', (link: string) => `${link.slice(0, -4)}aaaa`, 'This link does not work'],
    [
      'in capitals',
      (link: string) => link.replace(/[^/]+$/, (token) => token.toUpperCase()),
      'Was this change meant to happen?',
    ],
  ])('with a token that is %s', async (_, changed, heading) => {
    const { link } = await aReplacement()
    expect((await app.newBrowser().get(changed(link))).heading).toBe(heading)
  })

  test('says when it has expired, and what else can be done', async () => {
    const { link, school } = await aReplacement()
    app.clock.moveOn({ hours: 7 * 24 })
    const shown = await app.newBrowser().get(link)
    expect(shown.heading).toBe('This link has expired')
    expect(shown.html(`a[href="/schools/${school.urn}"]`).length).toBe(1)
    expect(lintPage(shown.html.html())).toEqual([])
  })

  test('a token of another purpose opens nothing', async () => {
    const { school, link } = await aReplacement()
    const token = link.split('/').at(-1) ?? ''
    const browser = app.newBrowser()
    expect((await browser.get(`/nominate-induction-tutor/link/${token}`)).heading).toBe('This link does not work')
    expect((await browser.get(`/confirm-tutor/link/${token}`)).heading).toBe('This link does not work')
    expect((await tutorOf(app.db, school.id))?.name).toBe('Bo Li')
  })
})

describe('the page for staff', () => {
  test('shows the objection and reinstates the successor in one decision', async () => {
    const { school, after, link } = await aReplacement()
    const objector = app.newBrowser()
    await objector.get(link)
    await objector.submit({ explanation: 'I did not know' }, { form: 'main form' })
    const { id } = await app.db
      .selectFrom('access.handovers')
      .select('id')
      .where('organisation_id', '=', school.id)
      .executeTakeFirstOrThrow()
    const browser = app.newBrowser()
    await app.signInAs((await aMemberOfStaff(app.db)).accountId, browser)
    const shown = await browser.get(`/staff/handovers/${id}`)
    expect(shown.text).toContain('I did not know')
    expect(lintPage(shown.html.html())).toEqual([])
    const empty = await browser.submit({}, { form: 'main form' })
    expect(empty.errors).toEqual(['Select who is the induction tutor', 'Enter what you checked, and with whom'])
    const done = await browser.submit({ decision: 'reinstate', reason: 'Spoke to the head' }, { form: 'main form' })
    expect(done.text).toContain('Reinstated')
    expect(done.text).toContain('Spoke to the head')
    expect((await tutorOf(app.db, school.id))?.accountId).toBe(after.accountId)
    const tutor = app.newBrowser()
    await app.signInAs(after.accountId, tutor)
    expect((await tutor.get(`/staff/handovers/${id}`)).status).toBe(404)
  })
})
