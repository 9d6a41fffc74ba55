import { londonDate, Temporal } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { type RawAnswers, when } from '#src/kit/journey.ts'
import type { CourseIdentifier } from '../course.ts'
import type { CourseAnswers } from '../course-answers.ts'
import type { CourseFacts } from './course-facts-queries.ts'
import {
  type CourseQuestion,
  type CourseQuestionAnswers,
  type CourseStep,
  type CourseStepAnswers,
  type JobAnswers,
  type JobQuestion,
  jobSteps,
} from './course-steps.ts'

/** The choice of the course, and then what that course asks. Another course asks its own, however it was reached. */
export const coursePath = (answers: Partial<CourseStepAnswers>): readonly CourseStep[] => {
  const course = answers['choose-your-npq']?.course
  return ['choose-your-npq', ...(course ? courseQuestions(course, answers) : [])]
}

/**
 * Steps whose answer no longer holds: a course that nobody delivers in the cohort any more, and a provider that does not deliver
 * the course chosen since. For `askAgain` of a journey that has the steps, or as a part of it.
 */
export const courseAskAgain = (answers: Partial<CourseStepAnswers>, { courses, providers }: CourseFacts) => {
  const [course, provider] = [answers['choose-your-npq']?.course, answers['choose-your-provider']?.provider]
  return [
    ...when(course !== undefined && !courses.some(({ identifier }) => identifier === course), 'choose-your-npq'),
    ...when(provider !== undefined && !providers.some(({ id }) => id === provider), 'choose-your-provider'),
  ]
}

type Now = { readonly request: { readonly now: Temporal.Instant } }

/** What no schema says of an answer, because it knows no day. Spread it into `verify` of a journey that has the step. */
export const jobVerify = {
  async 'senco-start-date'({ request }: Now, values: RawValues): Promise<readonly FieldError[]> {
    const parsed = parseForm(jobSteps['senco-start-date'].schema, values)
    if (!parsed.ok || Temporal.PlainDate.compare(parsed.values.startedOn, londonDate(request.now)) <= 0) return []
    return [
      {
        field: 'startedOn',
        message: 'Date you became a SENCO must be this month or in the past',
        parts: ['month', 'year'],
      },
    ]
  },
}

/** What a course asks besides which it is; most ask nothing. */
function courseQuestions(course: CourseIdentifier, answers: CourseQuestionAnswers): readonly CourseQuestion[] {
  if (course === 'npq-early-headship-coaching-offer') {
    return [
      'npqh-status',
      ...when(answers['npqh-status']?.status === 'none', 'ehco-unavailable'),
      ...jobQuestions(course, answers),
    ]
  }
  if (course === 'npq-leading-primary-mathematics') {
    const other = answers['maths-eligibility-teaching-for-mastery']?.mastery === 'no'
    const cannotShow = answers['maths-understanding-of-approach']?.approach === 'cannot_show'
    return [
      'maths-eligibility-teaching-for-mastery',
      ...when(other, 'maths-understanding-of-approach'),
      ...when(other && cannotShow, 'maths-cannot-register'),
    ]
  }
  return jobQuestions(course, answers)
}

/** What a course asks of the job alone: for somebody who has the course and changes where they work. */
export function jobQuestions(course: CourseIdentifier, answers: JobAnswers): readonly JobQuestion[] {
  if (course === 'npq-early-headship-coaching-offer') {
    return ['ehco-headteacher', ...when(answers['ehco-headteacher']?.headteacher === 'yes', 'ehco-new-headteacher')]
  }
  if (course === 'npq-senco') {
    return ['senco-in-role', ...when(answers['senco-in-role']?.inRole === 'yes', 'senco-start-date')]
  }
  return []
}

