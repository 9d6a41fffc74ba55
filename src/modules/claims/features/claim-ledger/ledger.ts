import { CSV_BEGINNING, csvLine } from '#src/kit/csv.ts'
import { plainMoney } from '#src/kit/money-text.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { batchName } from '../../batches/batch.ts'
import { type Claim, ClaimId } from '../../claims/claim.ts'
import { claimById } from '../../claims/claims-queries.ts'
import { giveFile } from '../../exports/give-file.tsx'
import { countLedger, ledgerAfter, ledgerOfClaim, ledgerSums } from '../../ledger/ledger-queries.ts'
import { claimLedgerPage, ledgerPage } from './ledger-pages.tsx'

/** All money of claims, by year and kind. One query. */
export const showLedger = async ({ db }: WebRequest): Promise<Reply> => show(ledgerPage(await ledgerSums(db)))

const AT_A_TIME = 2_000

/** Every line of the ledger as a file, for which staff say why they need it. */
export const sendLedger = async (request: WebRequest): Promise<Reply> =>
  giveFile(request, {
    ...{ title: 'the ledger of claims', fileName: 'claims-ledger.csv', about: null, back: '/staff/claims/ledger' },
    rows: await countLedger(request.db),
    parts: () => fileOf(request.db),
  })

const COLUMNS = ['claim_reference', 'school_urn', 'school_name', 'kind', 'amount', 'mentor', 'batch', 'recorded_at']

async function* fileOf(db: WebRequest['db']): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine(COLUMNS)}`
  for (let after: string | null = null; ; ) {
    const lines = await ledgerAfter(db, after, AT_A_TIME)
    yield lines
      .map((line) =>
        csvLine([
          ...[line.reference, line.schoolUrn, line.schoolName, line.kind],
          // A number, so that what goes back is not taken for a formula.
          Number(plainMoney(line.amount)),
          ...[line.mentorName, line.batch ? batchName(line.batch) : null, line.at.toString({ smallestUnit: 'second' })],
        ]),
      )
      .join('')
    const last = lines.at(-1)
    if (lines.length < AT_A_TIME || !last) return
    after = last.id
  }
}

/** The claim of the address, once it was sent; null where there is none. */
export async function claimOfLedger({ db, params }: WebRequest): Promise<Claim | null> {
  const id = ClaimId.safeParse(params['claimId'])
  const claim = id.success ? await claimById(db, id.data) : null
  return claim?.submitted ? claim : null
}

/** Every line of a claim's ledger, with what it comes to. Three queries. */
export const showClaimLedger = async ({ db }: WebRequest, claim: Claim): Promise<Reply> =>
  show(claimLedgerPage(claim, await ledgerOfClaim(db, claim.id)))
