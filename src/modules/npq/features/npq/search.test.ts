import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aMemberOfStaff } from '#src/modules/access/factories.ts'
import { loadActor } from '#src/modules/access/public.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { peopleNamedSet } from '#src/modules/directory/public.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { lintPage } from '#test/page-lint.ts'
import { anNpqProvider, aRegistration, aTeacher } from '../../factories.ts'
import { consoleRoutes } from '../../routes/console-routes.ts'
import { soughtIn } from '../../search/registration-search-rules.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ routes: consoleRoutes, loadActor, eventDefinitions: [] })
  await app.signInAs((await aMemberOfStaff(app.db)).accountId)
})
afterAll(() => app.close())

const PATH = '/staff/npq'
const names = () =>
  app
    .page()
    .html('tbody tr')
    .toArray()
    .map((row) => app.page().html(row).find('a').first().text().trim())
const search = async (q: string, rest = '') => {
  await app.get(`${PATH}?${new URLSearchParams({ q })}${rest}`)
  return names()
}

test('a registration is found by any of the ways that people name it', async () => {
  const school = await aSchool(app.db)
  const teacher = await aTeacher(app.db, { name: 'Siân O’Connor-Vyas', trn: '4455667' })
  const work = { worksInEngland: true, setting: 'a_school', organisationId: school.id } as const
  const registration = await aRegistration(app.db, { teacher, work })
  await aRegistration(app.db, { teacher: await aTeacher(app.db, { name: 'Sid Conway' }) })
  for (const typed of [
    'Siân vyas',
    'o connor',
    '44 55-667',
    'RP 4455667',
    school.urn,
    teacher.address,
    registration.id,
    teacher.personId,
  ]) {
    expect([typed, await search(typed)]).toEqual([typed, ['Siân O’Connor-Vyas']])
  }
  expect(lintPage(app.page().html)).toEqual([])
  expect(await search('si')).toHaveLength(2)
  expect(await search('nobody of this name')).toEqual([])
  expect(app.page().text).toContain('No registration fits')
  expect(await search("'; drop table npq.registrations; -- : & |")).toEqual([])
})

test('accents and capitals make no difference, on either side', async () => {
  await aRegistration(app.db, { teacher: await aTeacher(app.db, { name: 'Siân Bäckström' }) })
  await aRegistration(app.db, { teacher: await aTeacher(app.db, { name: 'SIAN Backstrom' }) })
  // As some systems send it: letters and accents apart.
  await aRegistration(app.db, { teacher: await aTeacher(app.db, { name: 'Sia\u0302n Backstro\u0308m' }) })
  const all = ['SIAN Backstrom', 'Sia\u0302n Backstro\u0308m', 'Siân Bäckström']
  for (const typed of ['sian backstrom', 'Siân Bäckström', 'SIÂN', 'sia\u0302n backstr', 'bäck sian'])
    expect([typed, (await search(typed)).filter((name) => !name.includes('Connor')).toSorted()]).toEqual([typed, all])
  expect(await search('siano')).toEqual([])
})

test('a name is looked up in the index, however it is spelt', async () => {
  const people = peopleNamedSet('Siân Vyas')
  if (people === null) throw new Error('There is a word in it')
  const plan = await app.db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    return (await sql<{ 'QUERY PLAN': string }>`explain select * from ${people} as people`.execute(tx)).rows
  })
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
    /Bitmap Index Scan on people_name_words .*\n\s+Index Cond: \(name_words @@ '''sian'':\* & ''vyas'':\*'::tsquery\)/,
  )
})

test('filters stand in the address, can be taken off and narrow the search', async () => {
  const provider = await anNpqProvider(app.db, 'Willow Institute', { courses: ['npq-headship'] })
  const teacher = await aTeacher(app.db, { name: 'Fern Abbot' })
  await aRegistration(app.db, { teacher, provider, status: 'accepted', fundedPlace: true })
  expect(await search('fern', '&status=pending')).toEqual([])
  expect(
    await search('fern', `&status=accepted&cohort=2026b&course=npq-headship&setting=a_school&provider=${provider.id}`),
  ).toEqual(['Fern Abbot'])
  expect(app.page().html('.app-filter__tag').length).toBe(6)
  expect(lintPage(app.page().html)).toEqual([])
})

test('the list takes as many queries for one registration as for thirty, and has pages', async () => {
  const queriesFor = async () => {
    const queries = vi.spyOn(pg.Client.prototype, 'query')
    await search('zachary')
    const count = queries.mock.calls.length
    queries.mockRestore()
    return count
  }
  await aRegistration(app.db, { teacher: await aTeacher(app.db, { name: 'Zachary 1' }) })
  const forOne = await queriesFor()
  for (let at = 2; at <= 30; at += 1)
    await aRegistration(app.db, { teacher: await aTeacher(app.db, { name: `Zachary ${at}` }) })
  expect(await queriesFor()).toBe(forOne)
  expect(forOne).toBeLessThanOrEqual(15)
  expect(names()).toHaveLength(25)
  expect(await search('zachary', '&page=2')).toHaveLength(5)
  expect(await search('zachary', '&page=7')).toHaveLength(25)
})

test('what is typed is read by how it looks', () => {
  expect(soughtIn('  ')).toBeNull()
  expect(soughtIn('EY123456')).toEqual({ kind: 'urn', urn: '123456' })
  expect(soughtIn('123 4567')).toEqual({ kind: 'trn', trn: '1234567' })
  expect(soughtIn('Ann@')).toEqual({ kind: 'address', beginning: 'Ann@' })
  expect(soughtIn('12')).toEqual({ kind: 'name', text: '12' })
})
