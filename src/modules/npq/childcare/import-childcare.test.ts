import { afterAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { childcareImport } from './childcare-command-line.ts'
import { runLine } from './childcare-factories.ts'
import { childcareProvider } from './childcare-queries.ts'

let database: TestDatabase
beforeEach(async () => {
  await database?.close()
  database = await testDatabase()
})
afterAll(() => database.close())

const HEADER =
  'Web link,Provider URN,Registration date,Provider type,Provider status,Provider name,Provider address line 1,Provider town,Provider postcode,Local authority,Ofsted region,Provider Early Years Register flag,Places'
const nursery = (urn: string, name = 'Acorns') =>
  `x,${urn},01/09/2020,Childcare on non-domestic premises,Active,${name},1 Mill Lane,Leeds,LS1 4AP,Leeds,"North East, Yorkshire and the Humber",Y,40`
const many = (count: number) => Array.from({ length: count }, (_, at) => nursery(`EY${100_000 + at}`))
const file = (...rows: readonly string[]) => [HEADER, ...rows, ''].join('\r\n')

const run = (content: string | Uint8Array, ...after: readonly string[]) =>
  runLine(database.db, childcareImport, content, { after })

test('adds, changes and closes; a second time nothing', async () => {
  const rows = many(20)
  expect(await run(file(...rows))).toEqual({
    exit: 0,
    text: 'file.csv: applied (20 rows)\n20 added, 0 changed, 0 closed, 0 unchanged',
  })
  expect((await run(file(...rows))).text).toContain('0 added, 0 changed, 0 closed, 20 unchanged')
  const [first = '', , ...rest] = rows
  const changed = await run(file(first.replace('Acorns', 'Oaks'), ...rest, nursery('1234567')))
  expect(changed.text).toContain('1 added, 1 changed, 1 closed, 18 unchanged')
  expect((await childcareProvider(database.db, 'EY100000'))?.name).toBe('Oaks')
  expect((await childcareProvider(database.db, 'EY100001'))?.isOpen).toBe(false)
})

test('titles above the header, headings in other capitals, redacted childminders and leavers', async () => {
  const text = [
    'Table 1: Most recent inspections',
    'This worksheet contains one table.',
    'PROVIDER URN,Provider Name,Provider Type,Provider Status,Postcode',
    'EY200001,REDACTED,Childminder,Active,REDACTED',
    '200002,Old Barn,Childcare on non-domestic premises,Resigned,LS2 1AA',
  ].join('\n')
  expect((await run(text)).exit).toBe(0)
  expect(await childcareProvider(database.db, 'EY200001')).toMatchObject({ name: 'Childminder', addressLines: [] })
  expect(await childcareProvider(database.db, '200002')).toMatchObject({ isOpen: false, postcode: 'LS2 1AA' })
})

test('a row without a number is left out and named; a preview changes nothing', async () => {
  const { text, exit } = await run(file(...many(5), nursery('none')), '--dry-run')
  expect(exit).toBe(0)
  expect(text).toContain('checked; nothing is changed')
  expect(text).toContain('Line 7: Provider URN is “none”, not a number such as EY123456')
  expect(await childcareProvider(database.db, 'EY100000')).toBeNull()
})

test('a file that closes many needs a reason, and keeps it', async () => {
  await run(file(...many(20)))
  const part = file(...many(10))
  const refused = await run(part)
  expect(refused.exit).toBe(1)
  expect(refused.text).toContain('closes 10 of 20 open providers')
  expect((await childcareProvider(database.db, 'EY100015'))?.isOpen).toBe(true)
  expect((await run(part, '--accept-unusual', 'A sample of Leeds')).exit).toBe(0)
  expect((await childcareProvider(database.db, 'EY100015'))?.isOpen).toBe(false)
})

test.each([
  ['', 'The file is empty'],
  ['a,b\n1,2', 'no column Provider URN'],
  [file(nursery('EY1'.padEnd(8, '0')), nursery('ey1 00000')), 'is in the file twice'],
  [new Uint8Array([0x50, 0x4b, 3, 4]), 'a workbook'],
])('%#: %s is refused whole', async (content, told) => {
  const { exit, text } = await run(content)
  expect(text).toContain(told)
  expect(exit).toBe(1)
})

test('says how it is used', async () => {
  const { exit, text } = await run(file(nursery('EY100000')), 'another-file.csv')
  expect(exit).toBe(2)
  expect(text).toContain('bin/import childcare-providers')
})
