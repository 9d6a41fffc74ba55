import { describe, expect, test } from 'vitest'
import type { AnswerRow, AskedClaim } from './audit-file.ts'
import { readAnswers } from './read-answers-rules.ts'

const id = (last: number) => `0190f3a4-0000-7000-8000-00000000000${last}`
const line = (last: number, mentorName: string, mentorTrn: string, hours = 8) => ({
  ...{ id: id(last), mentorName, mentorTrn, hours },
})
const TWO: AskedClaim = {
  ...{ claimId: id(1), reference: '12345678', isAnswered: false },
  lines: [line(1, 'Zoë O’Neill', '0123456'), line(2, 'Una Sayer', '7654321')],
}
const TWINS: AskedClaim = {
  ...{ claimId: id(2), reference: '23456789', isAnswered: false },
  lines: [line(3, 'Sam Lee', '1111111'), line(4, 'Sam Lee', '2222222')],
}
const DONE: AskedClaim = {
  ...{ claimId: id(3), reference: '34567890', isAnswered: true },
  lines: [line(5, 'Una Sayer', '7654321')],
}

type Cells = readonly [reference: string, name: string, accepted: string, reason?: string, trn?: string, hours?: string]

const read = (...given: readonly Cells[]) => {
  const rows = given.map(
    ([claim_reference, mentor_full_name, claim_accepted, rejection_reason = '', trn, hours], at) => ({
      ...{ line: at + 2, fault: null },
      cells: {
        ...{ claim_reference, mentor_full_name, claim_accepted, rejection_reason },
        ...(trn === undefined ? {} : { mentor_trn: trn }),
        ...(hours === undefined ? {} : { hours }),
      },
    }),
  ) satisfies AnswerRow[]
  return readAnswers(rows, [TWO, TWINS, DONE])
}
const said = (...given: readonly Cells[]) => {
  const { words, faults } = read(...given)
  expect(faults).toEqual([])
  return words.map(({ answer, hours, reasonCode, note }) => [answer, hours, reasonCode, note])
}
const faults = (...given: readonly Cells[]) => read(...given).faults.map(({ line: at, message }) => `${at}: ${message}`)

test('yes, no, true and false count however they are written; a name as people write it finds its mentor', () => {
  const no = ['refused', null, 'not-known', null]
  expect(said(['12345678', 'zoe oneill', 'YES'], ['1234 5678', 'Una  SAYER', 'no', 'We do not know them'])).toEqual([
    ['confirmed', null, null, null],
    no,
  ])
  expect(said(['12345678', 'ZOË O’NEILL', 'True'], ['12345678', 'Una Sayer', 'FALSE', 'not-known'])[1]).toEqual(no)
  expect(said(['12345678', 'Zoë O’Neill', 'yes'], ['12345678', 'Una Sayer', 'No', 'She left'])[1]).toEqual([
    ...['refused', null, 'other', 'She left'],
  ])
})

test('the number counts before the name, also without the zero that a spreadsheet took', () => {
  const rows = [
    ['12345678', 'Zoe Married', 'yes', '', '123456'] as const,
    ['12345678', '', 'yes', '', '7654321'] as const,
  ]
  expect(said(...rows)).toHaveLength(2)
  expect(faults(['23456789', 'Sam Lee', 'yes'])[0]).toContain('2 mentors called Sam Lee')
  expect(
    said(['23456789', 'Sam Lee', 'yes', '', '1111111'], ['23456789', 'Sam Lee', 'no', 'x', '2222222']),
  ).toHaveLength(2)
})

test('other hours: fewer need no more words, more are a confirmation, none are a refusal', () => {
  const other = (hours: string, reason = '') =>
    said(['12345678', 'Una Sayer', 'no', reason, '', hours], ['12345678', 'Zoe ONeill', 'yes'])[0]
  expect(other('5')).toEqual(['other-hours', 5, 'too-many-hours', null])
  expect(other('5.0', 'Came late')).toEqual(['other-hours', 5, 'too-many-hours', 'Came late'])
  expect(other('12')).toEqual(['other-hours', 12, null, null])
  expect(other('0', 'not-employed')).toEqual(['refused', null, 'not-employed', null])
})

describe('faults name their line', () => {
  test.each<readonly [Cells, string]>([
    [['99999999', 'Una Sayer', 'yes'], 'not a claim that you are asked about'],
    [['', 'Una Sayer', 'yes'], 'claim_reference is empty'],
    [['1.2E+07', 'Una Sayer', 'yes'], 'not a claim that you are asked about'],
    [['12345678', 'Somebody Else', 'yes'], 'No mentor of claim 12345678 is called Somebody Else'],
    [['12345678', 'Una Sayer', 'yes', '', '9999999'], 'has the number 9999999'],
    [['12345678', '', 'yes'], 'mentor_full_name and mentor_trn are empty'],
    [['12345678', 'Una Sayer', 'maybe'], 'claim_accepted is “maybe”: write yes or no'],
    [['12345678', 'Una Sayer', '', 'late'], 'claim_accepted is empty'],
    [['12345678', 'Una Sayer', 'no'], 'rejection_reason is empty'],
    [['12345678', 'Una Sayer', 'yes', 'She left'], 'write no, or take the reason out'],
    [['12345678', 'Una Sayer', 'yes', '', '', '4'], 'hours is 4 where the school claimed 8'],
    [['12345678', 'Una Sayer', 'no', 'x', '', 'four'], 'hours is “four”'],
    [['12345678', 'Una Sayer', 'no', 'x'.repeat(1_001)], 'more than 1,000 characters'],
    [['34567890', 'Una Sayer', 'yes'], 'answered already'],
    [['12345678', 'Una Sayer', 'yes'], 'answered in part: say yes or no also for Zoë O’Neill (0123456)'],
  ])('%j', (cells, words) => {
    expect(faults(cells)).toEqual([expect.stringContaining(words)])
    expect(faults(cells)[0]).toMatch(/^2: /)
  })

  test('the same mentor twice, and hours of ours written over', () => {
    const una: Cells = ['12345678', 'Una Sayer', 'yes']
    expect(faults(una, ['12345678', 'Zoe ONeill', 'yes'], una)).toEqual([
      expect.stringContaining('4: Una Sayer of claim'),
    ])
    const cells = {
      claim_reference: '12345678',
      mentor_full_name: 'Una Sayer',
      claim_accepted: 'no',
      mentor_hours_of_training: '6',
    }
    const changed = readAnswers([{ line: 2, cells, fault: null }], [TWO]).faults
    expect(changed[0]?.message).toContain('mentor_hours_of_training is 6 and the school claimed 8')
  })
})

test('rows left empty are answered later, also of claims that are answered already', () => {
  expect(read(['12345678', 'Una Sayer', ''], ['34567890', 'Una Sayer', ''])).toEqual({ words: [], faults: [] })
})
