import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { runLine } from '../childcare/childcare-factories.ts'
import type { EligibilityList } from './eligibility-list.ts'
import { versionsOf } from './list-versions-queries.ts'
import { listImport } from './lists-command-line.ts'
import { listsInForce, onLists } from './lists-queries.ts'

let database: TestDatabase
beforeEach(async () => {
  await database?.close()
  database = await testDatabase()
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
const run = (list: string, content: string | Uint8Array, ...after: readonly string[]) =>
  runLine(database.db, listImport, content, { before: [list], after, now: NOW })

const isOn = async (list: EligibilityList, identifier: string, at = NOW) =>
  (await onLists(database.db, await listsInForce(database.db, at), [{ list, identifier }])).has(list)

const column = (heading: string, ...values: readonly (string | number)[]) => [heading, ...values, ''].join('\n')
const urns = (count: number) => Array.from({ length: count }, (_, at) => 100_000 + at)

describe('bin/import npq-list', () => {
  test.each<[EligibilityList, string, string]>([
    ['rise', column('RISE School URN', '112543'), '112543'],
    ['pp50-schools', column('PP50 School URN', '100000'), '100000'],
    ['pp50-further-education', column('FE UKPRN', '10000599'), '10000599'],
    ['childminders', column('Childminder URN', 'CA000006'), 'CA000006'],
    ['childminders', '\uFEFFName,Childminder URN\r\n"Lane, A",ey 123 456\r\n', 'EY123456'],
    ['disadvantaged-early-years', column('Ofsted URN', 'Ey123456'), 'EY123456'],
    ['disadvantaged-early-years', column('Disadvantaged EY School URN', '150014'), '150014'],
    ['disadvantaged-early-years', 'Disadvantaged EY School URN,Ofsted URN\n150014,\n,EY1234567\n', 'EY1234567'],
    ['local-authority-nurseries', column('LA Nursery URN', '126565'), '126565'],
  ])('hazard 12: %s is read from its own heading', async (list, content, identifier) => {
    const { exit, text } = await run(list, content)
    expect(text).toContain('count from 2026-11-23')
    expect(exit).toBe(0)
    expect(await isOn(list, identifier)).toBe(true)
  })

  test('25,000 rows are kept at once', async () => {
    const { exit, text } = await run('rise', column('RISE School URN', ...urns(25_000)))
    expect(text).toContain('25,000 added, 0 removed')
    expect(exit).toBe(0)
    expect(await isOn('rise', '124999')).toBe(true)
  })

  test('a later day: until then the version before counts', async () => {
    await run('rise', column('RISE School URN', '100001', '100002'))
    expect(
      (await run('rise', column('RISE School URN', '100001', '100002', '100003'), '--from', '2026-12-01')).exit,
    ).toBe(0)
    expect(await isOn('rise', '100003')).toBe(false)
    expect(await isOn('rise', '100003', Temporal.Instant.from('2026-12-01T00:00:00Z'))).toBe(true)
  })

  test.each([
    ['2026-11-22', 1, 'today or a later day'],
    ['2029-01-01', 1, 'at most 366 days'],
    ['2026-02-31', 2, 'like 2026-12-01'],
    ['tomorrow', 2, 'like 2026-12-01'],
  ])('--from %s is not taken', async (day, code, told) => {
    const { exit, text } = await run('rise', column('RISE School URN', '100001'), '--from', day)
    expect(text).toContain(told)
    expect(exit).toBe(code)
    expect(await isOn('rise', '100001')).toBe(false)
    expect(await versionsOf(database.db, 'rise')).toEqual([])
  })

  test('much that disappears, and rows without an identifier, need a reason', async () => {
    await run('rise', column('RISE School URN', ...urns(20)))
    const fewer = column('RISE School URN', ...urns(10), 'ISI Inspe')
    const refused = await run('rise', fewer)
    expect(refused.exit).toBe(1)
    expect(refused.text).toContain('0 added, 10 removed')
    expect(refused.text).toContain('Line 12: RISE School URN is “ISI Inspe”, not a URN of 6 digits')
    expect(refused.text).toContain('--accept-unusual')
    expect(await isOn('rise', '100015')).toBe(true)
    expect((await run('rise', fewer, '--accept-unusual', 'The round of spring is smaller')).exit).toBe(0)
    expect(await isOn('rise', '100015')).toBe(false)
    expect((await versionsOf(database.db, 'rise'))[0]?.appliedBecause).toBe('The round of spring is smaller')
  })

  test.each([
    ['rise', column('PP50 School URN', '100000'), 'no column RISE School URN'],
    ['disadvantaged-early-years', column('URN', '100000'), 'Ofsted URN or Disadvantaged EY School URN'],
    ['rise', '', 'The file is empty'],
    ['rise', 'RISE School URN\n', 'a header and no rows'],
    ['rise', column('RISE School URN', ...urns(10), 100_003), 'is in the file twice, on lines 5 and 12'],
    ['rise', column('RISE School URN', 'a', 'b', 'c', 'd', 'e', 'f', 100_003), '6 of 7 rows cannot be used'],
    ['rise', 'RISE School URN;Name\n100000;x\n', 'separated by semicolons'],
    ['rise', new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'a workbook'],
    ['rise', Buffer.from('RISE School URN\n100000\n', 'utf16le'), 'UTF-16'],
    ['rise', 'RISE School URN\n"100000\n', 'never closed'],
    ['rise', '<!doctype html><p>Not here</p>', 'a web page'],
  ])('%#: a damaged file of %s changes nothing', async (list, content, told) => {
    const { exit, text } = await run(list, content)
    expect(text).toContain(told)
    expect(exit).toBe(1)
    expect(await listsInForce(database.db, NOW)).toEqual({})
    expect(await versionsOf(database.db, 'rise')).toEqual([])
  })

  test('names in ISO-8859-1 in another column do no harm', async () => {
    const content = Buffer.from('RISE School URN,Name\n100000,École Sainte-Thérèse\n', 'latin1')
    expect((await run('rise', content)).exit).toBe(0)
    expect(await isOn('rise', '100000')).toBe(true)
  })

  test('a dry run keeps a version to look at, which does not count', async () => {
    expect((await run('rise', column('RISE School URN', '100000'), '--dry-run')).text).toContain(
      '/staff/npq/lists/rise',
    )
    expect(await isOn('rise', '100000')).toBe(false)
    expect((await versionsOf(database.db, 'rise'))[0]?.status).toBe('previewed')
  })

  test('an unknown list: says which there are', async () => {
    const { exit, text } = await run('rises', column('RISE School URN', '100000'))
    expect(exit).toBe(2)
    expect(text).toContain('LIST is one of rise, pp50-schools')
  })
})
