import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { TableRow } from '#src/kit/table-cells.ts'
import { ProviderWord } from './provider-word.ts'

/** Columns of the file that a provider downloads: a row for each mentor. Source: docs/rules/claims.md#audit; standards §3.4. */
export const AUDIT_COLUMNS = [
  ...([
    'claim_reference',
    'school_urn',
    'school_name',
    'school_local_authority',
    'school_type_of_establishment',
  ] as const),
  ...(['school_group', 'provider_name', 'claim_submission_date', 'mentor_trn', 'mentor_full_name'] as const),
  ...(['mentor_hours_of_training', 'claim_accepted', 'rejection_reason'] as const),
] as const

/** What the file that comes back must have, and what is used where it is there. */
export const ANSWER_COLUMNS = ['claim_reference', 'mentor_full_name', 'claim_accepted', 'rejection_reason'] as const
export const MORE_ANSWER_COLUMNS = ['mentor_trn', 'hours', 'mentor_hours_of_training'] as const
export type AnswerColumn = (typeof ANSWER_COLUMNS)[number] | (typeof MORE_ANSWER_COLUMNS)[number]
export type AnswerRow = TableRow<AnswerColumn>

/** A claim of the audit as rows are compared with it. */
export type AskedClaim = {
  readonly claimId: string
  readonly reference: string
  /** It was answered before, or DfE has decided. */
  readonly isAnswered: boolean
  readonly lines: readonly {
    readonly id: string
    readonly mentorName: string
    readonly mentorTrn: string
    readonly hours: number
  }[]
}

/** What a row of the file says of a mentor. */
export const FileWord = ProviderWord.extend({
  line: z.int(),
  claimId: z.string(),
  reference: z.string(),
  mentor: z.string(),
  claimed: z.int(),
})
export type FileWord = z.output<typeof FileWord>

/** Why a row, or the whole claim that it begins, cannot be used: a sentence without its full stop. */
export const FileFault = z.object({ line: z.int(), message: z.string() })
export type FileFault = z.output<typeof FileFault>

export type AnswersRead = { readonly words: readonly FileWord[]; readonly faults: readonly FileFault[] }

/** A file of answers as it was looked at. */
export type AuditFile = AnswersRead & {
  readonly id: string
  readonly auditId: string
  readonly providerId: string
  readonly fileName: string
  readonly status: 'previewed' | 'refused' | 'applied' | 'discarded'
  readonly madeByName: string
  readonly madeAt: Temporal.Instant
  readonly settledByName: string | null
  readonly settledAt: Temporal.Instant | null
}
