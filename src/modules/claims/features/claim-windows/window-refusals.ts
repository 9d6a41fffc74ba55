import type { FieldError } from '#src/kit/form.ts'

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

const TOLD: Readonly<{ [code: string]: readonly [field: string, message: (facts: Refusal['facts']) => string] }> = {
  overlaps: [
    'from',
    ({ from, lastDay }) => `Claiming must not be open together with the window of ${from} to ${lastDay}`,
  ],
  'ends-before-beginning': ['lastDay', () => 'Last day of claiming must be the same as or after its first day'],
  'begins-in-the-past': ['from', () => 'First day of claiming must be today or in the future'],
  'ends-in-the-past': ['lastDay', () => 'Last day of claiming must be today or in the future'],
  'has-begun': ['from', () => 'Claiming has begun, so its first day cannot be changed'],
  'year-has-begun': ['year', () => 'Claiming has begun, so its academic year cannot be changed'],
  'is-past': ['lastDay', () => 'This window is over, so its days cannot be changed. Add another window'],
  'paid-before-the-end': [
    'paidDirectlyOn',
    () => 'Days of payment must be the same as or after the last day of claiming',
  ],
  'no-such-year': ['year', () => 'Select an academic year that has rules, or add its rules first'],
  'nothing-changed': ['from', () => 'Change something, or go back'],
  'has-opened': ['from', () => 'Claiming has begun, so the window stays. You can let it end today'],
  'has-claims': ['from', () => 'Claims belong to this window, so it stays'],
}

/** What to put right in the form of a window; null for what is not the form's fault. */
export function windowErrors({ code, facts }: Refusal, onlyField?: string): readonly FieldError[] | null {
  const told = TOLD[code]
  if (!told) return null
  const field = onlyField ?? told[0]
  // Of a date that is wrong as a whole all three parts are red.
  return [{ field, message: told[1](facts), ...(DATES.includes(field) ? { parts: WHOLE } : {}) }]
}

const WHOLE = ['day', 'month', 'year'] as const
const DATES: readonly string[] = ['from', 'lastDay', 'paidDirectlyOn']
