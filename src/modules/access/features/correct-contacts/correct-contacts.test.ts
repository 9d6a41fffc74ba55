import { afterAll, beforeAll, expect, test } from 'vitest'
import { aContact, aSchool } from '#src/modules/directory/factories.ts'
import { contactsOf } from '#src/modules/directory/public.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aNominationLink, aPersonAt, aTutorOf, newestEmailTo } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

const MAIN = { form: 'main form' }
const contactsAt = ({ id }: { readonly id: string }) => `/organisations/${id}/contacts`

async function browserOf(accountId: string) {
  const browser = app.newBrowser()
  await app.signInAs(accountId, browser)
  return browser
}

test('the tutor corrects the main address, both mailboxes are told, and links go there', async () => {
  const school = await aSchool(app.db, { name: 'Old Box School', contacts: { main: 'old@contact.example' } })
  const tutor = await aTutorOf(app.db, school)
  const browser = await browserOf(tutor.accountId)
  const shown = await browser.get(contactsAt(school))
  expect(lintPage(shown.html)).toEqual([])
  expect(shown.text).toContain('From Get Information about Schools')
  const form = await browser.get(`${contactsAt(school)}/main`)
  expect(lintPage(form.html)).toEqual([])
  expect((await browser.submit({ email: 'office' }, MAIN)).status).toBe(422)
  expect((await browser.submit({ email: 'OLD@contact.example' }, MAIN)).errors).toEqual([
    'Enter another address: we use this one already',
  ])
  expect((await browser.submit({ email: 'office@gmial.com' }, MAIN)).text).toContain('Did you mean office@gmail.com?')
  const done = await browser.submit({ email: ' new@contact.example\r\n' }, MAIN)
  expect(done.text).toContain('Corrected. We have told both mailboxes')
  expect(done.text).toContain('As your school told us')
  expect((await newestEmailTo(app.db, 'old@contact.example')).text).toContain('n•••w@contact.example')
  expect((await newestEmailTo(app.db, 'new@contact.example')).subject).toContain('Old Box School')
  app.clock.moveOn({ hours: 1 })
  await aNominationLink(app.db, school, { now: app.clock.now() })
  expect((await newestEmailTo(app.db, 'new@contact.example')).subject).toContain('Nominate')
})

test('a correction is taken back, GIAS was never overwritten, and twice is no harm', async () => {
  const school = await aSchool(app.db, { contacts: { main: 'gias@contact.example' } })
  const admin = await aPersonAt(app.db, school)
  const browser = await browserOf(admin.accountId)
  await browser.get(`${contactsAt(school)}/main`)
  await browser.submit({ email: 'ours@contact.example' }, MAIN)
  const gias = await app.db
    .selectFrom('directory.contact_points')
    .select('until')
    .where('organisation_id', '=', school.id)
    .where('source', '=', 'gias')
    .execute()
  expect(gias).toEqual([{ until: null }])
  const asked = await browser.get(`${contactsAt(school)}/main/gias`)
  expect(lintPage(asked.html)).toEqual([])
  expect((await browser.submit({}, MAIN)).text).toContain('what Get Information about Schools says again')
  expect((await contactsOf(app.db, school.id)).map(({ address }) => address)).toEqual(['gias@contact.example'])
  await browser.get(`${contactsAt(school)}/main/gias`)
  expect((await browser.submit({}, MAIN)).path).toBe(contactsAt(school))
})

test('what the school says now comes before what staff checked, and a missing address can be added', async () => {
  const school = await aSchool(app.db, { contacts: {} })
  await aContact(app.db, {
    organisationId: school.id,
    channel: 'main',
    address: 'staff@contact.example',
    source: 'staff',
  })
  const browser = await browserOf((await aPersonAt(app.db, school)).accountId)
  await browser.get(`${contactsAt(school)}/main`)
  await browser.submit({ email: 'school@contact.example' }, MAIN)
  await browser.get(`${contactsAt(school)}/alternative`)
  await browser.submit({ email: 'head@contact.example' }, MAIN)
  expect((await contactsOf(app.db, school.id)).map(({ address, source }) => `${address} ${source}`)).toEqual([
    'school@contact.example school',
    'head@contact.example school',
  ])
})

test('colleagues see, strangers find nothing, and support staff give a reason', async () => {
  const [school, other] = [await aSchool(app.db), await aSchool(app.db)]
  const viewer = await browserOf((await aPersonAt(app.db, school, { role: 'viewer' })).accountId)
  expect((await viewer.get(contactsAt(school))).text).toContain('An administrator or the induction tutor')
  expect((await viewer.get(`${contactsAt(school)}/main`)).status).toBe(403)
  const stranger = await browserOf((await aPersonAt(app.db, other)).accountId)
  for (const path of ['', '/main', '/main/gias'])
    expect((await stranger.get(contactsAt(school) + path)).status).toBe(404)
  expect((await stranger.get(`${contactsAt(other)}/letter`)).status).toBe(404)
  const staff = await browserOf((await aMemberOfStaff(app.db)).accountId)
  await staff.get(`${contactsAt(school)}/main`)
  expect((await staff.submit({ email: 'checked@contact.example' }, MAIN)).errors).toEqual(['Enter the reason'])
  await staff.submit({ reason: 'Called the office' }, MAIN)
  expect((await contactsOf(app.db, school.id))[0]).toMatchObject({
    address: 'checked@contact.example',
    source: 'staff',
  })
})
