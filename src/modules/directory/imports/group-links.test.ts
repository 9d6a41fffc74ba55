import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { importWorld } from '#test/import-world.ts'
import { trustOfSchool } from '../schools-queries.ts'
import { anEstablishment, csv, importContent, type Row } from './file-factories.ts'

let database: TestDatabase
const world = importWorld(() => database.db)
const { bring, sentences, school } = world

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(world.moveOn)

describe('trusts', () => {
  const member = (URN: string, uid: string, joined: string, name = `Trust ${uid}`): Row => ({
    URN,
    'Group UID': uid,
    'Group Name': name,
    'Group Type (code)': '06',
    'Group Status (code)': 'OPEN',
    'Joined date': joined,
  })
  const group = (uid: string, facts: Row = {}): Row => ({
    'Group UID': uid,
    'Group Name': `Trust ${uid}`,
    'Group Type (code)': '06',
    'Group Type': 'Multi-academy trust',
    'Group Status (code)': 'OPEN',
    UKPRN: '10011111',
    'Companies House Number': '8090428',
    'Open date': '01/09/2014',
    ...facts,
  })
  const trustOn = async (urn: string, day: string) =>
    (await trustOfSchool(database.db, (await school(urn)).id, Temporal.PlainDate.from(day)))?.name ?? null

  test('are brought by the first of the two files, and completed by the other', async () => {
    await bring(
      'gias-establishments',
      ['113001', '113002'].map((URN) => anEstablishment({ URN })),
    )
    world.moveOn()
    expect(
      await bring('gias-group-links', [member('113001', '501', '01/09/2018'), member('177777', '501', '01/09/2018')]),
    ).toMatchObject({ added: 1, unknownSchools: 1 })
    expect(await sentences()).toEqual([
      'Trust added: Trust 501',
      'Fernhill Primary School joined Trust 501 on 1 September 2018',
    ])
    expect(
      await bring('gias-groups', [group('501'), group('502'), group('503', { 'Group Type (code)': '01' })]),
    ).toMatchObject({ added: 1, changed: 1, passedOver: 1 })
    const trust = await database.db
      .selectFrom('directory.trusts')
      .innerJoin('directory.organisations', 'id', 'organisation_id')
      .selectAll()
      .where('group_uid', '=', '501')
      .executeTakeFirstOrThrow()
    expect(trust).toMatchObject({
      companies_house_number: '08090428',
      ukprn: '10011111',
      group_type_code: '06',
      status: 'open',
    })
    expect(await bring('gias-groups', [group('501'), group('502')])).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
    })
  })

  test('rename and close with an event', async () => {
    await bring('gias-groups', [
      group('502', { 'Group Name': 'Larkspur Trust', 'Group Status (code)': 'CLOSED', 'Closed Date': '31/08/2026' }),
    ])
    expect(await sentences()).toEqual([
      'Name changed from “Trust 502” to “Larkspur Trust”',
      'Status changed from “open” to “closed”',
    ])
  })

  test('schools move from one to the other on the day they joined', async () => {
    expect(await bring('gias-group-links', [member('113001', '502', '01/09/2026', 'Larkspur Trust')])).toMatchObject({
      changed: 1,
    })
    expect(await sentences()).toEqual([
      'Fernhill Primary School left Trust 501 on 1 September 2026',
      'Fernhill Primary School joined Larkspur Trust on 1 September 2026',
    ])
    expect(await trustOn('113001', '2026-08-31')).toBe('Trust 501')
    expect(await trustOn('113001', '2026-09-01')).toBe('Larkspur Trust')
  })

  test('a corrected first day moves it, but never into an earlier membership', async () => {
    const corrected = [member('113001', '502', '01/01/2017', 'Larkspur Trust')]
    expect(await bring('gias-group-links', corrected)).toMatchObject({ changed: 0, unchanged: 1 })
    expect(await bring('gias-group-links', [member('113001', '502', '01/10/2026', 'Larkspur Trust')])).toMatchObject({
      changed: 1,
    })
    expect(await trustOn('113001', '2026-09-15')).toBeNull()
    expect(await bring('gias-group-links', corrected)).toMatchObject({ changed: 1 })
    expect(await trustOn('113001', '2026-09-15')).toBe('Larkspur Trust')
    expect(await sentences()).toEqual([])
  })

  test('of two that a file gives, the later joined counts', async () => {
    await bring('gias-group-links', [
      member('113002', '501', '01/09/2020'),
      member('113002', '502', '01/09/2022', 'Larkspur Trust'),
    ])
    expect(await trustOn('113002', '2026-11-01')).toBe('Larkspur Trust')
  })

  test('a whole file without the school ends its membership on the file’s day', async () => {
    const rows = [member('113002', '502', '01/09/2022', 'Larkspur Trust')]
    const how = { now: world.now(), fileName: 'alllinksdata20261115.csv' }
    const result = await importContent(database.db, 'gias-group-links', csv('gias-group-links', rows), how)
    expect(result).toMatchObject({ ok: true, value: { summary: { counts: { ended: 1, unchanged: 1 } } } })
    expect(await trustOn('113001', '2026-11-14')).toBe('Larkspur Trust')
    expect(await trustOn('113001', '2026-11-15')).toBeNull()
    expect(await sentences()).toEqual(['Fernhill Primary School left Larkspur Trust on 15 November 2026'])
  })
})
