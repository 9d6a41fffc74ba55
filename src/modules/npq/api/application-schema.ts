import { z } from 'zod'
import { CourseIdentifier } from '../courses/course.ts'
import { HEADTEACHER_STATUSES } from '../courses/course-answers.ts'
import { FUNDING_REASONS } from '../funding/funding.ts'
import { PUBLIC_STATUSES } from '../registrations/public-state-rules.ts'
import { FUNDING_CHOICES, REASONS_FOR_REJECTION } from '../registrations/registration.ts'
import { REGISTRATION_STATUSES } from '../registrations/registration-states.ts'

export const moment = z.iso.datetime()
const said = (what: string) => z.string().nullable().describe(what)
const yesNo = (what: string) => z.boolean().describe(what)

export const INELIGIBLE_REASONS = ['previously-funded', 'establishment-ineligible'] as const

const person = {
  full_name: z.string().describe('Name of the participant'),
  email: said('Email address of the participant; null when we have none'),
  email_validated: z.literal(true).describe('Always true: everybody proves that they read their mailbox'),
  participant_id: z.uuid().describe('Id of the participant. It may change: see participant id changes'),
  teacher_reference_number: said('The TRN once the teaching record has confirmed it; null before'),
  teacher_reference_number_validated: yesNo('Whether the teaching record has confirmed the TRN'),
}

const work = {
  employer_name: said('Name of the workplace or employer, as it was when the participant told us'),
  employment_role: said('Role, where the participant works for no single school'),
  private_childcare_provider_urn: said('Ofsted URN of the childcare provider'),
  school_urn: said('URN of the school or college'),
  school_ukprn: said('UKPRN of the school or college'),
  works_in_school: yesNo('Whether the participant works in a school, trust or 16 to 19 setting'),
  itt_provider: said('Name of the accredited initial teacher training provider, for lead mentors'),
  lead_mentor: yesNo('Whether the participant is a lead mentor of such a provider'),
  teacher_catchment: yesNo('Whether the participant works in the United Kingdom'),
  teacher_catchment_country: said('Country in which the participant works'),
  teacher_catchment_iso_country_code: said('Three letter code of that country, where we know it'),
}

const funding = {
  eligible_for_funding: yesNo('Whether the funding decision is that the participant is eligible'),
  ineligible_for_funding_reason: z
    .enum(INELIGIBLE_REASONS)
    .nullable()
    .describe('Why not, in two words; null when eligible or under review. `funding_status_code` says more'),
  funding_status_code: z
    .enum(FUNDING_REASONS)
    .describe('Reason of the funding decision. Codes are added, never taken away'),
  funding_choice: z.enum(FUNDING_CHOICES).nullable().describe('Who pays, when the scholarship does not'),
  funded_place: z.boolean().nullable().describe('Whether you gave a funded place; null until you have said'),
  targeted_delivery_funding_eligibility: yesNo('For applications before April 2024'),
}

const course = {
  course_identifier: CourseIdentifier.describe('The course'),
  cohort: z.string().describe('Year of the cohort, such as 2026'),
  cohort_suffix: z.string().describe('Letter of the cohort in its year, such as b for autumn'),
  schedule_identifier: said('The schedule; null until accepted'),
  headteacher_status: z
    .enum(HEADTEACHER_STATUSES)
    .nullable()
    .describe('Answered for the early headship coaching offer alone'),
  works_as_senco: z.boolean().nullable().describe('Answered for the SENCO qualification alone'),
  senco_start_date: z.iso.date().nullable().describe('First day of the month in which they became SENCO'),
}

const state = {
  status: z.enum(PUBLIC_STATUSES).describe('Where the application stands with you'),
  status_code: z
    .enum(REGISTRATION_STATUSES)
    .describe('The same in full: an application that its owner withdrew, or that expired, is `rejected` in `status`'),
  reason_for_rejection: z.enum(REASONS_FOR_REJECTION).nullable(),
  created_at: moment,
  updated_at: moment.describe('When anything that you see of the application last changed'),
  work_details_changed_at: moment.nullable().describe('When the participant last changed their work details'),
  reassigned_at: moment
    .nullable()
    .describe('When another provider took the application over. It stays as it was then, and you cannot change it'),
}

/** An application as providers see it. */
export const Application = z
  .object({
    id: z.uuid(),
    type: z.literal('npq_application'),
    attributes: z.object({ ...course, ...person, ...work, ...funding, ...state }),
  })
  .meta({ id: 'NPQApplication' })

export const ApplicationAnswer = z.object({ data: Application }).meta({ id: 'NPQApplicationResponse' })

export const ApplicationsAnswer = z
  .object({
    data: z.array(Application),
    meta: z.object({
      updated_until: moment
        .nullable()
        .describe('Send the one of your first page as `filter[updated_since]` of your next poll, and you miss nothing'),
    }),
  })
  .meta({ id: 'MultipleNPQApplicationsResponse' })
