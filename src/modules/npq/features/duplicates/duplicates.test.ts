import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { loadStudyBatch } from '../../duplicates/study-factories.ts'
import { anNpqProvider, aTeacher } from '../../factories.ts'
import { duplicatesRoutes } from '../../routes/duplicates-routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: duplicatesRoutes, loadActor, eventDefinitions: [] })
  const schools = await Promise.all(Array.from({ length: 20 }, () => aSchool(app.db)))
  const provider = await anNpqProvider(app.db, 'Ash Teaching', { cohort: '2025b' })
  const other = await anNpqProvider(app.db, 'Beech Teaching', { cohort: '2025b' })
  await loadStudyBatch(app.db, {
    ...{
      batch: 1,
      from: Temporal.Instant.from('2025-09-01T00:00:00Z'),
      cohort: '2025b',
      schools,
      names: ['Ama Boateng', 'Ben Price'],
    },
    courses: ['npq-leading-teaching', 'npq-senior-leadership'],
    providerIds: [provider.id, other.id],
  })
  await app.signInAs((await aMemberOfStaff(app.db)).accountId)
})
afterAll(() => app.close())

const PATH = '/staff/npq/duplicates'
const PERIOD = 'from-day=1&from-month=9&from-year=2025&to-day=31&to-month=10&to-year=2025'

test('shows the measures of the study beside those of the period, drawn and in tables', async () => {
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  const shown = await app.get(`${PATH}?${PERIOD}`)
  expect(queries.mock.calls.length).toBeLessThanOrEqual(15)
  queries.mockRestore()
  expect(lintPage(shown.html)).toEqual([])
  expect(shown.text).toContain('1,000 registrations from 1 September 2025 to 31 October 2025')
  const full = shown.html('table').first().find('tbody tr').first().find('td').toArray()
  expect(full.map((cell) => shown.html(cell).text())).toEqual(['104', '10.4%', '10.4%', '104', '10.4%'])
  expect(shown.html('svg.app-chart').length).toBe(1)
})

test('a period with nobody says so; dates that are not real or backwards are explained and kept', async () => {
  expect((await app.get(PATH)).text).toContain('Nobody registered in this period')
  const wrong = await app.get(`${PATH}?${PERIOD.replace('to-day=31', 'to-day=41')}`)
  expect([wrong.status, ...wrong.errors]).toEqual([422, 'Last day must be a real date'])
  expect(wrong.html('#to-day').val()).toBe('41')
  expect(lintPage(wrong.html)).toEqual([])
  const backwards = await app.get(`${PATH}?${PERIOD.replace('to-year=2025', 'to-year=2024')}`)
  expect(backwards.errors).toEqual(['Last day must be the same as or after the first day'])
})

test('each figure leads to its registrations, page by page, and to a file', async () => {
  const list = await app.get(`${PATH}/registrations?${PERIOD}&only=d4`)
  expect(lintPage(list.html)).toEqual([])
  expect(list.heading).toBe('Only a different course')
  expect(list.html('tbody tr').length).toBe(25)
  expect(list.text).toContain('1 to 25 of 46')
  expect((await app.get(`${PATH}/registrations?${PERIOD}&only=d4&page=2`)).html('tbody tr').length).toBe(21)
  expect((await app.get(`${PATH}/registrations?${PERIOD}&only=d4&page=9`)).path).toContain('/registrations')
  const file = await app.app.inject({
    url: `${PATH}/file?${PERIOD}&only=full`,
    headers: { cookie: [...app.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  expect(file.body.trim().split('\r\n')).toHaveLength(105)
})

test('is for staff who support people: somebody else does not learn that it is there', async () => {
  const visitor = app.newBrowser()
  await app.signInAs((await aTeacher(app.db)).accountId, visitor)
  expect((await visitor.get(`${PATH}?${PERIOD}`)).status).toBe(404)
})
