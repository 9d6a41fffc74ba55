import type { CourseAnswers } from '../courses/course-answers.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import type { FundingChoice } from '../registrations/registration.ts'
import { LEAD_MENTOR, SCHOOL_SETTINGS, type WorkDetails, type WorkDetailsVersion } from './work-details.ts'

/** The value of one attribute of the providers' API. */
type Value = string | number | boolean | null
export type ShownWork = Readonly<Record<string, Value>>

type Told = Pick<WorkDetailsVersion, 'details' | 'employer'> & {
  readonly answers: CourseAnswers
  readonly funding: FundingOutcome
  readonly fundingChoice: FundingChoice | null
}

const REFERRED = 'Referred by a return to teaching adviser'
const HOME_NATIONS = ['england', 'scotland', 'wales', 'northern ireland']

/** Work details in the names and words of the providers' API (api/present-application.ts shows the same of a row). */
export const shownWork = (told: Told): ShownWork => ({
  ...shownEmployer(told),
  ...shownPlace(told.details),
  ...shownAnswers(told.answers),
  eligible_for_funding: told.funding.result === 'funded',
  ineligible_for_funding_reason: ineligibleReason(told.funding),
  funding_status_code: told.funding.reason,
  funding_choice: told.fundingChoice,
})

function shownEmployer({ details, employer }: Told): ShownWork {
  const isLeadMentor = 'employmentType' in details && details.employmentType === LEAD_MENTOR
  return {
    employer_name: employerName({ details, employer }),
    employment_role: 'role' in details ? details.role : null,
    private_childcare_provider_urn: 'childcareUrn' in details ? details.childcareUrn : null,
    ...shownSchool('organisationId' in details ? employer : null),
    works_in_school: SCHOOL_SETTINGS.some((setting) => setting === details.setting),
    itt_provider: isLeadMentor ? (employer?.name ?? null) : null,
    lead_mentor: isLeadMentor,
  }
}

function employerName({ details, employer }: Pick<Told, 'details' | 'employer'>): string | null {
  if ('employerName' in details) return details.employerName
  if (employer) return employer.name
  return 'referredByReturnToTeachingAdviser' in details && details.referredByReturnToTeachingAdviser ? REFERRED : null
}

const shownSchool = (employer: WorkDetailsVersion['employer']): ShownWork => ({
  school_urn: employer?.urn ?? null,
  school_ukprn: employer?.ukprn ?? null,
})

function shownPlace(details: WorkDetails): ShownWork {
  const place = details.worksInEngland ? 'England' : details.country
  const isHome = place !== null && HOME_NATIONS.includes(place.toLowerCase())
  return {
    teacher_catchment: isHome,
    teacher_catchment_country: place,
    teacher_catchment_iso_country_code: isHome ? 'GBR' : null,
  }
}

const shownAnswers = ({ headteacherStatus, sencoInRole, sencoStartedOn }: CourseAnswers): ShownWork => ({
  headteacher_status: headteacherStatus ?? null,
  works_as_senco: sencoInRole === undefined ? null : sencoInRole === 'yes',
  senco_start_date: sencoStartedOn ?? null,
})

function ineligibleReason({ result, reason }: FundingOutcome): string | null {
  if (result !== 'not-funded') return null
  return reason === 'previously_funded' ? 'previously-funded' : 'establishment-ineligible'
}

/** Only what changed, before and after. */
export function difference(
  before: ShownWork,
  after: ShownWork,
): { readonly before: ShownWork; readonly after: ShownWork } {
  const changed = Object.keys(after).filter((name) => before[name] !== after[name])
  const of = (shown: ShownWork): ShownWork => Object.fromEntries(changed.map((name) => [name, shown[name] ?? null]))
  return { before: of(before), after: of(after) }
}
