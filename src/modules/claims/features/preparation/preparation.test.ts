import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPersonAt, newestEmailTo } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { errorPages } from '#src/ui/error-pages.tsx'
import { type TestApp, testApp } from '#test/app.ts'
import type { Browser } from '#test/browser.ts'
import { lintPage } from '#test/page-lint.ts'
import { queriesOf } from '#test/queries-of.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { events } from '../../claims-events.ts'
import { aClaimWindow, anIttProvider } from '../../factories.ts'
import { mentorsRoutes } from '../../routes/mentors-routes.ts'
import { preparationRoutes } from '../../routes/preparation-routes.ts'

let app: TestApp
let standing: StandingRecord
beforeAll(async () => {
  standing = await standingRecord()
  const routes = [...preparationRoutes, ...mentorsRoutes]
  app = await testApp({ routes, loadActor, eventDefinitions: events, errorPages, teachingRecord: standing.record })
  await aClaimWindow(app.db)
})
afterAll(async () => {
  await app.close()
  standing.close()
})

const MAIN = { form: 'main form' }
const listOf = ({ id }: { id: string }) => `/organisations/${id}/preparation`

async function somebodyAt(school: { id: string }, given: Parameters<typeof aPersonAt>[2] = {}) {
  const browser = app.newBrowser()
  const person = await aPersonAt(app.db, school, given)
  await app.signInAs(person.accountId, browser)
  return { browser, ...person }
}
const look = async (browser: Browser, path: string) => {
  const shown = await browser.get(path)
  expect(lintPage(shown.html)).toEqual([])
  return shown
}
const send = async (browser: Browser, values: Record<string, string | string[]>, status = 200) => {
  const shown = await browser.submit(values, MAIN)
  expect(lintPage(shown.html)).toEqual([])
  expect(shown.status).toBe(status)
  return shown
}

test('a school notes who still lacks what, and a mentor of whom enough is known goes to its list', async () => {
  const school = await aSchool(app.db)
  const provider = await anIttProvider(app.db, 'Elm Teacher Training')
  const { browser } = await somebodyAt(school, { role: 'claims' })
  expect((await look(browser, listOf(school))).text).toContain('You can claim until 18 December 2026')
  await look(browser, `${listOf(school)}/new`)
  expect((await send(browser, { hours: '17' }, 422)).errors).toEqual([
    'Enter the name of the mentor',
    'Hours must be 16 or less',
  ])
  const noted = await send(browser, { 'mentor-name': 'Daniel', hours: '', known: 'trn' })
  expect(noted.text).toContain('Date of birth, accredited provider, hours agreed with the provider')
  expect(noted.text).not.toContain('Add as a mentor')
  await browser.click('Change Daniel')
  const done = await send(browser, { known: ['trn', 'date-of-birth'], provider: provider.id, hours: '12' })
  expect(done.text).toContain('Elm Teacher Training')
  expect(done.text).toContain('Nothing')
  expect((await look(browser, `${listOf(school)}/print`)).text).toContain('Daniel')
  await browser.get(listOf(school))
  await browser.click('Add as a mentor Daniel')
  const born = { 'date-of-birth-day': '23', 'date-of-birth-month': '4', 'date-of-birth-year': '1985' }
  await send(browser, { trn: '3000001', ...born, informed: 'yes' })
  expect((await look(browser, listOf(school))).text).toContain('There is nobody on the list')
})

test('what a colleague changed meanwhile is shown, what was typed stays, and sending again counts', async () => {
  const school = await aSchool(app.db)
  const [mine, colleague] = [await somebodyAt(school), await somebodyAt(school, { name: 'Cara Finn' })]
  await mine.browser.get(`${listOf(school)}/new`)
  await send(mine.browser, { 'mentor-name': 'Ines' })
  await mine.browser.click('Change Ines')
  const { path } = mine.browser.page()
  await colleague.browser.get(path)
  await send(colleague.browser, { 'mentor-name': 'Ines Duarte' })
  const told = await send(mine.browser, { 'mentor-name': 'Inês', hours: '5' }, 409)
  expect(told.text).toContain('Cara Finn')
  expect(told.html('input[name=mentor-name]').attr('value')).toBe('Inês')
  expect((await send(mine.browser, {})).text).toContain('Inês')
  await colleague.browser.get(path)
  await mine.browser.get(path)
  await mine.browser.click('Take them off the list')
  expect((await send(mine.browser, {})).text).toContain('Taken off the list')
  expect((await colleague.browser.get(path)).status).toBe(404)
})

test('the list goes to a colleague of the same school by email, without the names on it', async () => {
  const [school, other] = [await aSchool(app.db), await aSchool(app.db)]
  const { browser } = await somebodyAt(school)
  expect((await look(browser, `${listOf(school)}/sending`)).text).toContain('Nobody else')
  const colleague = await somebodyAt(school, { name: 'Cara Finn', role: 'viewer' })
  const stranger = await somebodyAt(other)
  await browser.get(`${listOf(school)}/new`)
  await send(browser, { 'mentor-name': 'Secret Mentor' })
  await look(browser, `${listOf(school)}/sending`)
  expect((await send(browser, { to: stranger.accountId }, 422)).errors).toEqual(['Select a colleague'])
  expect((await send(browser, { to: colleague.accountId, note: 'The dates of birth' })).text).toContain('We have sent')
  const email = await newestEmailTo(app.db, colleague.address)
  expect(email.text).toContain('The dates of birth')
  expect(email.text).not.toContain('Secret Mentor')
  expect(email.path).toBe(listOf(school))
  expect((await look(colleague.browser, listOf(school))).text).toContain('Secret Mentor')
  expect((await colleague.browser.get(`${listOf(school)}/new`)).status).toBe(403)
  expect((await stranger.browser.get(listOf(school))).status).toBe(404)
})

test('many notes need as many queries as one', async () => {
  const school = await aSchool(app.db)
  const { browser } = await somebodyAt(school)
  const provider = await anIttProvider(app.db)
  const note = async (name: string) => {
    await browser.get(`${listOf(school)}/new`)
    await send(browser, { 'mentor-name': name, provider: provider.id })
  }
  await note('First')
  const one = await queriesOf(app, () => browser.get(listOf(school)))
  for (let each = 0; each < 12; each += 1) await note(`Mentor ${each}`)
  expect(await queriesOf(app, () => browser.get(listOf(school)))).toBe(one)
  expect(one).toBeLessThanOrEqual(15)
})
