import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  email,
  LIMITS,
  longText,
  name,
  niNumber,
  oneOf,
  optional,
  someOf,
  text,
  trn,
  ukprn,
  urn,
  wholeNumber,
} from './form-fields.ts'

const missing = 'Enter it'
const Email = email({ missing })
const Name = name({ missing })
const Trn = trn({ missing })

/** The value, or the message of the error. */
const read = (schema: z.ZodType, typed: unknown): unknown => {
  const result = schema.safeParse(typed)
  return result.success ? result.data : result.error.issues.map(({ message }) => message).join(' ')
}

const invisible = fc.constantFrom('\u200b', '\ufeff', '\u00ad', '\u2060', '\u200e')
const white = fc.constantFrom(' ', '\t', '\u00a0', '\u202f', '\n')
const noise = fc.array(fc.oneof(white, invisible), { maxLength: 3 }).map((parts) => parts.join(''))
/** The same characters with noise that people and programs put between them. */
const noisy = (clean: fc.Arbitrary<string>, between: fc.Arbitrary<string> = noise) =>
  clean.chain((typed) =>
    fc.array(between, { minLength: typed.length + 1, maxLength: typed.length + 1 }).map((gaps) => ({
      clean: typed,
      typed: [...typed].map((character, position) => gaps[position] + character).join('') + gaps.at(-1),
    })),
  )
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

describe('email', () => {
  const FORMAT = 'Enter an email address in the correct format, like name@example.com'

  test.each([
    ['name@example.com', 'name@example.com'],
    ["sinéad.o'neill@example.com", FORMAT],
    ["sinead.o'neill@example.com", "sinead.o'neill@example.com"],
    ['sinead.o’neill@example.com', "sinead.o'neill@example.com"],
    ['name+school@example.com', 'name+school@example.com'],
    ['Name@Example.COM', 'Name@Example.COM'],
    ['name@school.example.photography', 'name@school.example.photography'],
    ['mailto:name@example.com', 'name@example.com'],
    ['name@example', FORMAT],
    ['name@@example.com', FORMAT],
    ['name@example..com', FORMAT],
    ['.name@example.com', FORMAT],
    ['na..me@example.com', FORMAT],
    ['name@-example.com', FORMAT],
    ['name@example.com, other@example.com', FORMAT],
    ['name@example.com>', FORMAT],
    ['@example.com', FORMAT],
    ['name', FORMAT],
    ['', missing],
    [' \u200b ', missing],
    [undefined, missing],
  ])('%j', (typed, expected) => expect(read(Email, typed)).toBe(expected))

  test('254 characters are an address and 255 are not', () => {
    const address = (length: number) =>
      `${'a'.repeat(64)}@${'b'.repeat(length - 194)}.${'c'.repeat(63)}.${'d'.repeat(60)}.com`
    expect(address(254)).toHaveLength(254)
    expect(read(Email, address(254))).toBe(address(254))
    expect(read(Email, address(255))).toBe(FORMAT)
  })

  test('spaces and characters that nobody sees are taken out', () => {
    fc.assert(
      fc.property(noisy(fc.constantFrom('name@example.com', "o'n+x@a-b.example.org")), ({ clean, typed }) => {
        expect(read(Email, typed)).toBe(clean)
      }),
    )
  })

  test('no answer can end a header or hide an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const result = Email.safeParse(`${typed}@example.com`)
        expect(result.success && /[\s<>,;:"\p{C}]/u.test(result.data)).toBe(false)
      }),
    )
  })
})

describe('name', () => {
  test.each([
    'X',
    'Zoë',
    "D'Arcy",
    'O’Neill',
    'Siân Ŵyn Llŷr',
    'Anne-Marie St. John',
    '王小明',
    'محمد',
    '3rd',
    'a'.repeat(LIMITS.name),
  ])('%s is a name', (typed) => expect(read(Name, typed)).toBe(typed))

  test('one is asked for, and told when it is too long', () => {
    expect(read(Name, '  ')).toBe(missing)
    expect(read(Name, 'a'.repeat(301))).toBe('Name must be 300 characters or less')
  })

  test('any visible characters come back as they were, with single spaces and without line endings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (typed) => {
        const result = Name.safeParse(typed)
        expect(result.success ? /[\p{Cc}]| {2}|^ | $/u.test(result.data) : !result.success).toBe(!result.success)
      }),
    )
  })
})

