import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { rolesOn, schoolById } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Cohort } from '../courses/cohort.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import type { ListVersions } from '../lists/eligibility-list.ts'
import { onLists } from '../lists/lists-queries.ts'
import { LEAD_MENTOR, type SchoolSetting, type WorkDetails } from '../work-details/work-details.ts'
import type { FundingFacts, FundingOutcome, SettingFacts } from './funding.ts'
import type { FundingPolicy } from './funding-policy.ts'
import { fundingOf } from './funding-rules.ts'
import { wasFundedBefore } from './previous-funding-queries.ts'

export type AssessmentQuestion = {
  readonly policy: FundingPolicy
  readonly lists: ListVersions
  readonly cohortFunding: Cohort['funding']
  readonly course: CourseIdentifier
  readonly work: WorkDetails
  readonly answers: CourseAnswers
  /** Null for somebody who asks without registering: nothing is known of them. */
  readonly personId: string | null
  /** The registration whose funding is looked at again: it does not count as funding had before. */
  readonly exceptRegistrationId?: string
  /** For what is true on a day, such as which providers of teacher training are accredited. */
  readonly now: Temporal.Instant
}

export type Assessment = FundingOutcome & {
  readonly policyVersion: string
  readonly listVersions: ListVersions
  readonly facts: FundingFacts
}

/** What the rules say now of somebody's work, course and person. At most five queries; writes nothing. */
export async function assessFunding(reader: Reader, question: AssessmentQuestion): Promise<Assessment> {
  const { policy, lists, cohortFunding, course, answers } = question
  const facts: FundingFacts = {
    cohortFunding,
    course,
    isNewHeadteacher: answers.headteacherStatus === 'yes_in_first_five_years',
    previouslyFunded: await wasFundedBefore(reader, {
      personId: question.personId,
      courses: policy.rules.sameCourse.find((group) => group.includes(course)) ?? [course],
      exceptRegistrationId: question.exceptRegistrationId ?? null,
    }),
    setting: await settingFacts(reader, question),
  }
  return { ...fundingOf(policy.rules, facts), facts, policyVersion: policy.version, listVersions: lists }
}

async function settingFacts(reader: Reader, question: AssessmentQuestion): Promise<SettingFacts | null> {
  const { work, now } = question
  if (!work.worksInEngland) return null
  switch (work.setting) {
    case 'other':
      return { kind: 'other', referredByReturnToTeachingAdviser: work.referredByReturnToTeachingAdviser }
    case 'another_setting':
      return {
        kind: 'another',
        employmentType: work.employmentType,
        isApprovedIttProvider: work.employmentType === LEAD_MENTOR && (await isAccredited(reader, work, now)),
      }
    case 'early_years_or_childcare':
      return nurseryFacts(reader, work, question.lists)
    default:
      return schoolFacts(reader, work, question.lists)
  }
}

const isAccredited = async (reader: Reader, { ittProviderId }: Of<'ittProviderId'>, now: Temporal.Instant) =>
  (await rolesOn(reader, ittProviderId, londonDate(now))).includes('accredited-itt-provider')

/** Those of the work details that answer a question. */
type Of<Answer extends string> = Extract<WorkDetails, Readonly<Record<Answer, unknown>>>

async function nurseryFacts(reader: Reader, work: Of<'nurseryKind'>, lists: ListVersions): Promise<SettingFacts> {
  if ('childcareUrn' in work) {
    const on = await onLists(reader, lists, [{ list: 'childminders', identifier: work.childcareUrn }])
    return { kind: 'private-nursery', nurseryKind: work.nurseryKind, isListed: on.has('childminders') }
  }
  const nursery = await schoolById(reader, work.organisationId)
  return { kind: 'public-nursery', nurseryKind: work.nurseryKind, typeCode: nursery?.typeCode ?? null }
}

async function schoolFacts(
  reader: Reader,
  { setting, organisationId }: Extract<WorkDetails, { worksInEngland: true; setting: SchoolSetting }>,
  lists: ListVersions,
): Promise<SettingFacts> {
  // Null for a trust or a local authority: neither is an establishment of GIAS.
  const school = await schoolById(reader, organisationId)
  const pp50 =
    setting === 'a_16_to_19_educational_setting'
      ? ({ list: 'pp50-further-education', identifier: school?.ukprn ?? null } as const)
      : ({ list: 'pp50-schools', identifier: school?.urn ?? null } as const)
  const on = await onLists(reader, lists, [{ list: 'rise', identifier: school?.urn ?? null }, pp50])
  return {
    kind: 'school',
    setting,
    typeCode: school?.typeCode ?? null,
    isRise: on.has('rise'),
    isPp50: on.has(pp50.list),
  }
}
