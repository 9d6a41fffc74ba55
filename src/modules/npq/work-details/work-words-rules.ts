import type { EmploymentType, PrivateNurseryKind, PublicNurseryKind, WorkSetting } from './work-details.ts'

/** Settings as people choose and read them. */
export const settingText: Readonly<Record<WorkSetting, string>> = {
  early_years_or_childcare: 'Early years or childcare',
  a_school: 'A school',
  an_academy_trust: 'An academy trust',
  a_16_to_19_educational_setting: 'A 16 to 19 educational setting',
  another_setting: 'Another setting',
  other: 'Other',
}

export const nurseryKindText: Readonly<Record<PublicNurseryKind | PrivateNurseryKind, string>> = {
  local_authority_maintained_nursery: 'Local authority-maintained nursery',
  preschool_class_as_part_of_school: 'Pre-school class that is part of a school',
  private_nursery: 'Private nursery',
  childminder: 'Childminder',
  another_early_years_setting: 'Another early years setting',
}

export const employmentTypeText: Readonly<Record<EmploymentType, string>> = {
  hospital_school: 'In a hospital school',
  young_offender_institution: 'In a young offender institution',
  lead_mentor_for_accredited_itt_provider: 'As a lead mentor for an accredited initial teacher training provider',
  local_authority_supply_teacher: 'As a supply teacher employed by a local authority',
  local_authority_virtual_school:
    'In a virtual school (local authority-run organisations that support looked-after children)',
}
