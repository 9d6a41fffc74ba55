import { z } from 'zod'
import { CourseIdentifier } from '../../courses/course.ts'
import { OUTCOME_STATES } from '../../declarations/declaration.ts'
import { DECLARATION_STATES } from '../../declarations/declaration-states.ts'
import { DECLARATION_TYPES } from '../../training/schedule.ts'
import { momentOf } from '../present-application.ts'
import type { DeclarationRow, OutcomeRow } from './declaration-lists-queries.ts'
import type { DeclarationShape, OutcomeShape } from './declaration-schema.ts'

/** A declaration in the words of the public contract. */
export function presentDeclaration(row: DeclarationRow): z.input<typeof DeclarationShape> {
  const isOutcome = row.declaration_type === 'completed' && row.outcome !== null && row.outcome !== 'voided'
  return {
    id: row.id,
    type: 'participant-declaration',
    attributes: {
      participant_id: row.participant_id,
      application_id: row.registration_id,
      declaration_type: z.enum(DECLARATION_TYPES).parse(row.declaration_type),
      declaration_date: `${row.declaration_date.toString()}T00:00:00.000Z`,
      course_identifier: CourseIdentifier.parse(row.course_identifier),
      state: z.enum(DECLARATION_STATES).parse(row.state),
      held_because: row.held_because,
      has_passed: isOutcome ? row.outcome === 'passed' : null,
      ineligible_for_funding_reason: row.state === 'ineligible' ? 'duplicate_declaration' : null,
      lead_provider_name: row.provider_name,
      ...NOT_KEPT,
      uplift_paid: false,
      created_at: momentOf(row.created_at),
      updated_at: momentOf(row.updated_at),
    },
  }
}

const NOT_KEPT = {
  delivery_partner_id: null,
  delivery_partner_name: null,
  secondary_delivery_partner_id: null,
  secondary_delivery_partner_name: null,
  statement_id: null,
  clawback_statement_id: null,
} as const

/** An outcome in the words of the public contract. It is never changed, so it was updated when it was made. */
export const presentOutcome = (row: OutcomeRow): z.input<typeof OutcomeShape> => ({
  id: row.id,
  type: 'participant-outcome',
  attributes: {
    participant_id: row.participant_id,
    course_identifier: CourseIdentifier.parse(row.course_identifier),
    state: z.enum(OUTCOME_STATES).parse(row.state),
    completion_date: row.completed_on.toString(),
    created_at: momentOf(row.created_at),
    updated_at: momentOf(row.created_at),
  },
})
