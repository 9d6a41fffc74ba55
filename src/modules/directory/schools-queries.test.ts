import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { newId } from '#src/platform/ids.ts'
import { testDatabase } from '#test/db.ts'
import { aContact, aLink, aSchool, aTrust } from './factories.ts'
import {
  contactsOf,
  linkedSchools,
  schoolById,
  schoolByUrn,
  schoolCounts,
  schoolsById,
  trustOfSchool,
} from './schools-queries.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a school is found by its URN, by its id, and among several ids', async () => {
  const { db } = database
  const { id, urn } = await aSchool(db, { name: 'Ysgol Tŷ Gwyn', town: 'Leeds', postcode: 'LS7 4AB', statusCode: '3' })
  const school = await schoolByUrn(db, urn)
  expect(school).toMatchObject({
    id,
    urn,
    name: 'Ysgol Tŷ Gwyn',
    status: 'closing',
    addressLines: ['Leeds', 'LS7 4AB'],
    headName: null,
  })
  expect(await schoolById(db, id)).toEqual(school)
  expect([...(await schoolsById(db, [id, newId()])).keys()]).toEqual([id])
  expect(await schoolByUrn(db, '1')).toBeNull()
  expect(await schoolById(db, newId())).toBeNull()
  expect((await schoolsById(db, [])).size).toBe(0)
})

test('what staff corrected goes before what GIAS says, channel by channel', async () => {
  const { db } = database
  const { id } = await aSchool(db, { contacts: { main: 'old@gias.example', alternative: 'head@gias.example' } })
  await aContact(db, { organisationId: id, channel: 'main', address: 'office@school.example', source: 'staff' })
  expect(await contactsOf(db, id)).toMatchObject([
    { channel: 'main', address: 'office@school.example', source: 'staff' },
    { channel: 'alternative', address: 'head@gias.example', source: 'gias' },
  ])
})

test('schools before and after are named even when the register no longer has them', async () => {
  const { db } = database
  const closed = await aSchool(db, { name: 'Elm Primary School', statusCode: '2' })
  const after = await aSchool(db, { name: 'Elm Academy' })
  await aLink(db, {
    urn: closed.urn,
    linkedUrn: after.urn,
    linkedName: 'Elm Academy (old spelling)',
    type: 'Successor',
  })
  await aLink(db, { urn: closed.urn, linkedUrn: '100001', linkedName: 'Elm Infants', type: 'Predecessor - merged' })
  const { successors, predecessors } = await linkedSchools(db, closed.urn)
  expect(successors).toMatchObject([{ id: after.id, urn: after.urn, name: 'Elm Academy', kind: 'Successor' }])
  expect(predecessors).toMatchObject([{ id: null, urn: '100001', name: 'Elm Infants' }])
})

test('a school belongs to a trust on a day', async () => {
  const { db } = database
  const { id } = await aSchool(db)
  const trustId = await aTrust(db, 'Woodland Trust', [id])
  expect(await trustOfSchool(db, id, Temporal.PlainDate.from('2026-11-23'))).toMatchObject({
    id: trustId,
    name: 'Woodland Trust',
  })
  expect(await trustOfSchool(db, id, Temporal.PlainDate.from('2019-11-23'))).toBeNull()
})

test('schools are counted by status, and those that no e-mail can reach', async () => {
  const { db } = database
  const before = await schoolCounts(db)
  await aSchool(db, { contacts: {} })
  await aSchool(db, { statusCode: '2', contacts: {} })
  await aSchool(db, { statusCode: '4' })
  const after = await schoolCounts(db)
  expect(after).toEqual({
    ...before,
    open: before.open + 1,
    closed: before.closed + 1,
    proposed: before.proposed + 1,
    withoutContact: before.withoutContact + 1,
  })
})
