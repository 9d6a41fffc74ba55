import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { oneOf, text } from './form-fields.ts'
import { answerTo, journey, question, stop, when } from './journey.ts'
import { journeyDiagram, walkJourney } from './journey-walk.ts'

const settings = ['school', 'nursery', 'other'] as const
const change = journey({
  name: 'change-work-details',
  version: 1,
  steps: {
    setting: question(z.object({ setting: oneOf(settings, 'Select where you work') })),
    school: question(z.object({ urn: text({ missing: 'Enter your school', label: 'School' }) })),
    'nursery-kind': question(z.object({ kind: oneOf(['maintained', 'private'], 'Select a kind') })),
    'cannot-use': stop,
    role: question(z.object({ role: text({ missing: 'Enter your role', label: 'Role' }) })),
  },
  path: (answers) => [
    'setting',
    ...when(answers.setting?.setting === 'school', 'school'),
    ...when(answers.setting?.setting === 'nursery', 'nursery-kind'),
    ...when(answers.setting?.setting === 'other', 'cannot-use'),
    'role',
  ],
})
const samples = { school: [{ urn: '100001' }], role: [{ role: 'Head' }] }

const school = { setting: { setting: 'school' }, school: { urn: '100001' } }
const complete = { ...school, role: { role: 'Head' } }

describe('next', () => {
  test.each([
    [{}, 'setting'],
    [{ setting: { setting: 'school' } }, 'school'],
    [{ setting: { setting: 'nursery' } }, 'nursery-kind'],
    [{ setting: { setting: 'other' } }, 'cannot-use'],
    [school, 'role'],
    [complete, null],
    [{ ...complete, setting: { setting: 'nursery' } }, 'nursery-kind'],
    [{ ...complete, setting: { setting: 'nursery' }, 'nursery-kind': { kind: 'private' } }, null],
    [{ ...complete, setting: { setting: 'moon' } }, 'setting'],
    [{ ...complete, role: { role: ' ' } }, 'role'],
    [{ ...complete, setting: { setting: 'other' } }, 'cannot-use'],
  ])('%j leads to %s', (raw, step) => expect(change.next(raw)).toBe(step))
})

test('back is the step before on the path', () => {
  expect(change.back(school, 'setting')).toBe(null)
  expect(change.back(school, 'role')).toBe('school')
  expect(change.back(school, 'nursery-kind')).toBe(null)
})

test('only the path up to the first unanswered step may be seen', () => {
  const { setting } = school
  const seen = (raw: object, steps: readonly string[]) => steps.map((step) => change.allowed({ ...raw }, step))
  expect(seen({ setting }, ['setting', 'school', 'role'])).toEqual(['setting', 'school', null])
  expect(seen(school, ['role', 'nursery-kind', 'cannot-use', 'toString'])).toEqual(['role', null, null, null])
})

test('an answer that the facts do not bear out any more is asked again, and is kept meanwhile', () => {
  type Facts = { readonly open: readonly string[] }
  const { name, version, steps, path } = change
  const withFacts = journey<typeof steps, Facts>({
    ...{ name, version, steps },
    path: (answers) => path(answers),
    askAgain: ({ school: chosen }, { open }) => (chosen && !open.includes(chosen.urn) ? ['school'] : []),
  })
  expect(withFacts.next(complete, { open: ['100001'] })).toBe(null)
  expect(withFacts.next(complete, { open: [] })).toBe('school')
  expect(withFacts.allowed(complete, 'role', { open: [] })).toBe(null)
  expect(withFacts.answered(complete, { open: [] })).toEqual(['setting'])
})

test('nobody gets past a stop', () => {
  const stopped = { setting: { setting: 'other' }, role: { role: 'Head' }, 'cannot-use': { any: 'thing' } }
  expect(change.allowed(stopped, 'role')).toBe(null)
  expect(change.next(stopped)).toBe('cannot-use')
})

test('answers are typed, and pruned to what the path asks', () => {
  const both = { ...complete, 'nursery-kind': { kind: 'private' } }
  expect(change.prune(both)).toEqual(complete)
  expect(change.answered(both)).toEqual(['setting', 'school', 'role'])
  const answers = change.read(change.prune(both))
  expect(answerTo(answers, 'school').urn).toBe('100001')
  expect(() => answerTo(answers, 'nursery-kind')).toThrow('nursery-kind is not answered')
})

test('every step is reached, and every way ends in check answers or a stop', () => {
  const { reached, ways } = walkJourney(change, samples)
  expect([...reached].sort()).toEqual([...Object.keys(change.steps), 'check-answers'].sort())
  expect(ways.map((way) => way.join(' '))).toEqual([
    'setting school role check-answers',
    'setting nursery-kind role check-answers',
    'setting nursery-kind role check-answers',
    'setting cannot-use',
  ])
})

test('a walk asks for samples where something is typed', () => {
  expect(() => walkJourney(change)).toThrow('Give samples for school')
})

test('the drawing says what decides', () => {
  expect(journeyDiagram(change, samples)).toBe(
    [
      'flowchart TD',
      '  setting -->|school| school',
      '  setting -->|nursery| nursery-kind',
      '  setting -->|other| cannot-use',
      '  school --> role',
      '  role --> check-answers',
      '  nursery-kind --> role',
    ].join('\n'),
  )
})
