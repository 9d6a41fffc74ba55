import type { DatePart, FieldError } from '#src/kit/form.ts'

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

type Told = readonly [field: string, message: (other: string) => string]

const TOLD: Readonly<{ [code: string]: Told }> = {
  'identifier-taken': ['identifier', (other) => `Enter another identifier: ${other} has this one`],
  'name-taken': ['name', () => 'Enter another name: there is a cohort with this one'],
  'start-taken': ['startsOn', (other) => `Enter another day: courses of ${other} start on it`],
  overlaps: [
    'opensOn',
    (other) => `Registration must not be open together with that of ${other}, which has the same letter`,
  ],
  'closes-before-opening': ['closesOn', () => 'Last day of registration must be the same as or after its first day'],
  'starts-before-opening': [
    'startsOn',
    () => 'First day of courses must be the same as or after the first day of registration',
  ],
  'opens-in-the-past': ['opensOn', () => 'First day of registration must be today or in the future'],
  'closes-in-the-past': ['closesOn', () => 'Last day of registration must be today or in the future'],
  'has-begun': ['opensOn', () => 'Registration has begun, so its first day cannot be changed'],
  'has-started': ['startsOn', () => 'Courses have started, so their first day cannot be changed'],
  'nothing-changed': ['opensOn', () => 'Change something, or go back'],
}

/** What to put right in the form of a cohort; null for what is not the form's fault. */
export const cohortErrors = (refusal: Refusal): readonly FieldError[] | null => errorsOf(refusal, TOLD)

const SCHEDULE: Readonly<{ [code: string]: Told }> = {
  overlaps: ['appliesFrom', (other) => `Days must not be those of ${other}, which is for the same kind of course`],
  'ends-before-beginning': ['appliesTo', () => 'Last day must be the same as or after the first day'],
  'nothing-changed': ['name', () => 'Change something, or go back'],
}

/** The same for the form of a schedule. */
export const scheduleErrors = (refusal: Refusal): readonly FieldError[] | null => errorsOf(refusal, SCHEDULE)

const DATES = ['opensOn', 'closesOn', 'startsOn', 'appliesFrom', 'appliesTo']
const parts: readonly DatePart[] = ['day', 'month', 'year']

function errorsOf({ code, facts }: Refusal, texts: typeof TOLD): readonly FieldError[] | null {
  const told = texts[code]
  if (!told) return null
  const [field, message] = told
  const error = { field, message: message(String(facts['other'] ?? 'another')) }
  return [DATES.includes(field) ? { ...error, parts } : error]
}
