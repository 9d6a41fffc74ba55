import type { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { COURSE_IDENTIFIERS } from '../courses/course.ts'
import { HEADTEACHER_STATUSES } from '../courses/course-answers.ts'
import { FUNDING_REASONS } from '../funding/funding.ts'
import { publicStateOf } from '../registrations/public-state-rules.ts'
import { FUNDING_CHOICES, REASONS_FOR_REJECTION } from '../registrations/registration.ts'
import { REGISTRATION_STATUSES } from '../registrations/registration-states.ts'
import { LEAD_MENTOR, SCHOOL_SETTINGS } from '../work-details/work-details.ts'
import type { Application, INELIGIBLE_REASONS } from './application-schema.ts'
import type { Sighted } from './application-sights-queries.ts'

type Wire = z.input<typeof Application>
type Attributes = Wire['attributes']

/** An application in the words of the public contract. */
export const presentApplication = (row: Sighted): Wire => ({
  id: row.id,
  type: 'npq_application',
  attributes: { ...courseOf(row), ...personOf(row), ...workOf(row), ...fundingOf(row), ...stateOf(row) },
})

/** Moments to the millisecond, in UTC: the filter that takes them back includes them. */
export const momentOf = (moment: Temporal.Instant): string => moment.toString({ fractionalSecondDigits: 3 })

const courseOf = (row: Sighted) => ({
  course_identifier: known(COURSE_IDENTIFIERS, row.course_identifier),
  cohort: row.cohort.slice(0, 4),
  cohort_suffix: row.cohort.slice(4),
  schedule_identifier: row.schedule_identifier,
  headteacher_status: knownOrNull(HEADTEACHER_STATUSES, row.headteacher_status),
  works_as_senco: row.senco_in_role === null ? null : row.senco_in_role === 'yes',
  senco_start_date: row.senco_started_on,
})

const personOf = (row: Sighted) => ({
  full_name: row.full_name,
  email: row.email,
  email_validated: true as const,
  participant_id: row.participant_id,
  teacher_reference_number: row.trn_is_confirmed ? row.trn : null,
  teacher_reference_number_validated: row.trn_is_confirmed && row.trn !== null,
})

/** What the former service wrote as the employer of somebody whom an adviser sent. */
const REFERRED = 'Referred by a return to teaching adviser'

function workOf(row: Sighted) {
  const isLeadMentor = row.employment_type === LEAD_MENTOR
  const isAtSchool = row.organisation_id !== null
  return {
    employer_name: row.employer_name ?? row.employer_known_as ?? (row.is_referred ? REFERRED : null),
    employment_role: row.employment_role,
    private_childcare_provider_urn: row.childcare_urn,
    school_urn: isAtSchool ? row.employer_urn : null,
    school_ukprn: isAtSchool ? row.employer_ukprn : null,
    works_in_school: SCHOOL_SETTINGS.some((setting) => setting === row.setting),
    itt_provider: isLeadMentor ? row.employer_known_as : null,
    lead_mentor: isLeadMentor,
    ...catchmentOf(row),
  }
}

const NATIONS = ['england', 'scotland', 'wales', 'northern ireland']

/** The public contract asks whether it is the United Kingdom, not whether it is England. */
function catchmentOf({ works_in_england, country }: Sighted) {
  const place = works_in_england ? 'England' : country
  const isHome = place !== null && NATIONS.includes(place.toLowerCase())
  return {
    teacher_catchment: isHome,
    teacher_catchment_country: place,
    teacher_catchment_iso_country_code: isHome ? 'GBR' : null,
  }
}

const fundingOf = (row: Sighted) => ({
  eligible_for_funding: row.funding_result === 'funded',
  ineligible_for_funding_reason: ineligibleReason(row),
  funding_status_code: known(FUNDING_REASONS, row.funding_reason),
  funding_choice: knownOrNull(FUNDING_CHOICES, row.funding_choice),
  funded_place: row.funded_place,
  targeted_delivery_funding_eligibility: row.targeted_delivery,
})

function ineligibleReason({ funding_result, funding_reason }: Sighted): (typeof INELIGIBLE_REASONS)[number] | null {
  if (funding_result !== 'not-funded') return null
  return funding_reason === 'previously_funded' ? 'previously-funded' : 'establishment-ineligible'
}

function stateOf(row: Sighted): Pick<Attributes, 'status' | 'status_code' | 'reason_for_rejection'> & Moments {
  const status = known(REGISTRATION_STATUSES, row.status)
  const reasonForRejection = knownOrNull(REASONS_FOR_REJECTION, row.reason_for_rejection)
  return {
    ...publicStateOf({ status, reasonForRejection }),
    created_at: row.created_at,
    updated_at: row.updated_at,
    work_details_changed_at: row.work_details_changed_at,
    reassigned_at: row.lost_at,
  }
}

type Moments = Pick<Attributes, 'created_at' | 'updated_at' | 'work_details_changed_at' | 'reassigned_at'>

const knownOrNull = <Word extends string>(words: readonly Word[], word: string | null): Word | null =>
  word === null ? null : known(words, word)

function known<Word extends string>(words: readonly Word[], word: string): Word {
  const found = words.find((candidate) => candidate === word)
  if (found === undefined) throw new Error(`The API has no word for ${word}`)
  return found
}
