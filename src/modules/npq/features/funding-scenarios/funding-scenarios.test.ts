import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { fundingRoutes } from '../../routes/funding-routes.ts'
import { scenarioEvents } from '../../scenarios/scenario-events.ts'

const KEEPER = newId()
let app: TestApp
beforeAll(async () => {
  app = await testApp({
    routes: fundingRoutes,
    eventDefinitions: scenarioEvents,
    loadActor: async (_db, { accountId: id }) =>
      new Actor({
        ...{ identity: { kind: 'account', id }, name: 'Priya Nair', door: 'staff' },
        staffPowers: ['manage-reference-data'],
      }),
  })
  const created = app.clock.now()
  await app.db.insertInto('access.accounts').values({ id: KEEPER, name: 'Priya Nair', created_at: created }).execute()
  await app.signInAs(KEEPER)
})
afterAll(() => app.close())

const HEADER = 'cohort,works_in_england,work_setting,course,previously_funded,rise,pp50,expected'
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')

async function upload(...rows: readonly string[]) {
  await app.get('/staff/npq/scenarios')
  return app.submit({}, { form: 'main form', files: { file: { name: 'cases.csv', content: rows.join('\r\n') } } })
}

test('the page says what the table holds', async () => {
  const shown = await app.get('/staff/npq/scenarios')
  expect(lintPage(shown.html)).toEqual([])
  expect(text()).toContain('work_setting: school, academy-trust')
})

test('rows that differ or cannot be read are shown, all rows when asked, and every row in the file', async () => {
  const shown = await upload(
    HEADER,
    '2026b,yes,school,npq-headship,,,,yes',
    '2026b,yes,school,npq-leading-literacy,,yes,,no',
    '2026b,yes,schol,npq-headship,,,,yes',
  )
  expect(lintPage(shown.html)).toEqual([])
  expect(text()).toContain('3 rows: 1 as expected, 1 different, 1 not readable')
  expect(shown.html('tbody tr').length).toBe(2)
  expect(text()).toContain('work_setting is “schol”: write school')
  const all = await app.get(`${shown.path}?rows=all`)
  expect(lintPage(all.html)).toEqual([])
  expect(all.html('tbody tr').length).toBe(3)
  const file = (await app.get(`${shown.path}/file`)).text
  expect(file).toContain('3,2026b,yes,school,npq-leading-literacy,,yes,,no,yes,funded,')
  expect((await app.get('/staff/npq/scenarios')).text).toContain('cases.csv')
})

test('a long table is paged', async () => {
  const shown = await upload(HEADER, ...Array.from({ length: 150 }, () => '2026b,yes,school,npq-headship,,,,no'))
  expect(shown.html('tbody tr').length).toBe(100)
  expect((await app.get(`${shown.path}?page=2`)).html('tbody tr').length).toBe(50)
  expect((await app.get(`${shown.path}?page=9`)).path).toBe(shown.path)
})

test('nothing that differs: says so', async () => {
  await upload(HEADER, '2026a,yes,school,npq-headship,,,,no')
  expect(text()).toContain('Every row came out as expected')
})

test.each([
  [['a,b', '1,2'], 'no column cohort'],
  [[HEADER], 'a header and no rows'],
])('%j: says what to do', async (rows, told) => {
  const shown = await upload(...rows)
  expect(shown.status).toBe(422)
  expect(lintPage(shown.html)).toEqual([])
  expect(text()).toContain(told)
})

test('a run that is not there is not found', async () => {
  expect((await app.get(`/staff/npq/scenarios/${newId()}`)).status).toBe(404)
})
