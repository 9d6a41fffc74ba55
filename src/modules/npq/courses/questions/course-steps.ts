import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { month } from '#src/kit/form-date.ts'
import { oneOf, text } from '#src/kit/form-fields.ts'
import { type Answers, question, stop } from '#src/kit/journey.ts'
import { COURSE_IDENTIFIERS } from '../course.ts'
import { MATHS_APPROACHES, NPQH_STATUSES, SENCO_IN_ROLE } from '../course-answers.ts'

const YES_NO = ['yes', 'no'] as const

/** Nobody who registers now became SENCO before. Source: the question of the service before. */
const EARLIEST_SENCO_START = Temporal.PlainDate.from('1960-01-01')

/** Which course, of those that somebody delivers in the cohort (`verifyCourse`). */
export const courseListSteps = {
  'choose-your-npq': question(z.object({ course: oneOf(COURSE_IDENTIFIERS, 'Select which NPQ you want to do') })),
}

/** What some courses ask of the job: asked again when the job changes. */
export const jobSteps = {
  'ehco-headteacher': question(
    z.object({ headteacher: oneOf(YES_NO, 'Select yes if you are, or are about to be, a headteacher') }),
  ),
  'ehco-new-headteacher': question(
    z.object({ firstFiveYears: oneOf(YES_NO, 'Select yes if you are in the first 5 years of your first headship') }),
  ),
  'senco-in-role': question(z.object({ inRole: oneOf(SENCO_IN_ROLE, 'Select whether you are a SENCO') })),
  'senco-start-date': question(
    z.object({
      startedOn: month({
        missing: 'Enter the month and year in which you became a SENCO',
        label: 'Date you became a SENCO',
        notBefore: { day: EARLIEST_SENCO_START, message: 'Date you became a SENCO must be in or after January 1960' },
      }),
    }),
  ),
}

/** What some courses ask before they take anybody on, and where somebody goes no further. */
const entrySteps = {
  'npqh-status': question(
    z.object({ status: oneOf(NPQH_STATUSES, 'Select whether you have completed, or are doing, the headship NPQ') }),
  ),
  'ehco-unavailable': stop,
  'maths-eligibility-teaching-for-mastery': question(
    z.object({ mastery: oneOf(YES_NO, 'Select yes if you have taken part in the programme for a year or more') }),
  ),
  'maths-understanding-of-approach': question(
    z.object({ approach: oneOf(MATHS_APPROACHES, 'Select how you can show your understanding of the approach') }),
  ),
  'maths-cannot-register': stop,
}

/** With whom, of those that deliver the course in the cohort (`verifyCourse`). */
export const providerSteps = {
  'choose-your-provider': question(
    z.object({
      provider: text({ missing: 'Select a provider', label: 'Provider' }).pipe(z.uuid('Select a provider')),
    }),
  ),
}

/** Questions of the courses themselves. */
const courseQuestionSteps = { ...entrySteps, ...jobSteps }
/** All: spread them into the steps of a journey. */
export const courseSteps = { ...courseListSteps, ...courseQuestionSteps, ...providerSteps }

export type CourseStep = keyof typeof courseSteps
export type CourseQuestion = keyof typeof courseQuestionSteps
export type JobQuestion = keyof typeof jobSteps
/** The answers of any journey that has these steps. */
export type CourseStepAnswers = Answers<typeof courseSteps>
export type CourseQuestionAnswers = Answers<typeof courseQuestionSteps>
export type JobAnswers = Answers<typeof jobSteps>
