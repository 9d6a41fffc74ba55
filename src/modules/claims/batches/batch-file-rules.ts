import { csvLine } from '#src/kit/csv.ts'
import { pence } from '#src/kit/money.ts'
import { plainMoney } from '#src/kit/money-text.ts'
import type { BatchItem } from './batch.ts'
import type { BatchKind } from './batch-states.ts'

/** Columns of the file to the payer, as the public contract has them. Source: standards §3.4; docs/adr/0020-the-payers-files.md. */
const PAYMENT_COLUMNS = [
  'claim_reference',
  'school_urn',
  'school_name',
  'school_local_authority',
  'provider_name',
  'claim_amount',
  'school_type_of_establishment',
  'school_group',
  'claim_submission_date',
  'claim_status',
  'claim_unpaid_reason',
] as const

const CLAWBACK_COLUMNS = [
  'claim_reference',
  'school_urn',
  'school_name',
  'school_local_authority',
  'provider_name',
  'claim_amount',
  'clawback_amount',
  'school_type_of_establishment',
  'school_group',
  'claim_submission_date',
  'claim_status',
] as const

/**
 * Added as the last column of a file that holds an organisation without a URN, and of no other: the payer's reader of the public
 * layout goes on working (docs/adr/0020-the-payers-files.md).
 */
const VENDOR_COLUMN = 'vendor_number'

/** What a row says that the payer has not answered: it comes back as it was sent. */
const UNANSWERED: Readonly<Record<BatchKind, string>> = {
  payment: 'submitted',
  clawback: 'clawback_in_progress',
}

type Item = Pick<BatchItem, 'reference' | 'amount' | 'row'>

/** The file of a batch: its frozen rows in the order of their references, in UTF-8 without a byte order mark. */
export function batchFile(kind: BatchKind, items: readonly Item[]): string {
  const withVendor = items.some(({ row }) => row.schoolUrn === null)
  const columns: readonly string[] = kind === 'payment' ? PAYMENT_COLUMNS : CLAWBACK_COLUMNS
  const head = csvLine(withVendor ? [...columns, VENDOR_COLUMN] : columns)
  const lines = items.map((item) => {
    const cells = kind === 'payment' ? paymentCells(item) : clawbackCells(item)
    return csvLine(withVendor ? [...cells, item.row.vendorNumber] : cells)
  })
  return head + lines.join('')
}

const schoolCells = ({ reference, row }: Item) => [reference, row.schoolUrn, row.schoolName, row.localAuthority]
const typeCells = ({ row }: Item) => [row.typeOfEstablishment, row.group, row.submittedOn]

const paymentCells = (item: Item) => [
  ...schoolCells(item),
  ...[item.row.providerName, plainMoney(item.amount)],
  ...typeCells(item),
  ...[UNANSWERED.payment, null],
]

const clawbackCells = (item: Item) => [
  ...schoolCells(item),
  ...[item.row.providerName, plainMoney(pence(item.row.claimPence)), plainMoney(item.amount)],
  ...typeCells(item),
  UNANSWERED.clawback,
]
