import type { Temporal } from '#src/kit/dates.ts'

export const SCHOOL_SETTINGS = ['a_school', 'an_academy_trust', 'a_16_to_19_educational_setting'] as const
export type SchoolSetting = (typeof SCHOOL_SETTINGS)[number]

/** The settings by the public values of the field, in the order of the question. */
export const WORK_SETTINGS = ['early_years_or_childcare', ...SCHOOL_SETTINGS, 'another_setting', 'other'] as const
export type WorkSetting = (typeof WORK_SETTINGS)[number]

/** Nurseries that GIAS knows: chosen as a school is. */
export const PUBLIC_NURSERY_KINDS = ['local_authority_maintained_nursery', 'preschool_class_as_part_of_school'] as const
export type PublicNurseryKind = (typeof PUBLIC_NURSERY_KINDS)[number]
/** Childcare that Ofsted alone knows, where it is registered at all. */
export const PRIVATE_NURSERY_KINDS = ['private_nursery', 'childminder', 'another_early_years_setting'] as const
export type PrivateNurseryKind = (typeof PRIVATE_NURSERY_KINDS)[number]
export const NURSERY_KINDS = [...PUBLIC_NURSERY_KINDS, ...PRIVATE_NURSERY_KINDS] as const

/** Employed by a local authority in many schools: they say their role and who employs them. */
export const ROLE_EMPLOYMENTS = ['local_authority_supply_teacher', 'local_authority_virtual_school'] as const
/** Their employer is the place itself. */
export const PLACE_EMPLOYMENTS = ['hospital_school', 'young_offender_institution'] as const
export const LEAD_MENTOR = 'lead_mentor_for_accredited_itt_provider'
export const EMPLOYMENT_TYPES = [...PLACE_EMPLOYMENTS, LEAD_MENTOR, ...ROLE_EMPLOYMENTS] as const
export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number]

type Abroad = { readonly worksInEngland: false; readonly setting: WorkSetting; readonly country: string | null }
type AtSchool = { readonly worksInEngland: true; readonly setting: SchoolSetting; readonly organisationId: string }
type AtPublicNursery = {
  readonly worksInEngland: true
  readonly setting: 'early_years_or_childcare'
  readonly nurseryKind: PublicNurseryKind
  readonly organisationId: string
}
type AtPrivateNursery = {
  readonly worksInEngland: true
  readonly setting: 'early_years_or_childcare'
  readonly nurseryKind: PrivateNurseryKind
  /** The Ofsted URN; null when neither they nor their employer has one. */
  readonly childcareUrn: string | null
}
type EmployedWithRole = {
  readonly worksInEngland: true
  readonly setting: 'another_setting'
  readonly employmentType: (typeof ROLE_EMPLOYMENTS)[number]
  readonly role: string
  readonly employerName: string
}
type EmployedAtPlace = {
  readonly worksInEngland: true
  readonly setting: 'another_setting'
  readonly employmentType: (typeof PLACE_EMPLOYMENTS)[number]
  readonly employerName: string
}
type LeadMentor = {
  readonly worksInEngland: true
  readonly setting: 'another_setting'
  readonly employmentType: typeof LEAD_MENTOR
  readonly ittProviderId: string
}
type Elsewhere = {
  readonly worksInEngland: true
  readonly setting: 'other'
  readonly referredByReturnToTeachingAdviser: boolean
}

/** Where somebody works: each setting with exactly the answers that it asks for, so that none can be stale. */
export type WorkDetails =
  | Abroad
  | AtSchool
  | AtPublicNursery
  | AtPrivateNursery
  | EmployedWithRole
  | EmployedAtPlace
  | LeadMentor
  | Elsewhere

/** The employer as it was when somebody told us of it: an import that renames it later changes nothing here. */
export type EmployerSnapshot = {
  readonly name: string
  readonly urn: string | null
  readonly ukprn: string | null
  readonly typeCode: string | null
  readonly typeName: string | null
  readonly statusName: string | null
  readonly address: readonly string[]
}

export const CHANGE_KINDS = ['registered', 'correction', 'move'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** One version of somebody's work details. */
export type WorkDetailsVersion = {
  readonly id: string
  readonly personId: string
  readonly registrationId: string | null
  readonly number: number
  readonly details: WorkDetails
  /** Null abroad, in other settings, and where nobody keeps a register of the employer. */
  readonly employer: EmployerSnapshot | null
  readonly changeKind: ChangeKind
  readonly effectiveOn: Temporal.PlainDate
  readonly decisionId: string | null
  readonly byStaff: boolean
  readonly recordedBy: string | null
  readonly recordedAt: Temporal.Instant
}
