import type { Step } from '../../reports/problem-report-queries.ts'
import type { Problem } from '../../reports/problem-rules.ts'

/** How far back a report looks, in months. */
export const PERIODS = { '3': 'The last 3 months', '12': 'The last 12 months', '36': 'The last 3 years' } as const
export type Period = keyof typeof PERIODS

export type Chosen = { readonly period: Period; readonly by: Step; readonly problem: Problem | null }
