import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { SampleReason, SampleSettings } from './sample-rules.ts'
import type { SampleStatus } from './sample-states.ts'

export const SampleId = idOf('sample')
export const AuditId = idOf('audit')

export const SAMPLE_REASONS = ['high-value', 'mentor-submitted', 'stratum', 'by-hand'] as const

/** Why a claim is audited, as pages and files say it. */
export const sampleReasonText: Readonly<Record<SampleReason | 'by-hand', string>> = {
  'high-value': 'All claims of the school, because they come to a high sum',
  'mentor-submitted': 'Drawn from the claims that a mentor submitted for themselves',
  stratum: 'Drawn at random from schools of its kind',
  'by-hand': 'Added by hand',
}

/** What of a kind of school there was to draw from, and what was chosen. Pence. */
export type StratumCount = {
  readonly stratum: string
  readonly claims: number
  readonly pence: number
  readonly chosenClaims: number
  readonly chosenPence: number
}

export type Sample = {
  readonly id: string
  readonly windowId: string
  readonly seed: string
  readonly settings: SampleSettings
  readonly status: SampleStatus
  readonly population: number
  readonly populationPence: number
  readonly chosen: number
  readonly chosenPence: number
  readonly strata: readonly StratumCount[]
  readonly drawnByName: string
  readonly drawnAt: Temporal.Instant
  readonly sentAt: Temporal.Instant | null
  /** Counts every change: a form names the revision that it was shown. */
  readonly revision: number
}
