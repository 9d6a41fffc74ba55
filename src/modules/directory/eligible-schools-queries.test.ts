import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { eligibilityOn } from './eligibility-queries.ts'
import { eligibleSchoolSet, type SchoolFilter } from './eligible-schools-queries.ts'
import { aContact, aSchool, aTrust } from './factories.ts'
import { TYPE_NAMES } from './imports/gias-codes.ts'
import { schoolsById } from './schools-queries.ts'

const TODAY = Temporal.PlainDate.from('2026-11-23')
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

type Row = { id: string; trust_id: string | null; main_address: string | null; alternative_address: string | null }

async function set(filter: SchoolFilter = {}): Promise<readonly Row[]> {
  const schools = await eligibleSchoolSet(database.db, TODAY, filter)
  return (await sql<Row>`select * from (${schools}) as eligible`.execute(database.db)).rows
}
const ids = async (filter?: SchoolFilter) => (await set(filter)).map(({ id }) => id)

test('the set holds exactly the schools that the rule calls eligible', async () => {
  const facts = [
    ...[...TYPE_NAMES].flatMap(([typeCode]) => [{ typeCode }, { typeCode, section41: true }]),
    ...(['1', '2', '3', '4'] as const).map((statusCode) => ({ statusCode })),
    ...['E10000001', 'e07', 'W06000001', '9999', '99991', '', 'S12'].map((districtCode) => ({ districtCode })),
  ]
  const made = []
  for (const each of facts) made.push((await aSchool(database.db, each)).id)
  const schools = await schoolsById(database.db, made)
  const expected = []
  for (const id of made) {
    const school = schools.get(id)
    if (school && (await eligibilityOn(database.db, school, TODAY)).eligible) expected.push(id)
  }
  expect(expected.length).toBeGreaterThan(20)
  expect(expected.length).toBeLessThan(made.length)
  expect((await ids()).sort()).toEqual([...expected].sort())
})

describe('filters', () => {
  test('choose by id, local authority, phase, name and trust', async () => {
    const one = await aSchool(database.db, {
      name: 'Marrowdene Academy',
      laCode: '383',
      laName: 'Leeds',
      phaseCode: '4',
    })
    const trust = await aTrust(database.db, 'Marrow Trust', [one.id])
    for (const filter of [
      { ids: [one.id] },
      { laCode: '383' },
      { phaseCode: '4' },
      { text: 'marrowdene' },
      { text: one.urn },
      { trustId: trust },
      { text: 'marrowdene', trustId: trust, laCode: '383' },
    ]) {
      expect(await ids(filter)).toEqual([one.id])
    }
    expect(await ids({ text: 'marrowdene', laCode: '202' })).toEqual([])
    expect((await set({ ids: [one.id] }))[0]?.trust_id).toBe(trust)
  })
})

test('what staff checked comes before what GIAS says', async () => {
  const school = await aSchool(database.db, {
    contacts: { main: 'gias@hill.example', alternative: 'head@hill.example' },
  })
  await aContact(database.db, {
    organisationId: school.id,
    channel: 'main',
    address: 'new@hill.example',
    source: 'staff',
  })
  const [row] = await set({ ids: [school.id] })
  expect([row?.main_address, row?.alternative_address]).toEqual(['new@hill.example', 'head@hill.example'])
})
