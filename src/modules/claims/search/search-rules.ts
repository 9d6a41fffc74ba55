import type { Temporal } from '#src/kit/dates.ts'
import { CLAIM_STATUSES, type ClaimStatus } from '../claims/claim-states.ts'
import { parseReference } from '../claims/reference-rules.ts'
import type { TrainingType } from '../years/claim-year.ts'

/** What one box is taken to be asked for, by how it looks. */
export type Sought =
  | { readonly kind: 'reference'; readonly reference: string }
  /** Eight digits that are no reference: one is wrong, or two are swapped. */
  | { readonly kind: 'typo'; readonly typed: string }
  | { readonly kind: 'trn'; readonly trn: string }
  | { readonly kind: 'urn'; readonly urn: string }
  | { readonly kind: 'address'; readonly beginning: string }
  | { readonly kind: 'words'; readonly text: string }

/** Reads the search box: a reference, TRN, URN, email address, or words of names. Spaces and hyphens in numbers do not matter. Null when empty. */
export function soughtIn(typed: string): Sought | null {
  const text = typed.trim()
  if (text === '') return null
  if (text.includes('@')) return { kind: 'address', beginning: text }
  const number = text.replaceAll(/[\s\u200B-\u200D\uFEFF-]/g, '')
  if (/^[0-9]{8}$/.test(number)) {
    const reference = parseReference(number)
    return reference === null ? { kind: 'typo', typed: number } : { kind: 'reference', reference }
  }
  if (/^[0-9]{7}$/.test(number)) return { kind: 'trn', trn: number }
  if (/^[0-9]{5,6}$/.test(number)) return { kind: 'urn', urn: number }
  return { kind: 'words', text }
}

export const SORTS = ['sent', 'moved', 'school', 'provider', 'amount', 'reference'] as const
export type Sort = { readonly by: (typeof SORTS)[number]; readonly order: 'asc' | 'desc' }

/** How each column is sorted when it is first chosen. */
export const FIRST_ORDER: Readonly<Record<Sort['by'], Sort['order']>> = {
  ...{ sent: 'desc', moved: 'desc', school: 'asc', provider: 'asc', amount: 'desc', reference: 'asc' },
}

/** No more than these are listed page by page: nobody reads on. All of them are in the file. */
export const MOST_LISTED = 1_000

/** What is neither a school's own draft nor gone. Staff see drafts when they ask for them. */
export const SENT_STATUSES: readonly ClaimStatus[] = CLAIM_STATUSES.filter(
  (status) => status !== 'draft' && status !== 'discarded',
)

export type Assigned =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'account'; readonly accountId: string }

export type ClaimFilters = {
  readonly year: number | null
  readonly windowId: string | null
  readonly status: ClaimStatus | null
  readonly schoolUrn: string | null
  readonly providerId: string | null
  /** Sent on this day or later. */
  readonly from: Temporal.PlainDate | null
  /** Sent on this day or earlier. */
  readonly to: Temporal.PlainDate | null
  readonly training: TrainingType | null
  readonly assigned: Assigned
  /** Only what waits for whoever looks; null for everything. */
  readonly waitsFor: WaitsFor | null
}

/** Whoever looks, and in which statuses a claim waits for somebody with their powers. */
export type WaitsFor = { readonly accountId: string; readonly statuses: readonly ClaimStatus[] }

/** Waits for staff who help: the school is to be asked, or a decision is due. */
const HELPERS: readonly ClaimStatus[] = ['payer-needs-information', 'provider-disagrees']
/** Waits for staff who pay: a batch, a decision of the payer to record, a clawback to propose, approve or send. */
const PAYERS: readonly ClaimStatus[] = [
  ...(['submitted', 'payer-needs-information', 'information-sent', 'not-upheld'] as const),
  ...(['clawback-proposed', 'clawback-refused', 'clawback-agreed'] as const),
]

type Powers = { readonly support: boolean; readonly pay: boolean }

/** The statuses in which a claim waits for staff with these powers. */
export const waitingStatuses = ({ support, pay }: Powers): readonly ClaimStatus[] =>
  CLAIM_STATUSES.filter((status) => (support && HELPERS.includes(status)) || (pay && PAYERS.includes(status)))
