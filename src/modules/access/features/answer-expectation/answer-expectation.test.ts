import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { developmentEmails } from '#src/platform/email/messages-queries.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aNominationLink, aTutorOf, newestEmailTo } from '../../factories.ts'
import { expectationFor } from '../../nominations/expectations-store.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
})
afterAll(() => app.close())

let count = 0
async function aSchoolWithTutor() {
  count += 1
  app.clock.moveTo('2026-11-23T12:00:00Z')
  const office = `office${count}@expect.example`
  const address = `amina${count}@expect.example`
  const school = await aSchool(app.db, { name: 'Hill Primary School', contacts: { main: office } })
  const tutor = await aTutorOf(app.db, school, { name: 'Amina Khan', address, now: app.clock.now() })
  app.clock.moveOn({ hours: 1 })
  return { school, office, address, tutor, path: `/organisations/${school.id}/expectation` }
}

const told = async (address: string) =>
  (await developmentEmails(app.db)).filter(({ to, template }) => to === address && template === 'expectationToldEmail')
    .length

test('the tutor answers for this academic year, and is not told of what they said themselves', async () => {
  const { school, address, tutor, path } = await aSchoolWithTutor()
  const browser = app.newBrowser()
  await app.signInAs(tutor.accountId, browser)
  const shown = await browser.get(path)
  expect(shown.heading).toBe('Do you expect any early career teachers in the 2026 to 2027 academic year?')
  expect(lintPage(shown.html.html())).toEqual([])
  const saved = await browser.submit({ answer: 'no' }, { form: 'main form' })
  expect(saved.heading).toBe('Answer saved')
  expect(saved.text).toContain('expects no early career teachers in 2026 to 2027')
  expect(await expectationFor(app.db, school.id, 2026)).toMatchObject({ answer: 'no', by: { name: 'Amina Khan' } })
  expect(await expectationFor(app.db, school.id, 2027)).toBe(null)
  expect(await told(address)).toBe(0)
})

test('by the link it is said and taken back, and the tutor is told both times', async () => {
  const { school, office, address } = await aSchoolWithTutor()
  await aNominationLink(app.db, school, { now: app.clock.now() })
  const browser = app.newBrowser()
  await browser.get((await newestEmailTo(app.db, office)).path)
  for (const filled of [{}, { expectation: 'no' }, {}]) await browser.submit(filled, { form: 'main form' })
  expect(browser.page().heading).toBe('Answer saved')
  expect(await told(address)).toBe(1)
  app.clock.moveOn({ minutes: 10 })
  const landing = await browser.get('/nominate-induction-tutor')
  expect(landing.text).toContain('You told us that Hill Primary School expects none')
  await browser.submit({}, { form: 'form[action$="/expectation"]' })
  expect((await expectationFor(app.db, school.id, 2026))?.answer).toBe('yes')
  expect(browser.page().text).not.toContain('expects none')
  expect(await told(address)).toBe(2)
})

test('support answers with a reason, and strangers find nothing', async () => {
  const { school, address, path } = await aSchoolWithTutor()
  const staff = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db)).accountId, staff)
  await staff.get(path)
  expect((await staff.submit({ answer: 'no' }, { form: 'main form' })).errors).toEqual(['Enter who told you, and how'])
  await staff.submit({ answer: 'no', reason: 'The head telephoned' }, { form: 'main form' })
  expect(staff.page().heading).toBe('Answer saved')
  expect((await newestEmailTo(app.db, address)).text).toContain('Our support team told us')
  expect((await expectationFor(app.db, school.id, 2026))?.answer).toBe('no')
  const other = await aSchoolWithTutor()
  const stranger = app.newBrowser()
  await app.signInAs(other.tutor.accountId, stranger)
  expect((await stranger.get(path)).status).toBe(404)
  expect((await app.newBrowser().get(path)).path).toContain('/sign-in?return=')
})

test('a closed school is not asked', async () => {
  const { school, tutor, path } = await aSchoolWithTutor()
  await app.db.updateTable('directory.schools').set({ status_code: '2' }).where('urn', '=', school.urn).execute()
  const browser = app.newBrowser()
  await app.signInAs(tutor.accountId, browser)
  expect((await browser.get(path)).heading).toBe('Hill Primary School cannot use this service')
})
