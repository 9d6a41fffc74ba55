import { CSV_BEGINNING, csvLine } from '#src/kit/csv.ts'
import { londonDate } from '#src/kit/dates.ts'
import { plainMoney } from '#src/kit/money-text.ts'
import { statusOf } from '#src/ui/statuses.ts'
import type { NamedOrganisation } from '../../../directory/public.ts'
import { hoursOf } from '../../claims/claim.ts'
import { statusKey } from '../../claims/claim-status-rules.ts'
import type { ListedClaim } from '../../claims/claim-totals-rules.ts'

const HEADERS = [
  ...['school_urn', 'school_name', 'claim_reference', 'academic_year', 'status', 'provider_name', 'mentors', 'hours'],
  ...[
    'claim_amount',
    'claim_paid',
    'claim_taken_back',
    'submitted_on',
    'submitted_by',
    'submitted_by_trust',
    'paid_on',
  ],
] as const

/** A row for each claim, as text that is sent while it is made. */
export async function* trustClaimsFile(
  claims: readonly ListedClaim[],
  schools: ReadonlyMap<string, NamedOrganisation>,
): AsyncGenerator<string> {
  yield `${CSV_BEGINNING}${csvLine([...HEADERS])}`
  for (const listed of claims) yield csvLine(rowOf(listed, schools.get(listed.claim.schoolId)))
}

function rowOf({ claim, providerName, paid, recovered }: ListedClaim, school: NamedOrganisation | undefined) {
  const { submitted } = claim
  return [
    ...[school?.urn ?? null, submitted?.schoolName ?? school?.name ?? null, claim.reference],
    ...[`${claim.year} to ${claim.year + 1}`, statusOf(statusKey(claim.status)).text, providerName],
    ...[claim.lines.length, hoursOf(claim), submitted ? plainMoney(submitted.amount) : null],
    ...[plainMoney(paid), plainMoney(recovered), submitted ? londonDate(submitted.at).toString() : null],
    ...[submitted?.byName ?? null, submitted && yesOrNo(submitted.for !== null)],
    claim.paidAt === null ? null : londonDate(claim.paidAt).toString(),
  ]
}

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no')
