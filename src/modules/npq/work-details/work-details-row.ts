import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { NpqWorkDetails } from '#db/schema.ts'
import {
  CHANGE_KINDS,
  type EmployerSnapshot,
  LEAD_MENTOR,
  PLACE_EMPLOYMENTS,
  PRIVATE_NURSERY_KINDS,
  PUBLIC_NURSERY_KINDS,
  ROLE_EMPLOYMENTS,
  SCHOOL_SETTINGS,
  WORK_SETTINGS,
  type WorkDetails,
  type WorkDetailsVersion,
} from './work-details.ts'

/** The columns that hold an answer; those that the setting does not ask for are null. */
export function columnsOf(details: WorkDetails) {
  return {
    works_in_england: details.worksInEngland,
    setting: details.setting,
    country: 'country' in details ? details.country : null,
    nursery_kind: 'nurseryKind' in details ? details.nurseryKind : null,
    has_ofsted_urn: 'childcareUrn' in details ? details.childcareUrn !== null : null,
    organisation_id: 'organisationId' in details ? details.organisationId : null,
    childcare_urn: 'childcareUrn' in details ? details.childcareUrn : null,
    employment_type: 'employmentType' in details ? details.employmentType : null,
    employment_role: 'role' in details ? details.role : null,
    employer_name: 'employerName' in details ? details.employerName : null,
    itt_provider_id: 'ittProviderId' in details ? details.ittProviderId : null,
    referred_by_return_to_teaching_adviser:
      'referredByReturnToTeachingAdviser' in details ? details.referredByReturnToTeachingAdviser : null,
  }
}

const Employer = z.object({
  name: z.string(),
  urn: z.string().nullable(),
  ukprn: z.string().nullable(),
  typeCode: z.string().nullable(),
  typeName: z.string().nullable(),
  statusName: z.string().nullable(),
  address: z.array(z.string()),
}) satisfies z.ZodType<EmployerSnapshot>

/** What the answers of a row say together. A row that fits no setting is a bug: the database holds each to its setting. */
export const WorkDetailsValue = z.union([
  z.object({ worksInEngland: z.literal(false), setting: z.enum(WORK_SETTINGS), country: z.string().nullable() }),
  z.object({ worksInEngland: z.literal(true), setting: z.enum(SCHOOL_SETTINGS), organisationId: z.string() }),
  z.object({
    worksInEngland: z.literal(true),
    setting: z.literal('early_years_or_childcare'),
    nurseryKind: z.enum(PUBLIC_NURSERY_KINDS),
    organisationId: z.string(),
  }),
  z.object({
    worksInEngland: z.literal(true),
    setting: z.literal('early_years_or_childcare'),
    nurseryKind: z.enum(PRIVATE_NURSERY_KINDS),
    childcareUrn: z.string().nullable(),
  }),
  z.object({
    worksInEngland: z.literal(true),
    setting: z.literal('another_setting'),
    employmentType: z.enum(ROLE_EMPLOYMENTS),
    role: z.string(),
    employerName: z.string(),
  }),
  z.object({
    worksInEngland: z.literal(true),
    setting: z.literal('another_setting'),
    employmentType: z.enum(PLACE_EMPLOYMENTS),
    employerName: z.string(),
  }),
  z.object({
    worksInEngland: z.literal(true),
    setting: z.literal('another_setting'),
    employmentType: z.literal(LEAD_MENTOR),
    ittProviderId: z.string(),
  }),
  z.object({
    worksInEngland: z.literal(true),
    setting: z.literal('other'),
    referredByReturnToTeachingAdviser: z.boolean(),
  }),
]) satisfies z.ZodType<WorkDetails>

export function versionFrom(row: Selectable<NpqWorkDetails>): WorkDetailsVersion {
  return {
    id: row.id,
    personId: row.person_id,
    registrationId: row.registration_id,
    number: row.number,
    details: WorkDetailsValue.parse({
      worksInEngland: row.works_in_england,
      setting: row.setting,
      country: row.country,
      nurseryKind: row.nursery_kind,
      organisationId: row.organisation_id,
      childcareUrn: row.childcare_urn,
      employmentType: row.employment_type,
      role: row.employment_role,
      employerName: row.employer_name,
      ittProviderId: row.itt_provider_id,
      referredByReturnToTeachingAdviser: row.referred_by_return_to_teaching_adviser,
    }),
    employer: row.employer === null ? null : Employer.parse(row.employer),
    changeKind: z.enum(CHANGE_KINDS).parse(row.change_kind),
    effectiveOn: row.effective_on,
    decisionId: row.decision_id,
    byStaff: row.by_staff,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
  }
}
