import type { Temporal } from '#src/kit/dates.ts'

export const PROVIDER_ANSWERS = ['confirmed', 'other-hours', 'refused'] as const
export type ProviderAnswer = (typeof PROVIDER_ANSWERS)[number]
export const SCHOOL_ANSWERS = ['agrees', 'disagrees'] as const
export type SchoolAnswer = (typeof SCHOOL_ANSWERS)[number]
export const DECISIONS = ['upheld', 'not-upheld'] as const
export type AuditDecision = (typeof DECISIONS)[number]

export type AuditParty = 'provider' | 'school' | 'dfe'
export type AuditWord = ProviderAnswer | SchoolAnswer | AuditDecision

/** Why a provider does not confirm hours. */
export const REFUSAL_REASONS = ['early-career', 'too-many-hours', 'not-known', 'not-employed', 'other'] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** Reasons as pages, files and e-mails say them. */
export const refusalText: Readonly<Record<RefusalReason, string>> = {
  'early-career': 'They mentor an early career teacher, not a trainee',
  'too-many-hours': 'They were trained for fewer hours',
  'not-known': 'We do not know them',
  'not-employed': 'They do not work at the school',
  other: 'Another reason',
}

/** What a party said of a mentor's hours. Every word stays; the newest of a party counts. */
export type Said = {
  readonly lineId: string
  readonly party: AuditParty
  readonly answer: AuditWord
  /** With other-hours alone: the hours that were worked. */
  readonly hours: number | null
  readonly reasonCode: RefusalReason | null
  readonly note: string | null
  /** Saved for later, not given. */
  readonly isDraft: boolean
  readonly saidByName: string
  readonly saidAt: Temporal.Instant
}

/** What a provider is asked to confirm: all of its claims of one sample. */
export type Audit = {
  readonly id: string
  readonly sampleId: string
  readonly providerId: string
  readonly askedAt: Temporal.Instant
  readonly dueOn: Temporal.PlainDate
  readonly extension: {
    readonly until: Temporal.PlainDate
    readonly because: string
    /** Null until staff have answered. */
    readonly granted: boolean | null
  } | null
  readonly closedAt: Temporal.Instant | null
  readonly revision: number
}

/** A claim in an audit. */
export type AuditClaim = {
  readonly auditId: string
  readonly claimId: string
  readonly answeredAt: Temporal.Instant | null
  readonly schoolDueOn: Temporal.PlainDate | null
  readonly schoolRepliedAt: Temporal.Instant | null
  readonly decidedAt: Temporal.Instant | null
  readonly outcome: 'confirmed' | 'not-upheld' | null
}
