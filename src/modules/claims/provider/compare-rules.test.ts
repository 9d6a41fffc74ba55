import { expect, test } from 'vitest'
import { type ClaimedHours, compareHours, type RecordedHours } from './compare-rules.ts'
import { readHours } from './read-hours-rules.ts'

const claimed = (trn: string, hours: number, schoolUrn = '100001', reference = '12345678'): ClaimedHours => ({
  ...{
    trn,
    mentor: `Mentor ${trn}`,
    schoolUrn,
    schoolName: `School ${schoolUrn}`,
    reference,
    claimId: reference,
    hours,
  },
})
const recorded = (trn: string, hours: number, schoolUrn: string | null = null): RecordedHours => ({
  ...{ trn, schoolUrn, mentor: null, hours },
})
const told = (claims: readonly ClaimedHours[], records: readonly RecordedHours[]) =>
  compareHours(claims, records).map((row) => [row.trn, row.difference, row.claimed, row.recorded])

test('both ways: more, less, the same, and what only one side has; the worst first', () => {
  const claims = [claimed('1', 16), claimed('2', 4), claimed('3', 8), claimed('4', 8)]
  const records = [recorded('1', 10), recorded('2', 8), recorded('3', 8), recorded('5', 6)]
  expect(told(claims, records)).toEqual([
    ['1', 'claimed-more', 16, 10],
    ['4', 'not-in-records', 8, 0],
    ['2', 'claimed-less', 4, 8],
    ['5', 'not-claimed', 0, 6],
    ['3', 'same', 8, 8],
  ])
})

test('a mentor at two schools is added up, unless the records name the school of every row', () => {
  const claims = [claimed('1', 10, '100001'), claimed('1', 6, '100002', '23456789')]
  expect(told(claims, [recorded('1', 16)])).toEqual([['1', 'same', 16, 16]])
  expect(told(claims, [recorded('1', 10, '100001'), recorded('1', 6, '100002')])).toHaveLength(2)
  expect(told(claims, [recorded('1', 16, '100001')])).toEqual([
    ['1', 'not-in-records', 6, 0],
    ['1', 'claimed-less', 10, 16],
  ])
  expect(told(claims, [recorded('1', 10, '100001'), recorded('1', 6)])).toEqual([['1', 'same', 16, 16]])
})

test('rows of a file are read as a spreadsheet leaves them, and each fault has its line', () => {
  const row = (line: number, trn: string, hours: string, school_urn = '') => ({
    ...{ line, fault: null, cells: { trn, hours, school_urn } },
  })
  const read = readHours([
    row(2, '123456', '8.0', '100001'),
    row(3, 'x', '8'),
    row(4, '1234567', '8h'),
    row(5, '123456', '4', '100001'),
  ])
  expect(read.rows).toEqual([{ line: 2, trn: '0123456', hours: 8, schoolUrn: '100001', mentor: null }])
  expect(read.faults.map(({ line }) => line)).toEqual([3, 4, 5])
})
