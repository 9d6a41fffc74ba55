import { z } from 'zod'
import { CourseIdentifier } from '../../courses/course.ts'
import { TRAINING_STATUSES } from '../../registrations/registration-states.ts'
import { DEFERRAL_REASONS, WITHDRAWAL_REASONS } from '../../training/training-reasons.ts'
import { moment } from '../application-schema.ts'

const Enrolment = z.object({
  email: z.string().nullable().describe('Email address of the participant; null when we have none'),
  course_identifier: CourseIdentifier,
  schedule_identifier: z.string().nullable(),
  cohort: z.string().describe('Year of the cohort, such as 2026'),
  cohort_suffix: z.string().describe('Letter of the cohort in its year, such as b for autumn'),
  npq_application_id: z.uuid().describe('The application that was accepted'),
  eligible_for_funding: z.boolean().describe('As the application has it'),
  training_status: z.enum(TRAINING_STATUSES),
  school_urn: z.string().nullable(),
  targeted_delivery_funding_eligibility: z.boolean().describe('For applications before April 2024'),
  withdrawal: z
    .object({ reason: z.enum(WITHDRAWAL_REASONS), date: moment })
    .nullable()
    .describe('While the participant is withdrawn'),
  deferral: z
    .object({ reason: z.enum(DEFERRAL_REASONS), date: moment })
    .nullable()
    .describe('While training is deferred'),
  created_at: moment.describe('When you accepted the application'),
  funded_place: z.boolean().nullable(),
})

/** Somebody on courses of a provider. */
export const Participant = z
  .object({
    id: z.uuid(),
    type: z.literal('npq-participant'),
    attributes: z.object({
      full_name: z.string(),
      previous_names: z
        .array(z.string())
        .describe('Always empty: former names stay in our history and are not passed on'),
      teacher_reference_number: z.string().nullable().describe('Once the teaching record has confirmed it'),
      npq_enrolments: z.array(Enrolment).describe('The courses that they are on with you'),
      participant_id_changes: z
        .array(z.object({ from_participant_id: z.uuid(), to_participant_id: z.uuid(), changed_at: moment }))
        .describe('Ids that became this one'),
      updated_at: moment.describe('When anything that you see of the participant last changed'),
    }),
  })
  .meta({ id: 'NPQParticipant' })

export const ParticipantAnswer = z.object({ data: Participant }).meta({ id: 'NPQParticipantResponse' })
export const ParticipantsAnswer = z
  .object({
    data: z.array(Participant),
    meta: z.object({
      updated_until: moment
        .nullable()
        .describe('Send the one of your first page as `filter[updated_since]` of your next poll'),
    }),
  })
  .meta({ id: 'MultipleNPQParticipantsResponse' })