/** The answers that a course keeps, from those of a journey: its own and no other's. */
export function courseAnswersFrom(course: CourseIdentifier, answers: CourseQuestionAnswers): CourseAnswers {
  const asked: readonly string[] = courseQuestions(course, answers)
  const on = <Name extends keyof CourseQuestionAnswers>(name: Name) =>
    asked.includes(name) ? answers[name] : undefined
  const mastery = on('maths-eligibility-teaching-for-mastery')?.mastery
  return withoutGaps({
    npqhStatus: on('npqh-status')?.status,
    ...jobAnswersFrom(course, answers),
    mathsTeachingForMastery: mastery === undefined ? undefined : mastery === 'yes',
    mathsApproach: on('maths-understanding-of-approach')?.approach,
  })
}

/** The part of them that is about the job. */
export function jobAnswersFrom(course: CourseIdentifier, answers: JobAnswers): CourseAnswers {
  const asked: readonly string[] = jobQuestions(course, answers)
  const on = <Name extends keyof JobAnswers>(name: Name) => (asked.includes(name) ? answers[name] : undefined)
  const isHead = on('ehco-headteacher')?.headteacher
  const isNew = on('ehco-new-headteacher')?.firstFiveYears
  const newness = isNew === 'yes' ? 'yes_in_first_five_years' : 'yes_over_five_years'
  return withoutGaps({
    headteacherStatus: isHead === 'no' ? 'no' : isNew && newness,
    sencoInRole: on('senco-in-role')?.inRole,
    sencoStartedOn: on('senco-start-date')?.startedOn.toString(),
  })
}

/** Kept answers as they would have been typed, for a draft that begins with them. */
export function coursePrefill(kept: CourseAnswers): RawAnswers {
  const { npqhStatus, headteacherStatus, mathsTeachingForMastery: mastery, mathsApproach } = kept
  const isHead = headteacherStatus !== undefined && headteacherStatus !== 'no'
  const [year = '', month = ''] = kept.sencoStartedOn?.split('-') ?? []
  const typed = {
    'npqh-status': npqhStatus && { status: npqhStatus },
    'ehco-headteacher': headteacherStatus && { headteacher: yesNo(isHead) },
    'ehco-new-headteacher': isHead && { firstFiveYears: yesNo(headteacherStatus === 'yes_in_first_five_years') },
    'maths-eligibility-teaching-for-mastery': mastery !== undefined && { mastery: yesNo(mastery) },
    'maths-understanding-of-approach': mathsApproach && { approach: mathsApproach },
    'senco-in-role': kept.sencoInRole && { inRole: kept.sencoInRole },
    'senco-start-date': year !== '' && { 'startedOn-month': String(Number(month)), 'startedOn-year': year },
  }
  return Object.fromEntries(Object.entries(typed).flatMap(([step, answer]) => (answer ? [[step, answer]] : [])))
}

/** Whether these are all the answers that the course asks for and none besides: what a command believes. */
export function answersFit(course: CourseIdentifier, given: CourseAnswers, today: Temporal.PlainDate): boolean {
  const answers = withoutGaps(given)
  const expected = EXPECTED[course]?.(answers) ?? []
  const isSame = Object.keys(answers).sort().join() === [...expected].sort().join()
  const isLater = answers.sencoStartedOn !== undefined && answers.sencoStartedOn > today.toString()
  return isSame && !isLater && answers.npqhStatus !== 'none' && answers.mathsApproach !== 'cannot_show'
}

const EXPECTED: Partial<Record<CourseIdentifier, (answers: CourseAnswers) => readonly (keyof CourseAnswers)[]>> = {
  'npq-early-headship-coaching-offer': () => ['npqhStatus', 'headteacherStatus'],
  'npq-leading-primary-mathematics': ({ mathsTeachingForMastery }) => [
    'mathsTeachingForMastery',
    ...(mathsTeachingForMastery ? [] : (['mathsApproach'] as const)),
  ],
  'npq-senco': ({ sencoInRole }) => ['sencoInRole', ...(sencoInRole === 'yes' ? (['sencoStartedOn'] as const) : [])],
}

const yesNo = (is: boolean): string => (is ? 'yes' : 'no')

const withoutGaps = (answers: CourseAnswers): CourseAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined))
