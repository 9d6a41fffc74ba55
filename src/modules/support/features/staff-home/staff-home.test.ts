import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor, type StaffPower } from '#src/kit/actor.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aSchool } from '../../../directory/factories.ts'
import { routes } from '../../routes.ts'

const person = (name: string, staffPowers: readonly StaffPower[]) => ({ id: newId<string>(), name, staffPowers })
const desk = person('Dee Desk', ['support'])
const data = person('Dan Data', ['manage-reference-data'])
const tutor = person('Tia Tutor', [])

let app: TestApp
beforeAll(async () => {
  app = await testApp({
    routes,
    loadActor: async (_db, { accountId: id }) => {
      const found = [desk, data, tutor].find((one) => one.id === id)
      return found ? new Actor({ ...found, identity: { kind: 'account', id }, door: 'staff' }) : null
    },
  })
})
afterAll(() => app.close())

const as = async ({ id }: typeof desk) => {
  const browser = app.newBrowser()
  await app.signInAs(id, browser)
  return browser
}

const links = (page: Awaited<ReturnType<typeof app.get>>) =>
  page
    .html('main h2 a')
    .toArray()
    .map((link) => page.html(link).attr('href'))

test('before the first import it says what to do', async () => {
  const page = await (await as(desk)).get('/staff')
  expect(page.status).toBe(200)
  expect(lintPage(page.html)).toEqual([])
  expect(page.text).toContain('There are no schools yet')
  expect(page.text).toContain('You are signed in as Dee Desk')
})

const TASKS = [
  '/schools',
  '/people',
  '/staff/access-requests',
  '/staff/missing-tutors',
  '/staff/npq',
  '/staff/claims',
  '/staff/access-problems',
  '/organisations',
  '/staff/api-tokens',
]

/** What support staff alone find on it. */
const FOR_SUPPORT = [
  '/staff/missing-tutors',
  '/staff/npq',
  '/staff/claims',
  '/staff/access-requests',
  '/staff/api-tokens',
]

test('it leads to what this member of staff may do', async () => {
  expect(links(await (await as(desk)).get('/staff'))).toEqual(TASKS)
  expect(links(await (await as(data)).get('/staff'))).toEqual([
    ...TASKS.filter((href) => !FOR_SUPPORT.includes(href)),
    '/imports',
    '/staff/npq/lists',
    '/staff/npq/cohorts',
    '/staff/npq/funding-policies',
    '/staff/npq/consent-texts',
    '/staff/claims/rules',
  ])
})

test('it counts the schools by status', async () => {
  for (const statusCode of ['1', '1', '2', '3', '4'] as const) await aSchool(app.db, { statusCode })
  await aSchool(app.db, { contacts: {} })
  const page = await (await as(desk)).get('/staff')
  const rows = page
    .html('.govuk-summary-list__row')
    .toArray()
    .map((row) => page.html(row).text().replace(/\s+/g, ' ').trim())
  expect(rows).toEqual([
    'Open 3',
    'Open, proposed to close 1',
    'Proposed to open 1',
    'Closed 1',
    'Open without an email address 1',
  ])
  expect(lintPage(page.html)).toEqual([])
})

test('others learn nothing of it', async () => {
  const school = await (await as(tutor)).get('/staff')
  expect(school.status).toBe(404)
  const stranger = await app.newBrowser().get('/staff', { follow: false })
  expect(stranger.headers['location']).toBe('/sign-in?return=%2Fstaff')
})
