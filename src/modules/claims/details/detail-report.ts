import type { Temporal } from '#src/kit/dates.ts'

export const DETAILS = ['name', 'numbers', 'address', 'area', 'payment-details', 'conditions', 'other'] as const
export type Detail = (typeof DETAILS)[number]

export const detailText: Readonly<Record<Detail, string>> = {
  name: 'Name of the school',
  numbers: 'URN or UKPRN',
  address: 'Address',
  area: 'Funding area',
  'payment-details': 'Details for payment',
  conditions: 'Conditions of the grant',
  other: 'Something else',
}

/** What a school says is wrong about how we know it, and what staff answered. */
export type DetailReport = {
  readonly id: string
  readonly schoolId: string
  readonly detail: Detail
  readonly said: string
  /** What to quote when asking about it. */
  readonly receipt: string
  readonly byAccount: string | null
  readonly byName: string
  readonly at: Temporal.Instant
  readonly settled: { readonly at: Temporal.Instant; readonly byName: string; readonly answer: string } | null
}