describe('codes', () => {
  const separators = fc.constantFrom('', ' ', '-', '/', '.', '\u00a0', '\u200b', '–', '(', ')')

  test('a TRN, URN or UKPRN however it is spaced', () => {
    fc.assert(fc.property(noisy(digits(7), separators), ({ clean, typed }) => read(Trn, typed) === clean))
    fc.assert(fc.property(noisy(digits(6), separators), ({ clean, typed }) => read(urn({ missing }), typed) === clean))
    fc.assert(
      fc.property(noisy(digits(8), separators), ({ clean, typed }) => read(ukprn({ missing }), typed) === clean),
    )
  })

  test.each([
    ['RP 12/34567', '1234567'],
    ['rp-1234567', '1234567'],
    ['TRN 1234567', '1234567'],
    ['123456', 'Teacher reference number (TRN) must include 7 numbers'],
    ['12345678', 'Teacher reference number (TRN) must include 7 numbers'],
    ['1234S67', 'Teacher reference number (TRN) must include 7 numbers'],
    ['١٢٣٤٥٦٧', 'Teacher reference number (TRN) must include 7 numbers'],
    ['', missing],
    [' - ', missing],
  ])('TRN %j', (typed, expected) => expect(read(Trn, typed)).toBe(expected))

  test.each([
    ['qq 12 34 56 c', 'Enter a National Insurance number in the correct format, like QQ 12 34 56 C'],
    ['ab-12-34-56-d', 'AB123456D'],
    ['AB 12 34 56', 'Enter a National Insurance number in the correct format, like QQ 12 34 56 C'],
    ['', missing],
  ])('National Insurance number %j', (typed, expected) => expect(read(niNumber({ missing }), typed)).toBe(expected))
})

describe('whole number', () => {
  const Hours = wholeNumber({ missing, label: 'Hours', min: 1, max: 1200 })

  test.each([
    ['1', 1],
    [' £1,200 ', 1200],
    ['1 000', 1000],
    ['20.0', 20],
    ['0', 'Hours must be 1 or more'],
    ['-3', 'Hours must be 1 or more'],
    ['1201', 'Hours must be 1,200 or less'],
    ['1.5', 'Hours must be a whole number'],
    ['twenty', 'Hours must be a number'],
    ['1e3', 'Hours must be a number'],
    ['', missing],
  ])('%j', (typed, expected) => expect(read(Hours, typed)).toBe(expected))

  test('every number comes back from the way it is written in English', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1200 }),
        (number) => read(Hours, `£${number.toLocaleString('en-GB')}`) === number,
      ),
    )
  })
})

describe('text', () => {
  const Note = longText({ missing, label: 'Note', max: 5 })

  test('a line ending counts once, whichever way it was sent', () => {
    expect(read(Note, 'ab\r\ncd')).toBe('ab\ncd')
    expect(read(Note, 'ab\r\ncde')).toBe('Note must be 5 characters or less')
  })

  test('one line has no line endings', () => {
    expect(read(text({ missing, label: 'Reason' }), 'a\r\nb\u0007')).toBe('a b')
  })

  test('what may be left out is null when it is', () => {
    expect(read(optional(Note), ' \r\n ')).toBe(null)
    expect(read(optional(Note), 'ab')).toBe('ab')
    expect(read(optional(Note), 'abcdef')).toBe('Note must be 5 characters or less')
  })
})

describe('choices', () => {
  const Answer = oneOf(['yes', 'no'], 'Select yes or no')

  test('only what was offered counts', () => {
    expect(read(Answer, 'yes')).toBe('yes')
    expect(read(Answer, 'perhaps')).toBe('Select yes or no')
    expect(read(Answer, undefined)).toBe('Select yes or no')
    expect(Answer.meta()).toMatchObject({ choices: ['yes', 'no'] })
  })

  test('ticked boxes come in the order in which they were offered', () => {
    const Days = someOf(['monday', 'tuesday', 'friday'], 'Select a day')
    expect(read(Days, ['friday', 'monday', 'monday', 'sunday'])).toEqual(['monday', 'friday'])
    expect(read(Days, 'sunday')).toBe('Select a day')
  })
})

test('nothing that can be sent makes a field throw', () => {
  const fields = [Email, Name, Trn, niNumber({ missing }), wholeNumber({ missing, label: 'Hours' }), optional(Name)]
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...fields), (sent, field) => {
      expect(typeof field.safeParse(sent).success).toBe('boolean')
    }),
  )
})
