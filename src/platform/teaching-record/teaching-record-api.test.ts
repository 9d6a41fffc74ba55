import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type StandingRecord, standingRecord } from '#test/teaching-record.ts'
import { openLog } from '../log.ts'
import { circuitBreaker } from './circuit-breaker.ts'
import { nameOnRecord } from './teaching-record-port.ts'

let standing: StandingRecord
beforeAll(async () => {
  standing = await standingRecord()
})
afterAll(() => standing.close())
beforeEach(() => {
  standing.faults.fault = 'none'
  standing.asked.length = 0
})

const born = Temporal.PlainDate.from('1985-04-23')
const find = (trn = '3000001', dateOfBirth = born) => standing.record.find({ trn, dateOfBirth })

describe('what the teaching record can say', () => {
  test('found, with the names on the record', async () => {
    expect(await find()).toEqual({
      kind: 'found',
      trn: '3000001',
      name: { first: 'Daniel', middle: '', last: 'Reed' },
      previousNames: [],
    })
    const helen = await find('3000002', Temporal.PlainDate.from('1979-11-30'))
    expect(helen).toMatchObject({ previousNames: [{ first: 'Helen', middle: 'Anne', last: 'Muir' }] })
    expect(helen.kind === 'found' ? nameOnRecord(helen.name) : '').toBe('Helen Anne Strachan')
    expect(standing.asked[0]).toBe('/v3/persons/3000001?dateOfBirth=1985-04-23&include=PreviousNames')
  })

  test('nobody: an unknown number, or the date of birth of somebody else', async () => {
    expect(await find('9999999')).toEqual({ kind: 'not-found' })
    expect(await find('3000001', born.add({ days: 1 }))).toEqual({ kind: 'not-found' })
    expect(await standing.record.check('9999999')).toEqual({ kind: 'not-found' })
  })

  test('deactivated, merged into another, or active', async () => {
    expect(await find('3000008')).toEqual({ kind: 'deactivated' })
    expect(await find('3000006')).toEqual({ kind: 'merged-into', trn: '3000007' })
    const checked = await Promise.all(['3000001', '3000006', '3000008'].map((trn) => standing.record.check(trn)))
    expect(checked).toEqual([{ kind: 'active' }, { kind: 'merged-into', trn: '3000007' }, { kind: 'deactivated' }])
  })

  test('what it says besides is no concern of ours', async () => {
    standing.faults.fault = 'more-properties'
    expect(await find()).toMatchObject({ kind: 'found', name: { last: 'Reed' } })
  })
})

describe('no clear answer', () => {
  test.each([
    ['down', 'down', 2],
    ['error', 'down', 2],
    ['busy', 'busy', 2],
    ['slow', 'slow', 1],
    ['bad-request', 'refused', 1],
    ['refused', 'refused', 1],
    ['malformed', 'malformed', 1],
    ['other-shape', 'malformed', 1],
  ] as const)('%s is unavailable (%s), asked %d times', async (fault, why, times) => {
    standing.faults.fault = fault
    expect(await find()).toEqual({ kind: 'unavailable', why })
    expect(standing.asked).toHaveLength(times)
  })

  test('a passing failure is passed over', async () => {
    standing.faults.fault = 'error'
    setTimeout(() => {
      standing.faults.fault = 'none'
    }, 50)
    expect(await find()).toMatchObject({ kind: 'found' })
  })

  test('every fault has an answer, and nothing of the teacher is in a log', async () => {
    const lines: string[] = []
    const record = standing.connect({ log: openLog((line) => lines.push(line)) })
    for (const fault of ['down', 'error', 'malformed', 'other-shape', 'slow', 'merged', 'deactivated'] as const) {
      standing.faults.fault = fault
      await record.find({ trn: '3000001', dateOfBirth: born })
    }
    expect(lines.length).toBeGreaterThan(4)
    expect(lines.join('')).not.toMatch(/1985|04-23|3000001|Dan|guards-nothing/)
  })

  test('a redirect without a number is no answer', async () => {
    standing.teachers.push({
      trn: '3000099',
      firstName: 'A',
      middleName: '',
      lastName: 'B',
      dateOfBirth: '1985-04-23',
      became: { mergedInto: 'elsewhere' },
      what: '',
    })
    expect(await find('3000099')).toEqual({ kind: 'unavailable', why: 'malformed' })
  })
})

describe('the breaker', () => {
  test('after five failures nobody waits; one at a time finds out whether it works again', async () => {
    let now = 0
    const breaker = circuitBreaker({ milliseconds: () => now })
    const record = standing.connect({ breaker })
    const ask = () => record.check('3000001')
    standing.faults.fault = 'error'
    for (let time = 0; time < 3; time += 1) await ask()
    expect(standing.asked.length).toBe(5)
    expect(await ask()).toEqual({ kind: 'unavailable', why: 'resting' })
    expect(standing.asked.length).toBe(5)
    now += 10_000
    await Promise.all([ask(), ask(), ask()])
    expect(standing.asked.length).toBe(6)
    now += 10_000
    standing.faults.fault = 'none'
    expect(await ask()).toEqual({ kind: 'active' })
    expect(await ask()).toEqual({ kind: 'active' })
  })

  test('failures far apart do not open it, and what is our own fault is not counted', async () => {
    let now = 0
    const breaker = circuitBreaker({ milliseconds: () => now })
    for (let time = 0; time < 20; time += 1) {
      now += 8_000
      breaker.note(false)
      expect(breaker.mayCall()).toBe(true)
    }
    const record = standing.connect({ breaker: circuitBreaker(), key: 'another' })
    for (let time = 0; time < 8; time += 1) {
      expect(await record.check('3000001')).toEqual({ kind: 'unavailable', why: 'refused' })
    }
  })
})
