import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { londonDate } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { importWorld } from '#test/import-world.ts'
import { eligibilityOn, successorOf } from '../eligibility-queries.ts'
import { anEstablishment, type Row } from './file-factories.ts'

let database: TestDatabase
const world = importWorld(() => database.db)
const { bring, sentences, school } = world

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(world.moveOn)

describe('links', () => {
  const link = (URN: string, LinkURN: string, LinkType: string, LinkName = 'Oakwood Academy'): Row => ({
    URN,
    LinkURN,
    LinkName,
    LinkType,
    LinkEstablishedDate: '31-08-2026',
  })
  const links = [
    link('112001', '112002', 'Successor'),
    link('112002', '112001', 'Predecessor', 'Oakwood School'),
    link('112003', '199999', 'Successor', 'Far Away Academy'),
    link('112004', '112002', 'Successor'),
    link('112004', '112003', 'Successor - merged'),
    link('112005', '112002', 'Successor - merged'),
    link('188888', '112002', 'Successor'),
  ]

  test('come before or after the schools that they name, and are told on the school’s page', async () => {
    const closed = { 'EstablishmentStatus (code)': '2' }
    await bring(
      'gias-establishments',
      ['112001', '112003', '112004', '112005'].map((URN) => anEstablishment({ URN, ...closed })),
    )
    await bring('gias-establishments', [anEstablishment({ URN: '112002', EstablishmentName: 'Oakwood Academy' })])
    world.moveOn()
    expect(await bring('gias-links', links)).toMatchObject({ added: 7, unknownSchools: 1 })
    expect(await sentences()).toContain('Linked in GIAS to Oakwood Academy (URN 112002): Successor, 31 August 2026')
    expect(await sentences()).toHaveLength(6)
  })

  test('a plain successor is known; anything else needs a person', async () => {
    expect(await successorOf(database.db, '112001')).toEqual({ urn: '112002', name: 'Oakwood Academy' })
    expect(await successorOf(database.db, '112003')).toEqual({ urn: '199999', name: 'Far Away Academy' })
    expect(await successorOf(database.db, '112004')).toBeNull()
    expect(await successorOf(database.db, '112005')).toBeNull()
    expect(await successorOf(database.db, '112002')).toBeNull()
    const { eligible, reasons } = await eligibilityOn(database.db, await school('112001'), londonDate(world.now()))
    expect([eligible, reasons]).toEqual([
      false,
      [{ code: 'closed-with-successor', successor: { urn: '112002', name: 'Oakwood Academy' } }],
    ])
  })

  test('that a whole file no longer has go, with an event', async () => {
    expect(await bring('gias-links', links.slice(0, 6), false)).toMatchObject({ removed: 1, unchanged: 6 })
    world.moveOn()
    expect(await bring('gias-links', links.slice(0, 4), false)).toMatchObject({ removed: 2 })
    expect(await sentences()).toContain('No longer linked in GIAS to Oakwood Academy (URN 112002): Successor - merged')
    expect(await successorOf(database.db, '112004')).toEqual({ urn: '112002', name: 'Oakwood Academy' })
  })

  test('that are the same again change nothing', async () => {
    expect(await bring('gias-links', links.slice(0, 4), false)).toMatchObject({
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 4,
    })
    expect(await sentences()).toEqual([])
  })
})
