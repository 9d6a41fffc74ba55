import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#test/db.ts'
import { aSchool } from './factories.ts'
import { RESULTS_PER_PAGE, type SchoolSearch, searchSchools, suggestSchools } from './school-search-queries.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const leeds = { laCode: '383', laName: 'Leeds', town: 'Leeds' }
  await aSchool(db, {
    urn: '900001',
    name: "St Mary's Church of England Primary School",
    ...leeds,
    postcode: 'LS7 4AB',
  })
  await aSchool(db, { urn: '900002', name: 'Saint Mary Catholic Junior School', ...leeds, postcode: 'LS7 4AD' })
  await aSchool(db, {
    urn: '900003',
    name: "St. Mary's CofE Junior & Infant School",
    ...leeds,
    statusCode: '2',
    postcode: 'LS8 1AA',
  })
  await aSchool(db, {
    urn: '900004',
    name: 'Greenfield Academy',
    town: 'Truro',
    postcode: 'TR1 2ZZ',
    establishmentNumber: '4004',
  })
  await aSchool(db, {
    urn: '900005',
    name: 'Ŵynfield Nursery School',
    town: 'Truro',
    postcode: 'TR1 3ZZ',
    phaseCode: '1',
  })
  await aSchool(db, { urn: '900006', name: 'The Green School', town: 'Truro', postcode: 'TR2 3ZZ', phaseCode: '4' })
  await aSchool(db, { urn: '900007', name: 'Abbey Green School', town: 'Truro', postcode: 'TR2 4ZZ', phaseCode: '4' })
})
afterAll(() => database.close())

const search = async (text: string, given: Partial<SchoolSearch> = {}) =>
  searchSchools(database.db, { text, page: 1, laCode: null, phaseCode: null, status: null, ...given })
const urns = async (text: string, given: Partial<SchoolSearch> = {}) =>
  (await search(text, given)).schools.map(({ urn }) => urn)

describe('a school is found by', () => {
  test.each([
    ['its URN', '900004', ['900004']],
    ['its DfE number', '202/4004', ['900004']],
    ['its postcode without a space', 'tr12zz', ['900004']],
    ['the outward half of a postcode, by name', 'TR1', ['900004', '900005']],
    ['town and name in any order, the exact name first', 'truro green', ['900007', '900006']],
    ['synonyms, open before closed', 'saint marys c of e primary', ['900001', '900003']],
    ['the kind of school that it does not call itself', 'st mary primary leeds', ['900001', '900002', '900003']],
    ['a name without its accents', 'wynfield', ['900005']],
    ['the exact name before names that hold it', 'green school', ['900006', '900007']],
  ])('%s: %s', async (_, text, found) => expect(await urns(text)).toEqual(found))
})

