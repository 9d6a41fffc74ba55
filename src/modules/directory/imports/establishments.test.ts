import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { importWorld } from '#test/import-world.ts'
import { anEstablishment, csv, importContent } from './file-factories.ts'

let database: TestDatabase
const world = importWorld(() => database.db)
const { bring, sentences, payloads, school } = world

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(world.moveOn)

describe('schools', () => {
  const row = anEstablishment({
    URN: '110001',
    EstablishmentName: 'St Bede’s',
    OpenDate: '01-01-1900',
    TelephoneNum: '2079460000',
    Postcode: 'nw19zz',
    NumberOfPupils: '1,029',
  })

  test('are added with their organisation, their local authority and an event', async () => {
    expect(await bring('gias-establishments', [row])).toMatchObject({ added: 1, unchanged: 0 })
    expect(await school('110001')).toMatchObject({
      name: 'St Bede’s',
      openedOn: null,
      telephone: '02079460000',
      postcode: 'NW1 9ZZ',
      pupils: 1029,
      phaseName: 'Primary',
      laName: 'Camden',
      section41: false,
    })
    expect(await sentences()).toEqual([
      'Local authority added: Camden',
      'St Bede’s (URN 110001) added from GIAS. Status: Open',
    ])
    const about = await database.db
      .selectFrom('audit.event_subjects')
      .select('event_id')
      .where('subject_kind', '=', 'school')
      .where('subject_id', '=', (await school('110001')).id)
      .execute()
    expect(about).toHaveLength(1)
  })

  test('that are the same again change nothing and record nothing', async () => {
    expect(await bring('gias-establishments', [row])).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
    expect(await sentences()).toEqual([])
  })

  test('change name, status and details, each with an event that says from what to what', async () => {
    const changed = {
      ...row,
      EstablishmentName: 'St Bede’s Academy',
      'EstablishmentStatus (code)': '2',
      CloseDate: '31-08-2026',
      HeadLastName: 'Okafor',
    }
    expect(await bring('gias-establishments', [changed])).toMatchObject({ changed: 1, renamed: 1, closed: 1 })
    expect(await sentences()).toEqual([
      'Name changed in GIAS from “St Bede’s” to “St Bede’s Academy”',
      'Status changed in GIAS from “Open” to “Closed”, closed on 31 August 2026',
      'Details changed in GIAS: closed on, head last name',
    ])
    expect(await payloads()).not.toContain('Okafor')
    const { id } = await school('110001')
    const organisation = await database.db
      .selectFrom('directory.organisations')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(organisation).toMatchObject({ name: 'St Bede’s Academy', status: 'closed', kind: 'school' })
  })

  test('have one name for their local authority, the commonest', async () => {
    const rows = [
      'Kingston upon Hull, City of',
      'Kingston upon Hull, City of',
      'Kingston Upon Hull, City of',
      'Not recorded',
    ].map((name, place) => anEstablishment({ URN: String(110_010 + place), 'LA (code)': '810', 'LA (name)': name }))
    await bring('gias-establishments', rows)
    expect((await school('110012')).laName).toBe('Kingston upon Hull, City of')
    expect((await school('110013')).laName).toBe('Kingston upon Hull, City of')
    world.moveOn()
    await bring(
      'gias-establishments',
      rows.map((one) => ({ ...one, 'LA (name)': 'Hull' })),
    )
    expect(await sentences()).toContain('Name changed from “Kingston upon Hull, City of” to “Hull”')
  })

  test('outside every local authority are kept, and make none', async () => {
    await bring('gias-establishments', [
      anEstablishment({
        URN: '110020',
        'LA (code)': '000',
        'LA (name)': 'Does not apply',
        'DistrictAdministrative (code)': '9999',
      }),
    ])
    expect((await school('110020')).laName).toBe('No local authority')
    expect(await sentences()).toEqual(['Fernhill Primary School (URN 110020) added from GIAS. Status: Open'])
  })

  test('keep our name for a type code, whatever the file calls it', async () => {
    await bring('gias-establishments', [
      anEstablishment({
        URN: '110021',
        'TypeOfEstablishment (code)': '45',
        'TypeOfEstablishment (name)': 'Academy 16 to 19 sponsor led',
      }),
    ])
    expect((await school('110021')).typeName).toBe('Academy 16-19 converter')
  })
})

test('imports that run at once take turns', async () => {
  const rows = (name: string) =>
    csv('gias-establishments', [anEstablishment({ URN: '115001', EstablishmentName: name })])
  const results = await Promise.all(
    ['One', 'Two', 'Three'].map((name) =>
      importContent(database.db, 'gias-establishments', rows(name), { isSample: true, now: world.now() }),
    ),
  )
  expect(results.map(({ ok }) => ok)).toEqual([true, true, true])
  expect(await sentences()).toEqual([
    expect.stringContaining('added from GIAS'),
    expect.stringContaining('Name changed in GIAS'),
    expect.stringContaining('Name changed in GIAS'),
  ])
})

test('new keys sort by time and are version 7', async () => {
  const { rows } = await sql<{
    id: string
  }>`select organisation_id as id from directory.schools where urn = '115001'`.execute(database.db)
  expect(rows[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const made = Number.parseInt(rows[0]?.id.replaceAll('-', '').slice(0, 12) ?? '', 16)
  expect(Math.abs(made - Temporal.Now.instant().epochMilliseconds)).toBeLessThan(60_000)
})
