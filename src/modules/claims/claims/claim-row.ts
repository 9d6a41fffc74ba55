import { pence } from '#src/kit/money.ts'
import { FUNDING_AREAS, TRAINING_TYPES } from '../years/claim-year.ts'
import type { Claim, ClaimLine, Submitted } from './claim.ts'
import { ClaimId } from './claim.ts'
import type { ClaimRow, LineRow } from './claim-rows.ts'
import { CLAIM_STATUSES } from './claim-states.ts'

/** A claim as its rows hold it. A row that the database should have refused throws. */
export const claimFrom = (row: ClaimRow, lines: readonly LineRow[]): Claim => ({
  ...{ id: ClaimId.parse(row.id), reference: row.reference, schoolId: row.school_id, providerId: row.provider_id },
  ...{ year: row.academic_year, status: oneOf(CLAIM_STATUSES, row.status), revision: row.revision },
  ...{ createdAt: row.created_at, createdBy: row.created_by, createdFor: row.created_for },
  ...{ reservedUntil: row.reserved_until, submitted: submittedFrom(row), unpaidReason: row.unpaid_reason },
  providerConfirmedHours: row.provider_confirmed_hours ?? false,
  ...{ paidAt: row.paid_at, assignedTo: row.assigned_to, movedAt: row.moved_at },
  lines: lines.map(lineFrom),
})

const lineFrom = (row: LineRow): ClaimLine => ({
  ...{ id: row.id, personId: row.person_id, hours: row.hours, cap: row.cap },
  trainingType: row.training_type === null ? null : oneOf(TRAINING_TYPES, row.training_type),
  pence: row.pence === null ? null : pence(row.pence),
  ...{ mentorName: row.mentor_name, mentorTrn: row.mentor_trn },
})

function submittedFrom(row: ClaimRow): Submitted | null {
  const { submitted_at, area, pence_per_hour, hours, amount_pence, window_id } = row
  if (submitted_at === null || area === null || pence_per_hour === null || hours === null) return null
  if (amount_pence === null || window_id === null) return null
  return {
    ...{ at: submitted_at, by: row.submitted_by, byName: row.submitted_by_name ?? '', for: row.submitted_for },
    ...{ area: oneOf(FUNDING_AREAS, area), pencePerHour: pence(pence_per_hour), hours, amount: pence(amount_pence) },
    ...{ windowId: window_id, schoolName: row.school_name ?? '', schoolUrn: row.school_urn },
    providerName: row.provider_name ?? '',
  }
}

function oneOf<const Words extends readonly string[]>(words: Words, word: string): Words[number] {
  const found = words.find((known) => known === word)
  if (found === undefined) throw new Error(`a claim row holds ${word}`)
  return found
}
