import { expect, test } from 'vitest'
import { z } from 'zod'
import { allValues, firstValue, parseForm, targetOf } from './form.ts'
import { date } from './form-date.ts'
import { email, name, optional, someOf, text } from './form-fields.ts'

const Schema = z.object({
  name: name({ missing: 'Enter your name' }),
  start: date({ missing: 'Enter the start date', label: 'Start date' }),
  email: email({ missing: 'Enter your email address' }),
  note: optional(text({ missing: '', label: 'Note', max: 5 })),
  days: someOf(['monday', 'friday'], 'Select at least one day'),
})

const filled = {
  name: ' Zoë  O’Neill ',
  'start-day': '1',
  'start-month': 'Sept',
  'start-year': '2026',
  email: 'zoe@example.com',
  note: '',
  days: 'friday',
}

test('a good form gives typed values and keeps what was typed', () => {
  const parsed = parseForm(Schema, { ...filled, _csrf: 'not ours', unknown: 'x' })
  expect(parsed).toMatchObject({ ok: true, values: { name: 'Zoë O’Neill', note: null, days: ['friday'] }, raw: filled })
  expect(parsed.ok && parsed.values.start.toString()).toBe('2026-09-01')
})

test('errors come one a field, in the order of the schema, with everything typed kept', () => {
  const typed = {
    'start-day': '31',
    'start-month': '2',
    'start-year': '26',
    email: 'nobody',
    note: 'too long',
    name: '',
  }
  const parsed = parseForm(Schema, typed)
  expect(parsed).toEqual({
    ok: false,
    values: typed,
    errors: [
      { field: 'name', message: 'Enter your name' },
      { field: 'start', message: 'Year must include 4 numbers', parts: ['year'] },
      { field: 'email', message: 'Enter an email address in the correct format, like name@example.com' },
      { field: 'note', message: 'Note must be 5 characters or less' },
      { field: 'days', message: 'Select at least one day' },
    ],
  })
})

test('the link of an error leads to the input, and for a date to its first wrong part', () => {
  expect(targetOf({ field: 'email', message: '' })).toBe('email')
  expect(targetOf({ field: 'start', message: '', parts: ['month', 'year'] })).toBe('start-month')
})

test('an empty body is a form with nothing filled in', () => {
  const parsed = parseForm(Schema, {})
  expect(parsed.ok ? [] : parsed.errors.map(({ field }) => field)).toEqual(['name', 'start', 'email', 'days'])
})

test('names of the language are no fields', () => {
  const Odd = z.object({ constructor: text({ missing: 'Enter it', label: 'It' }) })
  expect(parseForm(Odd, {})).toMatchObject({ ok: false, errors: [{ field: 'constructor', message: 'Enter it' }] })
})

test('rules between fields name the field that they are about', () => {
  const Pair = z
    .object({ email: email({ missing: 'Enter it' }), again: email({ missing: 'Enter it again' }) })
    .refine((values) => values.email === values.again, { path: ['again'], message: 'Enter the same email address' })
  const parsed = parseForm(Pair, { email: 'a@example.com', again: 'b@example.com' })
  expect(parsed).toMatchObject({ ok: false, errors: [{ field: 'again', message: 'Enter the same email address' }] })
})

test('a field sent once or often gives one value or all', () => {
  expect(firstValue({ a: ['x', 'y'] }, 'a')).toBe('x')
  expect(firstValue({}, 'a')).toBe('')
  expect(allValues({ a: 'x' }, 'a')).toEqual(['x'])
  expect(allValues({}, 'a')).toEqual([])
})
