import type { BatchKind } from './batch-states.ts'
import type { Answer, ResponseRow } from './response.ts'

/** Null: the row answers nothing, the claim goes on waiting. */
export type Said = { readonly outcome: Answer['outcome'] | null; readonly reason: string | null }

/** What a row says of its claim, or what is wrong with it. Capitals, spaces and hyphens do not matter: "Paid ", "CLAWBACK COMPLETE". */
export const answerOfRow = (kind: BatchKind, cells: ResponseRow['cells']): Said | string =>
  kind === 'payment' ? paymentAnswer(cells) : clawbackAnswer(cells)

const LONGEST_REASON = 1_000

function paymentAnswer(cells: ResponseRow['cells']): Said | string {
  const [status, reason] = [folded(cells.claim_status), reasonIn([cells.claim_unpaid_reason])]
  if (reason.length > LONGEST_REASON) return `claim_unpaid_reason must be ${LONGEST_REASON} characters or less`
  switch (status) {
    case 'submitted':
      return { outcome: null, reason: null }
    case 'paid':
      if (reason !== '')
        return 'claim_status is “paid” and claim_unpaid_reason says why it was not: leave one of them out'
      return { outcome: 'paid', reason: null }
    case 'unpaid':
    case 'not_paid':
      return reason === '' ? 'claim_status is “unpaid”: say why in claim_unpaid_reason' : { outcome: 'unpaid', reason }
    default:
      return unknown(cells.claim_status, '“paid”, “unpaid” or “submitted”')
  }
}

function clawbackAnswer(cells: ResponseRow['cells']): Said | string {
  const { claim_unpaid_reason, clawback_unsuccessful_reason, reason: plain } = cells
  const reason = reasonIn([clawback_unsuccessful_reason, claim_unpaid_reason, plain])
  if (reason.length > LONGEST_REASON) return `The reason must be ${LONGEST_REASON} characters or less`
  switch (folded(cells.claim_status)) {
    case 'clawback_complete':
      if (reason !== '')
        return 'claim_status is “clawback_complete” and a reason says why it failed: leave one of them out'
      return { outcome: 'recovered', reason: null }
    case 'clawback_in_progress':
      return reason === '' ? { outcome: null, reason: null } : { outcome: 'not-recovered', reason }
    default:
      return unknown(cells.claim_status, '“clawback_complete” or “clawback_in_progress”')
  }
}

const folded = (written = ''): string =>
  written
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_')

const reasonIn = (cells: readonly (string | undefined)[]): string =>
  cells.find((cell) => cell !== undefined && cell.trim() !== '')?.trim() ?? ''

const unknown = (written: string | undefined, allowed: string): string =>
  written
    ? `claim_status “${written.slice(0, 40)}” is not known: write ${allowed}`
    : `claim_status is empty: write ${allowed}`
