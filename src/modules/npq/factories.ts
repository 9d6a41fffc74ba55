import { Temporal } from '#src/kit/dates.ts'
import { anAccountOf } from '#src/modules/access/factories.ts'
import { aPartner, aPerson, aSchool } from '#src/modules/directory/factories.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { CourseIdentifier } from './courses/course.ts'
import type { CourseAnswers } from './courses/course-answers.ts'
import { cohortsOn } from './courses/courses-queries.ts'
import { assessFunding } from './funding/assessment-queries.ts'
import { insertDecision } from './funding/decisions-store.ts'
import { policyInForce } from './funding/policies-queries.ts'
import type { EligibilityList } from './lists/eligibility-list.ts'
import { listsInForce } from './lists/lists-queries.ts'
import type { Registration } from './registrations/registration.ts'
import type { RegistrationStatus, TrainingStatus } from './registrations/registration-states.ts'
import { insertRegistration, lockRegistration, saveRegistration } from './registrations/registrations-store.ts'
import { employerNow } from './work-details/employer-snapshot-queries.ts'
import type { WorkDetails } from './work-details/work-details.ts'
import { insertWorkDetails } from './work-details/work-details-store.ts'

// Registrations in any state for tests. What runs makes them by commands alone.

const MONDAY_MORNING = Temporal.Instant.from('2026-11-23T10:00:00Z')

let last = 0

/** A person with an account that can sign in as a persona. */
export async function aTeacher(db: Database, { name = 'Carys Rees', trn }: { name?: string; trn?: string } = {}) {
  last += 1
  const address = `teacher${last}@teachers.example`
  const personId = await aPerson(db, { name, trn: trn ?? null })
  const accountId = await anAccountOf(db, { personId, name, address })
  return { personId, accountId, address, name }
}

/** A provider that delivers the courses in the cohort. */
export async function anNpqProvider(
  db: Database,
  name: string,
  {
    courses = ['npq-headship', 'npq-leading-teaching'],
    cohort = '2026b',
  }: { courses?: readonly CourseIdentifier[]; cohort?: string } = {},
) {
  const id = await aPartner(db, name, ['npq-provider'])
  await db
    .insertInto('npq.course_offers')
    .values(
      courses.map((course) => ({ course_identifier: course, cohort, provider_id: id, offered_at: MONDAY_MORNING })),
    )
    .execute()
  return { id, name }
}

/** A version of a list that is in force since January 2026. */
export async function aList(db: Database, list: EligibilityList, identifiers: readonly string[]): Promise<string> {
  const id = newId<string>()
  const at = Temporal.Instant.from('2026-01-05T09:00:00Z')
  await db
    .insertInto('npq.list_versions')
    .values({
      ...{ id, list, status: 'applied', in_force_from: at, file_name: `${list}.csv`, sha256: id },
      ...{ rows: identifiers.length, uploaded_at: at, applied_at: at },
    })
    .execute()
  if (identifiers.length > 0) {
    await db
      .insertInto('npq.list_entries')
      .values(identifiers.map((identifier) => ({ version_id: id, identifier })))
      .execute()
  }
  return id
}

type Facts = {
  readonly teacher?: { readonly personId: string; readonly accountId: string }
  readonly provider?: { readonly id: string }
  readonly course?: CourseIdentifier
  readonly cohort?: string
  /** An open community primary school unless told otherwise. */
  readonly work?: WorkDetails
  readonly answers?: CourseAnswers
  readonly status?: RegistrationStatus
  readonly trainingStatus?: TrainingStatus
  readonly fundedPlace?: boolean | null
  readonly now?: Temporal.Instant
}

/** A registration in any state, with the funding decision that the rules make of it. */
export async function aRegistration(db: Database, facts: Facts = {}): Promise<Registration> {
  const { course = 'npq-headship', cohort = '2026b', status = 'pending', answers = {}, now = MONDAY_MORNING } = facts
  const teacher = facts.teacher ?? (await aTeacher(db))
  const provider = facts.provider ?? (await anNpqProvider(db, `Provider ${++last}`, { courses: [course], cohort }))
  const work: WorkDetails =
    facts.work ?? ({ worksInEngland: true, setting: 'a_school', organisationId: (await aSchool(db)).id } as const)
  const [policy, lists, cohorts] = [
    await policyInForce(db, { cohort, at: now }),
    await listsInForce(db, now),
    await cohortsOn(db, Temporal.PlainDate.from('2026-11-23')),
  ]
  const cohortFunding = cohorts.find(({ identifier }) => identifier === cohort)?.funding
  if (!policy || !cohortFunding) throw new Error(`There are no rules for ${cohort}`)
  const { personId, accountId } = teacher
  const assessment = await assessFunding(db, { policy, lists, cohortFunding, course, work, answers, personId, now })
  const id = newId<string>()
  return db.transaction().execute(async (tx) => {
    const decisionId = await insertDecision(tx, { registrationId: id, assessment, now })
    await insertRegistration(tx, {
      ...{ id, personId, accountId, course, cohort, providerId: provider.id, decisionId, draftId: null, answers, now },
      fundingChoice: assessment.result === 'not-funded' ? 'self' : null,
      fundedPlace: null,
      reviewStatus: assessment.result === 'review' ? 'needs_review' : null,
      consentVersion: '2026-06',
    })
    const employer = await employerNow(tx, work)
    await insertWorkDetails(tx, {
      ...{ personId, registrationId: id, details: work, employer, decisionId, now },
      ...{ changeKind: 'registered', effectiveOn: Temporal.PlainDate.from('2026-11-23'), byStaff: false },
      recordedBy: accountId,
    })
    const registration = await lockRegistration(tx, id)
    if (!registration) throw new Error('It was not inserted')
    if (status !== 'pending') await saveRegistration(tx, inState(registration, facts, now), now)
    return (await lockRegistration(tx, id)) ?? registration
  })
}

function inState(registration: Registration, facts: Facts, now: Temporal.Instant): Registration {
  const { status = 'pending' } = facts
  if (status !== 'accepted') {
    return {
      ...registration,
      status,
      endedAt: now,
      reasonForRejection: status === 'rejected' ? 'rejected_by_provider' : null,
    }
  }
  const schedule = registration.course === 'npq-early-headship-coaching-offer' ? 'npq-ehco-november' : null
  return {
    ...registration,
    status,
    trainingStatus: facts.trainingStatus ?? 'active',
    acceptedAt: now,
    fundedPlace: facts.fundedPlace ?? null,
    scheduleIdentifier: schedule,
  }
}

/** What the provider says that the participant has done, in any state. */
export const aDeclaration = async (
  db: Database,
  registration: Registration,
  {
    type = 'started',
    state = 'submitted',
  }: { type?: 'started' | 'retained-1' | 'retained-2' | 'completed'; state?: string } = {},
) =>
  db
    .insertInto('npq.declarations')
    .values({
      ...{ id: newId<string>(), registration_id: registration.id, provider_id: registration.providerId },
      ...{ declaration_type: type, declaration_date: Temporal.PlainDate.from('2026-11-02'), state },
      ...{ created_at: MONDAY_MORNING, updated_at: MONDAY_MORNING },
    })
    .execute()
