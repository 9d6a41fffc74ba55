import { parse } from 'csv-parse/sync'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { events } from '../../access-events.ts'
import { loadActor } from '../../accounts/actor-queries.ts'
import { aMemberOfStaff, aTutorOf } from '../../factories.ts'
import { routes } from '../../routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes, loadActor, eventDefinitions: events })
  await app.signInAs((await aMemberOfStaff(app.db, { powers: ['operate'] })).accountId)
})
afterAll(() => app.close())

const PATH = '/staff/access-problems'
const row = (name: string) =>
  app
    .page()
    .html('table')
    .first()
    .find('tbody tr')
    .filter((_at, line) => app.page().html(line).text().includes(name))
    .find('td')
    .toArray()
    .map((cell) => app.page().html(cell).text())

test('with no records it says so, and has before and after all the same', async () => {
  const shown = await app.get(PATH)
  expect(lintPage(shown.html)).toEqual([])
  expect(shown.text).toContain('Nobody had a problem with access in this period')
  expect(shown.text).toContain('1. Somebody else at the school is registered')
  expect(shown.text).toContain('We have no data: nothing that we keep tells it')
  expect(shown.html('svg.app-chart').length).toBe(0)
})

test('what happened at the doors is counted, drawn, in a table and in a file, with the way in as its end', async () => {
  const visitor = app.newBrowser()
  for (const address of ['stranger@door.example', 'other@door.example']) {
    await visitor.get('/sign-in')
    await visitor.submit({ email: address })
  }
  await visitor.get('/sign-in/problems')
  await visitor.submit({ problem: 'which-address' }, { form: 'main form' })
  app.clock.moveOn({ hours: 1 })
  await aTutorOf(app.db, await aSchool(app.db), { address: 'stranger@door.example', now: app.clock.now() })
  await app.db
    .updateTable('access.addresses')
    .set({ verified_at: app.clock.now() })
    .where('folded', '=', 'stranger@door.example')
    .execute()
  app.clock.moveOn({ hours: 24 })
  await app.signInAs((await aMemberOfStaff(app.db, { powers: ['operate'] })).accountId)
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  const shown = await app.get(PATH)
  expect(queries.mock.calls.length).toBeLessThanOrEqual(15)
  queries.mockRestore()
  expect(lintPage(shown.html)).toEqual([])
  expect(row('The email address is not registered')).toEqual(['2', '1', '0', '1', '0', '100%', '1 hour', '1 hour', '1'])
  for (const chart of shown.html('svg.app-chart').toArray()) {
    const labelled = shown.html(chart).attr('aria-labelledby') ?? ''
    expect(shown.html(`[id="${labelled}"]`).text()).toContain('same figures')
  }
  expect(shown.html('svg.app-chart').length).toBe(2)
  const file = await app.app.inject({
    url: `${PATH}/file?by=week`,
    headers: { cookie: [...app.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  const lines: Record<string, string>[] = parse(file.body, { columns: true, bom: true })
  const found = lines.filter((line) => line['Problem'] === 'The email address is not registered')
  expect(
    found.map((line) => [line['From'], line['Times'], line['Solved alone'], line['Median seconds to get in']]),
  ).toEqual([
    ['2025-11-24 to 2026-11-24', '2', '1', '3600'],
    ['2026-11-23', '2', '1', '3600'],
  ])
})

test('the period, the step and one problem can be chosen; anything else is the usual', async () => {
  expect((await app.get(`${PATH}?period=3&by=week`)).text).toContain('Week by week')
  const one = await app.get(`${PATH}?problem=locked-out&by=nonsense&period=%00`, {}).then((shown) => shown.status)
  expect(one).toBe(400)
  const other = await app.get(`${PATH}?problem=unregistered-email&period=99`)
  expect(other.html('table').first().find('tbody tr').length).toBe(1)
  expect(other.text).toContain('Month by month')
})
