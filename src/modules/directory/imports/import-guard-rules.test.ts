import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { dayInName, fileDay, isStale, type Measured, unusualAbout } from './import-guard-rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

const usual: Measured = {
  rows: 1_000,
  day: day('2026-11-20'),
  today: day('2026-11-23'),
  last: { rows: 1_000, day: day('2026-11-19') },
  open: 600,
  closing: 0,
}
const codes = (facts: Partial<Measured>) => unusualAbout({ ...usual, ...facts }).map(({ code }) => code)

describe('unusual', () => {
  test.each<[string, Partial<Measured>, readonly string[]]>([
    ['nothing', {}, []],
    ['the first file of its kind', { last: null, rows: 7 }, []],
    ['95% of the rows', { rows: 950 }, []],
    ['fewer', { rows: 949 }, ['few-rows']],
    ['110% of the rows', { rows: 1_100 }, []],
    ['more', { rows: 1_101 }, ['many-rows']],
    ['2% closing', { closing: 12 }, []],
    ['more closing', { closing: 13 }, ['many-closings']],
    ['nothing open and nothing closing', { open: 0 }, []],
    ['729 days old', { day: day('2024-11-24'), last: null }, []],
    ['730 days old', { day: day('2024-11-23'), last: null }, ['too-old']],
    ['of no known day', { day: null }, []],
    ['of the same day as the last', { day: day('2026-11-19') }, []],
    ['older than the last', { day: day('2026-11-18') }, ['older-than-last']],
    ['everything at once', { rows: 1, closing: 600, day: day('2020-01-01') }, ['too-old', 'few-rows', 'many-closings']],
  ])('%s', (_what, facts, expected) => {
    expect(codes(facts)).toEqual(expected)
  })
})

describe('the day of a file', () => {
  test.each([
    ['edubasealldata20260901.csv.gz', '2026-09-01'],
    ['links_edubasealldata20250422.csv', '2025-04-22'],
    ['ecf_tech.csv', null],
    ['export-20261301.csv', null],
    ['export-20260231.csv', null],
    ['202609011.csv', null],
  ])('by its name, %s is %s', (name, expected) => {
    expect(dayInName(name)?.toString() ?? null).toBe(expected)
  })

  test('is the older of its name’s and its content’s: a name is easily changed', () => {
    expect(fileDay('edubasealldata20260901.csv', '2026-08-30')?.toString()).toBe('2026-08-30')
    expect(fileDay('edubasealldata20250901.csv', '2026-08-30')?.toString()).toBe('2025-09-01')
    expect(fileDay('ecf_tech.csv', '2026-08-30')?.toString()).toBe('2026-08-30')
    expect(fileDay('ecf_tech.csv', null)).toBeNull()
  })

  test('is stale after a month', () => {
    expect(isStale(day('2026-10-23'), usual.today)).toBe(false)
    expect(isStale(day('2026-10-22'), usual.today)).toBe(true)
    expect(isStale(null, usual.today)).toBe(false)
  })
})
