import type { AcademicYear, Period, Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { Money } from '#src/kit/money.ts'

export const WindowId = idOf('claim window')

export const FUNDING_AREAS = ['inner-london', 'outer-london', 'fringe', 'rest-of-england'] as const
export type FundingArea = (typeof FUNDING_AREAS)[number]

/** Areas as pages name them. */
export const areaText: Readonly<Record<FundingArea, string>> = {
  'inner-london': 'Inner London',
  'outer-london': 'Outer London',
  fringe: 'Fringe',
  'rest-of-england': 'Rest of England',
}

export const TRAINING_TYPES = ['initial', 'refresher'] as const
export type TrainingType = (typeof TRAINING_TYPES)[number]

/** What may be claimed for training in an academic year. */
export type ClaimYear = {
  readonly year: AcademicYear
  /** Hours for a mentor with a provider, over all schools. */
  readonly initialCap: number
  readonly refresherCap: number
  /** Training from this day counts for the year. */
  readonly trainingFrom: Temporal.PlainDate
  readonly source: string
}

/** When claims are taken, for training of `year`. */
export type ClaimWindow = {
  readonly id: string
  readonly year: AcademicYear
  readonly period: Period & { readonly to: Temporal.PlainDate }
  /** When the payer is expected to have paid: maintained schools through their authority, the rest directly. */
  readonly paidByAuthorityOn: Temporal.PlainDate | null
  readonly paidDirectlyOn: Temporal.PlainDate | null
  readonly revision: number
}

/** Pence for an hour of training, by area. */
export type Rates = Readonly<Record<FundingArea, Money>>
