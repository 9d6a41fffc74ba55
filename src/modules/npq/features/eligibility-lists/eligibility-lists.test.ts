import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { newId } from '#src/platform/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { listEvents } from '../../lists/list-events.ts'
import { listsInForce } from '../../lists/lists-queries.ts'
import { fundingRoutes } from '../../routes/funding-routes.ts'

const KEEPER = newId()
const SUPPORT = newId()
let app: TestApp
beforeAll(async () => {
  app = await testApp({
    routes: fundingRoutes,
    eventDefinitions: listEvents,
    loadActor: async (_db, { accountId: id }) =>
      new Actor({
        ...{ identity: { kind: 'account', id }, name: 'Priya Nair', door: 'staff' },
        staffPowers: id === KEEPER ? ['manage-reference-data'] : ['support'],
      }),
  })
  // Versions and events name the account.
  const created = app.clock.now()
  await app.db.insertInto('access.accounts').values({ id: KEEPER, name: 'Priya Nair', created_at: created }).execute()
  await app.signInAs(KEEPER)
})
afterAll(() => app.close())

const LISTS = '/staff/npq/lists'
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')
const inForce = async () => listsInForce(app.db, app.clock.now())
const column = (heading: string, ...values: readonly (string | number)[]) => [heading, ...values, ''].join('\r\n')
const urns = (count: number, from = 100_000) => Array.from({ length: count }, (_, at) => from + at)

async function upload(list: string, content: string | Buffer, name = 'list.csv') {
  await app.get(`${LISTS}/${list}`)
  return app.submit({}, { form: 'main form', files: { file: { name, content } } })
}
const apply = (filled = {}) => app.submit({ when: 'today', ...filled }, { form: 'form[action$="/application"]' })

describe('before anything is uploaded', () => {
  test('all lists are named, and none counts', async () => {
    const shown = await app.get(LISTS)
    expect(lintPage(shown.html)).toEqual([])
    expect(shown.html('tbody tr').length).toBe(6)
    expect(text()).toContain('No version counts')
  })

  test('a list says which column its file has', async () => {
    const shown = await app.get(`${LISTS}/disadvantaged-early-years`)
    expect(lintPage(shown.html)).toEqual([])
    expect(text()).toContain('Ofsted URN or Disadvantaged EY School URN')
    expect(text()).toContain('There is no version yet')
  })

  test('no such list, no such version, and a version of another list are not found', async () => {
    expect((await app.get(`${LISTS}/schools`)).status).toBe(404)
    expect((await app.get(`${LISTS}/rise/versions/${newId()}`)).status).toBe(404)
    const { path } = await upload('rise', column('RISE School URN', 100_000))
    expect((await app.get(path.replace('/rise/', '/childminders/'))).status).toBe(404)
  })
})

