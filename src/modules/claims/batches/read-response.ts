import { add, type Money } from '#src/kit/money.ts'
import { moneyOfCell } from '#src/kit/table-cells.ts'
import { sumText } from '../claims/event-text-rules.ts'
import type { BatchKind } from './batch-states.ts'
import type { Answer, Fault, Reading, ResponseRow, SentClaim } from './response.ts'
import { answerOfRow, type Said } from './response-row-rules.ts'

type Given = {
  readonly kind: BatchKind
  readonly batch: string
  readonly rows: readonly ResponseRow[]
  readonly sent: readonly SentClaim[]
}

/**
 * What the payer answered, or every fault with its line: then nothing of the file is used. What says only one thing is taken, however
 * a spreadsheet wrote it. A claim that the file leaves out, or gives back as it was sent, goes on waiting; an answer that we have
 * already is no fault.
 */
export function readResponse({ kind, batch, rows, sent }: Given): Reading {
  const byReference = new Map(sent.map((claim) => [claim.reference, claim]))
  const firstLines = new Map<string, number>()
  const [answers, faults]: [Answer[], Fault[]] = [[], []]
  const amounts: Money[] = []
  for (const row of rows) {
    const fault = (message: string) => faults.push({ line: row.line, message })
    const read = row.fault === null ? rowOf(row, { kind, batch, byReference, firstLines, amounts }) : row.fault
    if (typeof read === 'string') fault(read)
    else if (read !== null) answers.push(read)
  }
  return { answers, faults }
}

type Reader = Pick<Given, 'kind' | 'batch'> & {
  readonly byReference: ReadonlyMap<string, SentClaim>
  readonly firstLines: Map<string, number>
  /** Of the rows so far, for a row of totals at the end. */
  readonly amounts: Money[]
}

/** The answer of a row, what is wrong with it, or null where it answers nothing. */
function rowOf({ line, cells }: ResponseRow, reader: Reader): Answer | string | null {
  const { kind, batch, byReference, firstLines, amounts } = reader
  const written = cells.claim_reference ?? ''
  if (/^(grand )?totals?:?$/i.test(written)) return totalFault(amountCell(kind, cells), amounts)
  const reference = referenceOf(written)
  if (reference === null) return unreadable(written)
  const claim = byReference.get(reference)
  if (!claim) return `Claim ${reference} is not in ${batch}: check that it is the right file`
  const first = firstLines.get(reference)
  if (first !== undefined) return `Claim ${reference} is on line ${first} already: leave one row for each claim`
  firstLines.set(reference, line)
  amounts.push(claim.amount)
  const wrong = amountFault(kind, cells, claim)
  if (wrong !== null) return wrong
  const said = answerOfRow(kind, cells)
  if (typeof said === 'string') return `Claim ${reference}: ${said}`
  return answerOf(line, claim, said)
}

function answerOf(line: number, claim: SentClaim, { outcome, reason }: Said): Answer | string | null {
  const { claimId, reference, amount } = claim
  if (outcome === null || outcome === claim.outcome) return null
  const isOpen = claim.outcome === 'waiting' || (claim.isLookedAtAgain && outcome === 'paid')
  if (!isOpen) return `Claim ${reference} was answered before: it is “${claim.outcome}” and this row says “${outcome}”`
  return { line, claimId, reference, outcome, reason, pence: amount }
}

/** Eight digits, however a spreadsheet wrote the number. References begin with 1 to 9, so no zero is ever lost. */
const referenceOf = (written: string): string | null =>
  /^([1-9][0-9]{7})(?:\.0+)?$/.exec(written.replaceAll(/[\s,-]/g, ''))?.[1] ?? null

function unreadable(written: string): string {
  if (written === '') return 'claim_reference is empty: write the reference of the claim'
  const shown = written.slice(0, 40)
  return /e\+/i.test(written)
    ? `claim_reference “${shown}” was shortened by a spreadsheet: write its 8 digits`
    : `claim_reference “${shown}” is not a reference of 8 digits`
}

type Cells = ResponseRow['cells']

const amountCell = (kind: BatchKind, cells: Cells): string =>
  (kind === 'payment' ? cells.claim_amount : cells.clawback_amount) ?? ''

function amountFault(kind: BatchKind, cells: Cells, claim: SentClaim): string | null {
  const checks = [
    ['claim_amount', cells.claim_amount, claim.claimAmount],
    ...(kind === 'clawback' ? [['clawback_amount', cells.clawback_amount, claim.amount] as const] : []),
  ] as const
  for (const [column, written = '', sum] of checks) {
    if (written === '') continue
    const amount = moneyOfCell(written)
    if (amount === null)
      return `Claim ${claim.reference}: ${column} “${written.slice(0, 40)}” is not an amount like 876.00`
    if (amount !== sum) return `Claim ${claim.reference}: ${column} is ${sumText(amount)}, and we sent ${sumText(sum)}`
  }
  return null
}

function totalFault(written: string, amounts: readonly Money[]): string | null {
  if (written === '') return null
  const [total, sum] = [moneyOfCell(written), add(...amounts)]
  if (total === sum) return null
  return `The total is ${total === null ? `“${written.slice(0, 40)}”` : sumText(total)}, and the rows above it make ${sumText(sum)}`
}
