import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { aChildcareProvider } from './childcare-factories.ts'
import { childcareProvider, searchChildcare } from './childcare-queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  await aChildcareProvider(db, { urn: 'EY123456', name: 'Little Acorns Pre-School', postcode: 'LS1 4AP' })
  await aChildcareProvider(db, { urn: '1234567', name: 'St. Mary’s Nursery', town: 'York', postcode: 'YO1 7HH' })
  await aChildcareProvider(db, { urn: '150014', name: 'Oak Tree', town: 'Hull' })
  await aChildcareProvider(db, { urn: 'EY150014', name: 'Elm Tree', town: 'Hull' })
  await aChildcareProvider(db, { urn: 'EY999001', name: 'Acorns Closed Club', status: 'closed' })
  await aChildcareProvider(db, { urn: 'EY999002', name: 'Childminder', town: 'Leeds', postcode: null })
})
afterAll(() => database.close())

test.each([
  ['EY123456', 'EY123456'],
  ['ey 123 456', 'EY123456'],
  ['123456', 'EY123456'],
  ['URN EY123456', 'EY123456'],
  ['1234567', '1234567'],
  ['EY1234567', '1234567'],
  // Two that differ only in their letters: the one that was typed.
  ['150014', '150014'],
  ['EY150014', 'EY150014'],
])('%s is %s', async (typed, urn) => {
  expect((await childcareProvider(database.db, typed))?.urn).toBe(urn)
})

test.each(['', '12', 'EY', 'acorns', '999999', "'; drop table"])('%j is nobody’s number', async (typed) => {
  expect(await childcareProvider(database.db, typed)).toBeNull()
})

test.each([
  ['little acorns', ['EY123456']],
  ['ACORNS preschool', ['EY123456']],
  ['acorns pre school', ['EY123456']],
  ['saint marys', ['1234567']],
  ['nursery york', ['1234567']],
  ['LS1 4AP acorns', ['EY123456', 'EY999001']],
  ['ls14ap', ['EY123456', '150014', 'EY150014', 'EY999001']],
  ['yo1', ['1234567']],
  ['tree hul', ['EY150014', '150014']],
  ['150014', ['150014', 'EY150014']],
  ['no such place', []],
  ['the of', []],
  ["acorns' | !x:*", []],
])('“%s” finds %j, the open first', async (typed, urns) => {
  const found = (await searchChildcare(database.db, typed)).map(({ urn }) => urn)
  expect([...found].sort()).toEqual([...urns].sort())
  expect(found.at(-1) === 'EY999001').toBe(urns.includes('EY999001'))
})

test('an address shows what is published', async () => {
  expect(await childcareProvider(database.db, 'EY999002')).toMatchObject({
    ...{ name: 'Childminder', isOpen: true, addressLines: ['1 Mill Lane', 'Leeds'], postcode: null },
  })
})