describe('when no school has every word', () => {
  test.each([
    ['a letter left out', 'grenfield', ['900004']],
    ['a letter too many', 'greenfieeld academy', ['900004']],
    ['a wrong letter', 'greemfield', ['900004']],
    ['two letters swapped', 'grenefield', ['900004']],
    ['a space too few', 'abbeygreen', ['900007']],
    ['a space too many', 'green field academy', ['900004']],
    ['the name from before it became an academy', 'greenfield primary', ['900004']],
    ['a postcode where no school is, for the schools of its area', 'TR1 9XX', ['900004', '900005']],
    ['half a word', 'wynf', ['900005']],
    ['a slip in a word that is compared by another', 'grenfield acadmy schol', ['900004']],
  ])('it forgives %s: %s', async (_, text, found) => {
    const results = await search(text)
    expect(results.schools.map(({ urn }) => urn)).toEqual(found)
    expect(results.nearest).toBe(true)
  })

  test('and nothing is found for what is near nothing', async () => {
    expect(await search('xylophone')).toEqual({ schools: [], total: 0, more: false, nearest: true })
    expect((await search('999999')).schools).toEqual([])
    expect((await search('schol')).schools).toEqual([])
  })

  test('one slip anywhere in any word of four letters or more still finds the school', async () => {
    const words = ['greenfield', 'wynfield', 'abbey', 'leeds', 'truro']
    const slip = fc.tuple(
      fc.constantFrom(...words),
      fc.nat(),
      fc.constantFrom('add', 'drop', 'change', 'swap'),
      fc.constantFrom(...'qxz'),
    )
    await fc.assert(
      fc.asyncProperty(slip, async ([word, at, kind, letter]) => {
        expect((await search(mistyped(word, at % word.length, kind, letter))).total).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })
})

describe('results', () => {
  test('are narrowed by local authority, phase and status', async () => {
    expect(await urns('st mary', { laCode: '202' })).toEqual([])
    expect(await urns('st mary', { laCode: '383', status: 'closed' })).toEqual(['900003'])
    expect(await urns('green', { phaseCode: '4', status: 'open' })).toEqual(['900006', '900007'])
    expect(await urns('', { laCode: '383' })).toEqual(['900002', '900001', '900003'])
  })

  test('come in pages with the same order each time, and a count that stops', async () => {
    const { db } = database
    await db.transaction().execute(async () => {
      for (let number = 0; number < 60; number += 1) await aSchool(db, { name: `Zebra Lane School ${number}` })
    })
    const pages = await Promise.all(
      [1, 2, 3, 4].map(async (page) => (await search('zebra', { page })).schools.map(({ urn }) => urn)),
    )
    expect(pages.map(({ length }) => length)).toEqual([RESULTS_PER_PAGE, RESULTS_PER_PAGE, 10, 0])
    expect(new Set(pages.flat()).size).toBe(60)
    expect((await search('zebra', { page: 4 })).total).toBe(60)
    expect((await search('zebra')).more).toBe(false)
  })

  test('are counted up to a thousand, and listed by name where nearly every school matches, open first', async () => {
    await manySchools(1_200, 'Oakfield')
    expect(await search('oakfield')).toMatchObject({ total: 1000, more: true })
    await manySchools(5_100, 'Ashgrove')
    const first = await search('ashgrove')
    expect(first).toMatchObject({ total: 1000, more: true, nearest: false })
    expect(first.schools.map(({ name }) => name)).toEqual(first.schools.map(({ name }) => name).sort())
    expect(first.schools.every(({ status }) => status === 'open')).toBe(true)
    const last = await search('ashgrove', { page: 40 })
    expect(last.schools).toHaveLength(RESULTS_PER_PAGE)
    expect(new Set([...first.schools, ...last.schools].map(({ urn }) => urn)).size).toBe(2 * RESULTS_PER_PAGE)
    expect((await search('ashgrove', { status: 'closed' })).schools.every(({ status }) => status === 'closed')).toBe(
      true,
    )
  })
})

test('suggestions finish the word that is being typed, ten at most', async () => {
  const names = async (text: string) => (await suggestSchools(database.db, text)).map(({ name }) => name)
  expect(await names('greenf')).toEqual(['Greenfield Academy'])
  expect((await names('st ma')).length).toBe(3)
  expect(await names('the school')).toEqual([])
  expect((await names('zebra')).length).toBe(10)
})

function mistyped(word: string, at: number, kind: string, letter: string): string {
  const [before, after] = [word.slice(0, at), word.slice(at)]
  if (kind === 'add') return `${before}${letter}${after}`
  if (kind === 'drop') return `${before}${after.slice(1)}`
  if (kind === 'change') return `${before}${letter}${after.slice(1)}`
  return `${before}${after.slice(1, 2)}${after.slice(0, 1)}${after.slice(2)}`
}

/** Namesakes by the thousand, one in ten closed: more than one by one would be quick. */
async function manySchools(count: number, name: string): Promise<void> {
  const word = name.toLowerCase()
  await sql`
    with numbered as (
      select gen_random_uuid() as id, number, ${name} || ' ' || lpad(number::text, 5, '0') as name
      from generate_series(1, ${count}::int) as number
    ), organisations as (
      insert into directory.organisations (id, kind, name, status, created_at, updated_at)
      select id, 'school', name, 'open', now(), now() from numbered
    )
    insert into directory.schools (organisation_id, urn, name, la_code, la_name, type_code, type_name, type_group_code,
      status_code, status_name, phase_code, phase_name, section_41, search_name, search_place, last_seen_import)
    select id, (${count} * 10 + number)::text, name, '202', 'Camden', '1', 'Community school', '4',
      case when number % 10 = 0 then '2' else '1' end, 'Open', '2', 'Primary', false,
      ${word} || ' ' || lpad(number::text, 5, '0'), 'camden', id
    from numbered`.execute(database.db)
}
