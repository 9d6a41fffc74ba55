import type { RawAnswers } from '#src/kit/journey.ts'
import {
  EMPLOYMENT_TYPES,
  LEAD_MENTOR,
  PLACE_EMPLOYMENTS,
  PRIVATE_NURSERY_KINDS,
  PUBLIC_NURSERY_KINDS,
  ROLE_EMPLOYMENTS,
  type WorkDetails,
  type WorkDetailsVersion,
} from '../work-details.ts'
import type { WorkAnswers } from './work-steps.ts'

/** The work details that finished answers give. Answers that the setting does not ask for are left out, whatever they say. */
export function workDetailsFrom(answers: WorkAnswers): WorkDetails {
  const details = workDetailsIn(answers)
  if (details === null) throw new Error('The questions about work are not all answered')
  return details
}

/** The same while the questions are being answered: null until all are. */
export function workDetailsIn(answers: WorkAnswers): WorkDetails | null {
  const inEngland = answers['teacher-catchment']?.worksInEngland
  const setting = answers['work-setting']?.setting
  if (inEngland === undefined || setting === undefined) return null
  if (inEngland === 'no') {
    const country = answers.country?.country
    return country === undefined ? null : { worksInEngland: false, setting, country }
  }
  switch (setting) {
    case 'early_years_or_childcare':
      return atNursery(answers)
    case 'another_setting':
      return employed(answers)
    case 'other': {
      const referred = answers['referred-by-return-to-teaching-adviser']?.wasReferred
      if (referred === undefined) return null
      return { worksInEngland: true, setting, referredByReturnToTeachingAdviser: referred === 'yes' }
    }
    default: {
      const organisationId = answers['choose-school']?.workplace
      return organisationId === undefined ? null : { worksInEngland: true, setting, organisationId }
    }
  }
}

function atNursery(answers: WorkAnswers): WorkDetails | null {
  const chosen = answers['kind-of-nursery']?.nurseryKind
  const facts = { worksInEngland: true, setting: 'early_years_or_childcare' } as const
  const kept = PUBLIC_NURSERY_KINDS.find((kind) => kind === chosen)
  if (kept) {
    const organisationId = answers['choose-childcare-provider']?.workplace
    return organisationId === undefined ? null : { ...facts, nurseryKind: kept, organisationId }
  }
  const nurseryKind = PRIVATE_NURSERY_KINDS.find((kind) => kind === chosen)
  const hasUrn = answers['have-ofsted-urn']?.hasOfstedUrn
  if (nurseryKind === undefined || hasUrn === undefined) return null
  if (hasUrn === 'no') return { ...facts, nurseryKind, childcareUrn: null }
  const childcareUrn = answers['choose-private-childcare-provider']?.workplace
  return childcareUrn === undefined ? null : { ...facts, nurseryKind, childcareUrn }
}

function employed(answers: WorkAnswers): WorkDetails | null {
  const type = EMPLOYMENT_TYPES.find((known) => known === answers['your-employment']?.employmentType)
  const facts = { worksInEngland: true, setting: 'another_setting' } as const
  if (type === LEAD_MENTOR) {
    const ittProviderId = answers['itt-provider']?.ittProvider
    return ittProviderId === undefined ? null : { ...facts, employmentType: type, ittProviderId }
  }
  const employerName = answers['your-employer']?.employerName
  if (employerName === undefined) return null
  const atPlace = PLACE_EMPLOYMENTS.find((known) => known === type)
  if (atPlace) return { ...facts, employmentType: atPlace, employerName }
  const withRole = ROLE_EMPLOYMENTS.find((known) => known === type)
  const role = answers['your-role']?.role
  return withRole && role !== undefined ? { ...facts, employmentType: withRole, role, employerName } : null
}

/** Answers as they would have been typed, for a journey that begins with what we were told before. */
export function rawAnswersOf({ details }: Pick<WorkDetailsVersion, 'details'>): RawAnswers {
  const { setting } = details
  const common = {
    'teacher-catchment': { worksInEngland: yesOrNo(details.worksInEngland) },
    'work-setting': { setting },
  }
  if (!details.worksInEngland) {
    return { ...common, ...(details.country === null ? {} : { country: { country: details.country } }) }
  }
  switch (details.setting) {
    case 'early_years_or_childcare':
      return { ...common, ...rawNursery(details) }
    case 'another_setting':
      return { ...common, 'your-employment': { employmentType: details.employmentType }, ...rawEmployment(details) }
    case 'other':
      return {
        ...common,
        'referred-by-return-to-teaching-adviser': { wasReferred: yesOrNo(details.referredByReturnToTeachingAdviser) },
      }
    default:
      return { ...common, 'choose-school': { workplace: details.organisationId } }
  }
}

type In<Setting extends WorkDetails['setting']> = Extract<WorkDetails, { worksInEngland: true; setting: Setting }>

function rawNursery(details: In<'early_years_or_childcare'>): RawAnswers {
  const kind = { 'kind-of-nursery': { nurseryKind: details.nurseryKind } }
  if ('organisationId' in details)
    return { ...kind, 'choose-childcare-provider': { workplace: details.organisationId } }
  const { childcareUrn } = details
  return {
    ...kind,
    'have-ofsted-urn': { hasOfstedUrn: yesOrNo(childcareUrn !== null) },
    ...(childcareUrn === null ? {} : { 'choose-private-childcare-provider': { workplace: childcareUrn } }),
  }
}

function rawEmployment(details: In<'another_setting'>): RawAnswers {
  if ('ittProviderId' in details) return { 'itt-provider': { ittProvider: details.ittProviderId } }
  return {
    ...('role' in details ? { 'your-role': { role: details.role } } : {}),
    'your-employer': { employerName: details.employerName },
  }
}

const yesOrNo = (answer: boolean): 'yes' | 'no' => (answer ? 'yes' : 'no')
