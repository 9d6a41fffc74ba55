import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { composedApp } from '#test/composed-app.ts'
import { lintPage } from '#test/page-lint.ts'
import { aLocalAuthority, aSchool, aTrust } from '../../../directory/factories.ts'
import { aMemberOfStaff, aNominationLink, aTutorOf } from '../../factories.ts'
import { refreshMissingList } from '../../missing-list/missing-list-store.ts'

const PATH = '/staff/missing-tutors'
let app: TestApp
beforeAll(async () => {
  app = await composedApp()
  await app.signInAs((await aMemberOfStaff(app.db)).accountId)
})
afterAll(() => app.close())

/** What the worker does every two minutes. */
const refresh = () => app.db.transaction().execute((tx) => refreshMissingList(tx, app.clock.now()))

const table = (at: number) =>
  app
    .page()
    .html(`main table`)
    .eq(at)
    .find('tbody tr')
    .toArray()
    .map((row) => app.page().html(row).text().replaceAll(/\s+/g, ' ').trim())
const text = () => app.page().html('main').text().replaceAll(/\s+/g, ' ')

test('before the list was first made it says so', async () => {
  for (const path of ['', '/local-authorities', '/trusts']) {
    const page = await app.get(`${PATH}${path}`)
    expect(lintPage(page.html)).toEqual([])
    expect(text()).toContain('This list has not been made yet')
  }
})

test('with nothing missing it says so and leads on', async () => {
  await refresh()
  const page = await app.get(PATH)
  expect(page.status).toBe(200)
  expect(page.heading).toBe('Schools without an induction tutor')
  expect(lintPage(page.html)).toEqual([])
  expect(text()).toContain('No school fits these filters')
  expect(text()).toContain('As it was at 10am on 23 November 2026')
})

describe('with schools', () => {
  beforeAll(async () => {
    const { db } = app
    await aLocalAuthority(db, '202', 'Camden')
    await aLocalAuthority(db, '383', 'Leeds')
    const leeds = { laCode: '383', laName: 'Leeds', phaseCode: '4', phaseName: 'Secondary' }
    const high = await aSchool(db, { name: 'Aire High School', ...leeds })
    await aTrust(db, 'River Trust', [high.id])
    await aSchool(db, { name: '=Formula School', contacts: {} })
    await aTutorOf(db, await aSchool(db, { name: 'Named School' }))
    await aSchool(db, { name: 'Closed School', statusCode: '2' })
    await aNominationLink(db, await aSchool(db, { name: 'Waiting School' }), { now: app.clock.now() })
    await refresh()
  })

  test('lists those without a tutor and no others, with the reason and the counts', async () => {
    const page = await app.get(PATH)
    expect(lintPage(page.html)).toEqual([])
    expect(table(1).map((row) => row.replace(/URN.*?, /, ' '))).toEqual([
      'Aire High School Secondary, London Leeds River Trust Never invited None',
      '=Formula School Primary, London Camden None No email address None',
      'Waiting School Primary, London Camden None Sent, no report yet 23 November 2026',
    ])
    expect(table(0).filter((row) => / 1 /.test(row))).toHaveLength(3)
    expect(page.html('svg rect')).toHaveLength(3)
    expect(page.html('svg').attr('role')).toBe('img')
  })

  test.each([
    ['reason=no-address', ['=Formula School']],
    ['la=383', ['Aire High School']],
    ['phase=4', ['Aire High School']],
    ['q=waiting', ['Waiting School']],
    ['la=383&reason=no-address', []],
    ['older=1', []],
    ['reason=nonsense&la=x&trust=1&sort=x', ['Aire High School', '=Formula School', 'Waiting School']],
    ['sort=authority', ['=Formula School', 'Waiting School', 'Aire High School']],
    ['sort=oldest-link', ['Waiting School', 'Aire High School', '=Formula School']],
  ])('filters and sorts: %s', async (query, names) => {
    await app.get(`${PATH}?${query}`)
    const links = app.page().html('main section a[href^="/schools/"]')
    expect(links.toArray().map((link) => app.page().html(link).text())).toEqual(names)
    expect(lintPage(app.page().html)).toEqual([])
  })

  test('a link that nobody opened comes up for a reminder after 5 working days', async () => {
    const before = app.clock.now()
    app.clock.moveOn({ hours: 7 * 24 })
    await app.signInAs((await aMemberOfStaff(app.db)).accountId)
    await app.get(`${PATH}?older=1`)
    expect(text()).toContain('has not been brought up to date since')
    expect(text()).toContain('No school fits these filters')
    await refresh()
    await app.get(`${PATH}?older=1`)
    expect(text()).toContain('Waiting School')
    app.clock.moveTo(before)
    await app.signInAs((await aMemberOfStaff(app.db)).accountId)
    await refresh()
  })

  test('counts by local authority and by trust lead back to the list', async () => {
    const authorities = await app.get(`${PATH}/local-authorities`)
    expect(lintPage(authorities.html)).toEqual([])
    expect(table(0)).toEqual(['Camden 2', 'Leeds 1'])
    const trusts = await app.get(`${PATH}/trusts`)
    expect(lintPage(trusts.html)).toEqual([])
    expect(table(0)).toEqual(['River Trust 1'])
    const href = trusts.html('main table a').attr('href') ?? ''
    const list = await app.get(href)
    expect(list.text).toContain('Remove filter trust')
    expect(table(1)).toHaveLength(1)
  })

  test('the file has the same schools and runs no formula', async () => {
    const file = await app.get(`${PATH}/export?la=202`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.headers['content-disposition']).toContain('schools-without-induction-tutor-2026-11-23.csv')
    const lines = file.html('body').text().replace('\uFEFF', '').trim().split(/\r?\n/)
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain('URN,School,Phase')
    expect(lines[1]).toContain(",'=Formula School,")
    expect(lines[2]).toContain('Sent, no report yet')
  })

  test('the number of queries does not grow with the schools', async () => {
    for (let at = 0; at < 60; at += 1) await aSchool(app.db, { name: `Later School ${at}` })
    await refresh()
    const page = await app.get(PATH)
    expect(page.text).toContain('Showing 1 to 50 of 63 schools')
    await app.get(`${PATH}?page=2`)
    expect(table(1)).toHaveLength(13)
    expect((await app.get(`${PATH}?page=3`)).path).toBe(PATH)
  })
})

test('a school that names its tutor after the list was made is told apart', async () => {
  const school = await aSchool(app.db, { name: 'Quick School' })
  await refresh()
  await aTutorOf(app.db, school, { now: app.clock.now() })
  await app.get(`${PATH}?q=quick`)
  expect(table(1)).toEqual([expect.stringContaining('Has named its tutor since')])
  await refresh()
  await app.get(`${PATH}?q=quick`)
  expect(text()).toContain('No school fits these filters')
})

test('others learn nothing of it', async () => {
  const tutor = app.newBrowser()
  const school = await aSchool(app.db)
  await app.signInAs((await aTutorOf(app.db, school)).accountId, tutor)
  const operator = app.newBrowser()
  await app.signInAs((await aMemberOfStaff(app.db, { powers: ['operate'] })).accountId, operator)
  for (const path of ['', '/local-authorities', '/trusts', '/export']) {
    expect((await tutor.get(`${PATH}${path}`)).status).toBe(404)
    expect((await operator.get(`${PATH}${path}`)).status).toBe(404)
    expect((await app.newBrowser().get(`${PATH}${path}`, { follow: false })).headers['location']).toContain('/sign-in')
  }
})
