import { CSV_BEGINNING, csvLine } from '#src/kit/csv.ts'
import { londonDate } from '#src/kit/dates.ts'
import { plainMoney } from '#src/kit/money-text.ts'
import { statusOf } from '#src/ui/statuses.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import type { ListedClaim } from '../../claims/claim-totals-rules.ts'

const HEADERS = [
  ...['claim_reference', 'academic_year', 'status', 'provider_name', 'submitted_on', 'submitted_by'],
  ...['mentor_name', 'mentor_trn', 'training', 'hours', 'rate_per_hour', 'amount'],
  ...['claim_amount', 'claim_paid', 'claim_taken_back', 'reason_not_paid'],
] as const

/** A row for each mentor of each claim, as text that is sent while it is made. */
export async function* claimsFile(claims: readonly ListedClaim[]): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine([...HEADERS])}`
  for (const listed of claims) yield rowsOf(listed).map(csvLine).join('')
}

function rowsOf({ claim, providerName, paid, recovered }: ListedClaim) {
  const { submitted } = claim
  return claim.lines.map((line) => [
    ...[claim.reference, `${claim.year} to ${claim.year + 1}`, statusOf(statusKey(claim.status)).text, providerName],
    ...[submitted ? londonDate(submitted.at).toString() : null, submitted?.byName ?? null],
    ...[line.mentorName, line.mentorTrn, line.trainingType, line.hours],
    ...[submitted ? plainMoney(submitted.pencePerHour) : null, line.pence === null ? null : plainMoney(line.pence)],
    ...[submitted ? plainMoney(submitted.amount) : null, plainMoney(paid), plainMoney(recovered), claim.unpaidReason],
  ])
}
