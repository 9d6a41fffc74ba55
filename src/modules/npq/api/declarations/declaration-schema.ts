import { z } from 'zod'
import { CourseIdentifier } from '../../courses/course.ts'
import { OUTCOME_STATES } from '../../declarations/declaration.ts'
import { DECLARATION_STATES } from '../../declarations/declaration-states.ts'
import { DECLARATION_TYPES } from '../../training/schedule.ts'
import { moment } from '../application-schema.ts'

const none = (what: string) => z.null().describe(`${what}: not kept here yet, always null`)

/** What a provider declared of a participant. */
export const DeclarationShape = z
  .object({
    id: z.uuid(),
    type: z.literal('participant-declaration'),
    attributes: z.object({
      participant_id: z.uuid(),
      application_id: z.uuid(),
      declaration_type: z.enum(DECLARATION_TYPES),
      declaration_date: moment,
      course_identifier: CourseIdentifier,
      state: z.enum(DECLARATION_STATES),
      held_because: z
        .string()
        .nullable()
        .describe('Why the declaration does not become eligible for the moment; null when nothing holds it'),
      has_passed: z.boolean().nullable().describe('Of a completed declaration: whether the participant passed'),
      ineligible_for_funding_reason: z
        .literal('duplicate_declaration')
        .nullable()
        .describe('Of an ineligible declaration: the same was declared of the participant before'),
      lead_provider_name: z.string().describe('The provider that declared it'),
      delivery_partner_id: none('Delivery partner'),
      delivery_partner_name: none('Delivery partner'),
      secondary_delivery_partner_id: none('Second delivery partner'),
      secondary_delivery_partner_name: none('Second delivery partner'),
      statement_id: none('Statement'),
      clawback_statement_id: none('Statement'),
      uplift_paid: z.literal(false).describe('For applications before April 2024'),
      created_at: moment,
      updated_at: moment,
    }),
  })
  .meta({ id: 'ParticipantDeclaration' })

const untilNow = z.object({
  updated_until: moment
    .nullable()
    .describe('Send the one of your first page with your next poll, and you miss nothing'),
})

export const DeclarationAnswer = z.object({ data: DeclarationShape }).meta({ id: 'ParticipantDeclarationResponse' })
export const DeclarationsAnswer = z
  .object({ data: z.array(DeclarationShape), meta: untilNow })
  .meta({ id: 'MultipleParticipantDeclarationsResponse' })

/** Whether a participant passed. */
export const OutcomeShape = z
  .object({
    id: z.uuid(),
    type: z.literal('participant-outcome'),
    attributes: z.object({
      participant_id: z.uuid(),
      course_identifier: CourseIdentifier,
      state: z.enum(OUTCOME_STATES),
      completion_date: z.iso.date(),
      created_at: moment,
      updated_at: moment,
    }),
  })
  .meta({ id: 'ParticipantOutcome' })

export const OutcomeAnswer = z.object({ data: OutcomeShape }).meta({ id: 'ParticipantOutcomeResponse' })
export const OutcomesAnswer = z
  .object({ data: z.array(OutcomeShape), meta: untilNow })
  .meta({ id: 'MultipleParticipantOutcomesResponse' })