describe('a version', () => {
  test('is shown with what it would change, and counts for nothing', async () => {
    const shown = await upload('pp50-schools', column('PP50 School URN', ...urns(30)))
    expect(shown.path).toMatch(/\/pp50-schools\/versions\/[0-9a-f-]{36}$/)
    expect(lintPage(shown.html)).toEqual([])
    expect(text()).toContain('Uploaded It counts for nothing until somebody applies it.')
    expect(text()).toContain('Added 30')
    expect(text()).toContain('100000, 100001')
    expect(text()).toContain('and 10 more')
    expect((await inForce())['pp50-schools']).toBeUndefined()
  })

  test('counts from now once it is applied', async () => {
    const shown = await apply()
    expect(lintPage(shown.html)).toEqual([])
    expect(text()).toContain('Counts now')
    expect(text()).toContain('list.csv counts from 23 November 2026: 30 added, 0 removed')
    expect((await inForce())['pp50-schools']).toBe(shown.path.split('/').at(-1))
    expect((await app.get(LISTS)).text).toContain('23 November 2026')
  })

  test('must say when, and a later day must be one', async () => {
    await upload('pp50-schools', column('PP50 School URN', ...urns(31)))
    const nothing = await app.submit({}, { form: 'form[action$="/application"]' })
    expect(nothing.status).toBe(422)
    expect(lintPage(nothing.html)).toEqual([])
    expect(nothing.text).toContain('Select when it starts to count')
    expect((await apply({ when: 'later' })).text).toContain('Enter the day from which it counts')
    const past = await apply({ when: 'later', 'from-day': '1', 'from-month': '11', 'from-year': '2026' })
    expect(past.text).toContain('A list counts from today or a later day')
    expect(past.html('#from-day').attr('value')).toBe('1')
  })

  test('of a later day comes next and the other still counts', async () => {
    const before = (await inForce())['pp50-schools']
    await apply({ when: 'later', 'from-day': '1', 'from-month': '12', 'from-year': '2026' })
    expect(text()).toContain('Coming It counts from its day on.')
    expect((await inForce())['pp50-schools']).toBe(before)
    expect((await app.get(LISTS)).text).toContain('31 from 1 December 2026')
  })

  test('that takes much away needs a reason', async () => {
    await upload('pp50-schools', column('PP50 School URN', ...urns(20), 'n/a'))
    expect(text()).toContain('10 of 30 settings would no longer be on the list.')
    expect(text()).toContain('PP50 School URN is “n/a”, not a URN of 6 digits')
    const refused = await apply()
    expect(refused.status).toBe(422)
    expect(lintPage(refused.html)).toEqual([])
    expect(refused.text).toContain('Enter why the file is right')
    await apply({ because: 'Ten schools closed in August' })
    expect(text()).toContain('Counts now')
    expect(text()).toContain('Applied although unusual Ten schools closed in August')
  })

  test('is taken back with a reason: the one before counts again', async () => {
    const version = app.page().path
    const shown = await app.get(`${version}/taking-back`)
    expect(lintPage(shown.html)).toEqual([])
    expect((await app.submit({}, { form: 'main form' })).text).toContain('Enter why you take it back')
    await app.submit({ reason: 'The wrong round' }, { form: 'main form' })
    expect(app.page().path).toBe(version)
    expect(text()).toContain('Taken back')
    expect(text()).toContain('Reason: The wrong round')
    const counts = (await inForce())['pp50-schools'] ?? ''
    expect(version).not.toContain(counts)
    expect((await app.get(`${LISTS}/pp50-schools/versions/${counts}/file`)).text).toContain('PP50 School URN')
    expect((await app.get(`${version}/taking-back`)).path).toBe(version)
  })

  test('can be thrown away, and then has never counted', async () => {
    const { path } = await upload('pp50-schools', column('PP50 School URN', ...urns(29)))
    const back = await app.submit({}, { form: 'form[action$="/discard"]' })
    expect(back.path).toBe(`${LISTS}/pp50-schools`)
    expect(back.html(`a[href="${path}"]`).length).toBe(0)
    expect((await app.get(path)).text).toContain('Thrown away')
  })

  test('that is applied cannot be applied again', async () => {
    await upload('childminders', column('Childminder URN', 'EY123456'))
    await apply()
    expect(app.page().html('form[action$="/application"]').length).toBe(0)
  })
})

describe('damaged uploads', () => {
  test.each([
    ['nothing', null, 'Select a file'],
    ['an empty file', '', 'The selected file is empty'],
    ['another list', column('FE UKPRN', 10_000_599), 'no column RISE School URN'],
    ['only a header', 'RISE School URN\r\n', 'a header and no rows'],
    ['a repeated row', column('RISE School URN', 100_000, 100_001, 100_000), 'twice, on lines 2 and 4'],
    ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), 'a workbook'],
    ['words', column('RISE School URN', 'a', 'b'), '2 of 2 rows cannot be used'],
  ])('%s: says what to do and changes nothing', async (_what, content, told) => {
    const before = await inForce()
    if (content === null) {
      await app.get(`${LISTS}/rise`)
      await app.submit({}, { form: 'main form', files: {} })
    } else await upload('rise', content)
    expect(app.page().status).toBe(422)
    expect(lintPage(app.page().html)).toEqual([])
    expect(text()).toContain(told)
    expect(await inForce()).toEqual(before)
  })
})

test('support staff without the power see which version counts, and change nothing', async () => {
  const browser = app.newBrowser()
  await app.signInAs(SUPPORT, browser)
  expect((await browser.get(LISTS)).status).toBe(200)
  const list = await browser.get(`${LISTS}/pp50-schools`)
  expect(lintPage(list.html)).toEqual([])
  expect(list.html('main form').length).toBe(0)
  const version = await browser.get(list.html('tbody a').first().attr('href') ?? '')
  expect(lintPage(version.html)).toEqual([])
  expect(version.html('main form').length).toBe(0)
  expect((await browser.get(`${version.path}/taking-back`)).status).toBe(404)
  expect((await app.newBrowser().get(LISTS)).path).toContain('sign-in')
})
