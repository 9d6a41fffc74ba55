import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aLink, aLocalAuthority, aSchool, aTrust } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { policyInForce } from '../funding/policies-queries.ts'
import type { WorkplaceRules } from './workplace-rules.ts'
import { searchWorkplaces, workplaceById } from './workplaces-queries.ts'

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

let database: TestDatabase
let rules: WorkplaceRules
let school: Awaited<ReturnType<typeof aSchool>>
let closed: Awaited<ReturnType<typeof aSchool>>
let welsh: Awaited<ReturnType<typeof aSchool>>
let trustId: string
let authorityId: string
beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  const policy = await policyInForce(db, { cohort: '2026b', at: NOW })
  if (!policy) throw new Error('There are no rules')
  rules = policy.rules
  school = await aSchool(db, { name: 'St Mary’s Hill Primary School', town: 'Norwich', postcode: 'NR1 9ZZ' })
  closed = await aSchool(db, { name: 'Old Orchard School', statusCode: '2' })
  const successor = await aSchool(db, { name: 'New Orchard Academy' })
  await aLink(db, { urn: closed.urn, linkedUrn: successor.urn, linkedName: successor.name, type: 'Successor' })
  welsh = await aSchool(db, { name: 'Ysgol Glanrafon', typeCode: '30', typeName: 'Welsh establishment' })
  trustId = await aTrust(db, 'Hill Learning Trust', [school.id])
  authorityId = await aLocalAuthority(db, '202', 'Camden')
  await db
    .insertInto('npq.childcare_providers')
    .values({
      ...{ urn: 'EY123456', name: 'Little Acorns Nursery', status: 'open', town: 'Hull', postcode: 'HU1 9ZZ' },
      ...{ search_text: 'little acorns nursery hull hu1 hu19zz', updated_at: NOW },
    })
    .execute()
})
afterAll(() => database.close())

const search = async (
  text: string,
  register: 'schools-and-employers' | 'schools' | 'childcare' = 'schools-and-employers',
) => (await searchWorkplaces(database.db, { register, text, rules })).found

describe('one search box', () => {
  test.each([
    ['a name', 'saint marys hill'],
    ['a postcode', 'nr1 9zz'],
    ['a town', 'Norwich'],
    ['a name with a slip', 'St Marys Hil Primery'],
  ])('finds a school by %s', async (_, text) => {
    expect((await search(text)).map(({ id }) => id)).toContain(school.id)
  })

  test('finds a school by its number', async () => {
    expect(await search(school.urn)).toMatchObject([{ id: school.id, isOpen: true, isInEngland: true }])
  })

  test('finds trusts and local authorities, but not among nurseries', async () => {
    expect((await search('hill learning')).map(({ id }) => id)).toContain(trustId)
    expect((await search('camden')).map(({ id }) => id)).toContain(authorityId)
    expect((await search('camden', 'schools')).map(({ id }) => id)).not.toContain(authorityId)
  })

  test.each(['EY123456', 'ey 123 456', '123456', 'little acorns', 'HU1 9ZZ'])('finds childcare by %s', async (text) => {
    expect(await search(text, 'childcare')).toMatchObject([{ id: 'EY123456', kind: 'childcare' }])
  })

  test('says that nothing names nothing', async () => {
    expect(await search('!?')).toEqual([])
  })
})

describe('a chosen workplace', () => {
  const chosen = (id: string) => workplaceById(database.db, { register: 'schools-and-employers', id, rules })

  test('that has closed names its successors', async () => {
    expect(await chosen(closed.id)).toMatchObject({ isOpen: false, successors: [{ name: 'New Orchard Academy' }] })
  })

  test('that is Welsh is not in England, by the rules of the cohort', async () => {
    expect(await chosen(welsh.id)).toMatchObject({ isOpen: true, isInEngland: false })
  })

  test('may be a local authority or a trust, which have no type and no status', async () => {
    expect(await chosen(authorityId)).toMatchObject({ kind: 'local-authority', isOpen: true, isInEngland: true })
    expect(await chosen(trustId)).toMatchObject({ kind: 'trust', details: ['Multi-academy trust'] })
  })

  test.each(['0190f3a4-0000-7000-8000-000000000009', 'nonsense', ''])('that nobody knows (%s) is none', async (id) => {
    expect(await chosen(id)).toBeNull()
  })
})
