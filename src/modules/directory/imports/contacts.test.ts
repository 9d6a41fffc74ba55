import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { importWorld } from '#test/import-world.ts'
import { aContact } from '../factories.ts'
import { anEstablishment, csv, importContent, type Row } from './file-factories.ts'

let database: TestDatabase
const world = importWorld(() => database.db)
const { bring, sentences, payloads, school, addresses } = world

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(world.moveOn)

describe('addresses', () => {
  const contact = (URN: string, MainEmail: string, AlternativeEmail = ''): Row => ({
    URN,
    MainEmail,
    AlternativeEmail,
    LastChangedDate: '01/09/2026',
  })

  test('are added for the schools that we hold', async () => {
    await bring(
      'gias-establishments',
      ['114001', '114002'].map((URN) => anEstablishment({ URN })),
    )
    world.moveOn()
    const rows = [
      contact('114001', 'office@oak.example', 'head@oak.example'),
      contact('114002', ''),
      contact('166666', 'a@b.example'),
    ]
    expect(await bring('gias-contacts', rows)).toMatchObject({ added: 2, unknownSchools: 1 })
    expect(await addresses('114001')).toEqual([
      ['main', 'office@oak.example'],
      ['alternative', 'head@oak.example'],
    ])
    expect(await sentences()).toEqual([
      'Main email address in GIAS: o•••e@oak.example',
      'Alternative email address in GIAS: h•••d@oak.example',
    ])
  })

  test('change and end, the old row with its days, and the history without the address', async () => {
    expect(await bring('gias-contacts', [contact('114001', 'admin@oak.example')])).toMatchObject({
      changed: 1,
      ended: 1,
    })
    expect(await addresses('114001')).toEqual([['main', 'admin@oak.example']])
    expect(await sentences()).toEqual([
      'Main email address in GIAS changed from o•••e@oak.example to a•••n@oak.example',
      'Alternative email address in GIAS, h•••d@oak.example, taken away',
    ])
    expect(await payloads()).not.toMatch(/office@|head@|admin@/)
    const rows = await database.db
      .selectFrom('directory.contact_points')
      .select('until')
      .where('organisation_id', '=', (await school('114001')).id)
      .where('until', 'is not', null)
      .execute()
    expect(rows.map(({ until }) => until?.toString())).toEqual([world.now().toString(), world.now().toString()])
  })

  test('that staff gave are never touched', async () => {
    const { id } = await school('114002')
    await aContact(database.db, { organisationId: id, channel: 'main', address: 'given@oak.example', source: 'staff' })
    await bring('gias-contacts', [contact('114002', 'gias@oak.example')])
    await bring('gias-contacts', [contact('114002', '')])
    expect(await addresses('114002')).toEqual([['main', 'given@oak.example']])
  })

  test('that are mistyped are left out, named without being shown, and what we hold stays', async () => {
    const result = await importContent(
      database.db,
      'gias-contacts',
      csv('gias-contacts', [contact('114001', 'admin at oak.example'), contact('114002', '')]),
      { isSample: true, now: world.now() },
    )
    expect(result).toMatchObject({
      ok: true,
      value: { rejects: [{ line: 2, reason: 'MainEmail is not an email address' }] },
    })
    expect(await addresses('114001')).toEqual([['main', 'admin@oak.example']])
  })

  test('that differ in capital letters only are the same', async () => {
    expect(await bring('gias-contacts', [contact('114001', 'Admin@Oak.example')])).toMatchObject({
      changed: 0,
      unchanged: 1,
    })
  })
})
