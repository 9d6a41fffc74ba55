import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { contentOf } from '#test/import-world.ts'
import { successorOf } from '../eligibility-queries.ts'
import { contactsOf, schoolByUrn, trustOfSchool } from '../schools-queries.ts'
import { type ImportName, importContent } from './file-factories.ts'

const FOLDER = join(import.meta.dirname, '../../../../../shared/data/gias')
const NOW = Temporal.Instant.from('2026-09-02T06:00:00Z')
const FOUR_MINUTES = 240_000

/** Each file, and what its import counts the first time. */
const FILES: readonly (readonly [ImportName, string, object])[] = [
  ['gias-establishments', 'edubasealldata20260901.csv.gz', { added: 43_854, rejected: 0 }],
  ['gias-groups', 'allgroupsdata20260901.csv.gz', { added: 2_833 }],
  ['gias-group-links', 'alllinksdata20260901.csv.gz', { added: 12_057, unknownSchools: 0 }],
  ['gias-links', 'links_edubasealldata20250422.csv.gz', { added: 33_801, unknownSchools: 1_699 }],
  ['gias-contacts', 'ecf_tech.csv.gz', { added: 38_131, unknownSchools: 0 }],
  ['section-41', 'section_41_schools.csv', { added: 375, passedOver: 21 }],
]

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

async function bring(name: ImportName, fileName: string, acceptedBecause?: string) {
  const content = await readFile(join(FOLDER, fileName))
  const how = { fileName, now: NOW, ...(acceptedBecause === undefined ? {} : { acceptedBecause }) }
  return importContent(database.db, name, content, how)
}

describe.skipIf(!existsSync(FOLDER))('the national files', { timeout: FOUR_MINUTES }, () => {
  test('fill the directory', async () => {
    for (const [name, file, counts] of FILES) {
      expect(await bring(name, file)).toMatchObject({ ok: true, value: { summary: { counts } } })
    }
  })

  test('change nothing the second time', async () => {
    const before = await contentOf(database.db)
    for (const [name, file] of FILES) {
      expect(await bring(name, file)).toMatchObject({
        ok: true,
        value: { summary: { counts: { added: 0, changed: 0 } } },
      })
    }
    expect(await contentOf(database.db)).toBe(before)
  })

  test('are read as they are meant', async () => {
    const { db } = database
    const centre = await schoolByUrn(db, '20003')
    expect(centre).toMatchObject({
      name: "Central Sure Start Children's Centre",
      typeName: 'Children’s centre',
      laCode: '852',
      laName: 'Southampton',
      postcode: 'SO14 0AU',
      status: 'open',
    })
    expect(centre?.addressLines[0]).toBe('Clovelly, 60-68 Clovelly Road')
    expect(await contactsOf(db, (await schoolByUrn(db, '20001'))?.id ?? '')).toMatchObject([
      { channel: 'main', address: 'office@urn20001.sch.example', source: 'gias' },
    ])
    const academy = await schoolByUrn(db, '125576')
    expect(await trustOfSchool(db, academy?.id ?? '', Temporal.PlainDate.from('2026-09-01'))).toMatchObject({
      name: 'City Education Trust',
    })
    expect(await successorOf(db, '126416')).toMatchObject({ urn: '149557', name: expect.stringContaining('à Becket') })
  })

  test('a real sample of 2021 is refused for its age and its size', async () => {
    const refused = await bring('gias-establishments', 'edubasealldata_sample.csv')
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'unusual-file', facts: { unusual: [{ code: 'too-old' }, { code: 'few-rows', rows: 99 }] } },
    })
  })
})
