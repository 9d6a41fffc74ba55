import type { CheckRow } from '#src/ui/check-answers.tsx'
import type { CourseFacts } from './course-facts-queries.ts'
import type { CourseStepAnswers } from './course-steps.ts'
import { mathsApproachText, monthText, npqhStatusText, sencoInRoleText } from './course-words.ts'

type Rows<Answered> = {
  readonly [Name in keyof Answered]-?: (answer: NonNullable<Answered[Name]>) => readonly CheckRow[]
}

/** Lines of check answers for each question about the job. */
export const jobRows = {
  'ehco-headteacher': ({ headteacher }) => [
    { key: 'Headteacher', value: yesNo(headteacher), change: 'whether you are a headteacher' },
  ],
  'ehco-new-headteacher': ({ firstFiveYears }) => [
    {
      key: 'First 5 years of first headship',
      value: yesNo(firstFiveYears),
      change: 'whether you are in the first 5 years of your first headship',
    },
  ],
  'senco-in-role': ({ inRole }) => [
    { key: 'SENCO', value: sencoInRoleText[inRole], change: 'whether you are a SENCO' },
  ],
  'senco-start-date': ({ startedOn }) => [
    { key: 'SENCO since', value: monthText(startedOn), change: 'when you became a SENCO' },
  ],
} as const satisfies Partial<Rows<CourseStepAnswers>>

/** And for what a course asks before it takes anybody on. */
const entryRows = {
  'npqh-status': ({ status }) => [
    { key: 'Headship NPQ', value: npqhStatusText[status], change: 'whether you have done the headship NPQ' },
  ],
  'maths-eligibility-teaching-for-mastery': ({ mastery }) => [
    {
      key: 'Teaching for Mastery for a year',
      value: yesNo(mastery),
      change: 'whether you took part in Teaching for Mastery',
    },
  ],
  'maths-understanding-of-approach': ({ approach }) => [
    {
      key: 'Understanding of Teaching for Mastery',
      value: mathsApproachText[approach],
      change: 'how you show your understanding of Teaching for Mastery',
    },
  ],
} as const satisfies Partial<Rows<CourseStepAnswers>>

/** Lines for every step, with the names that the facts know. */
export const courseRows = ({ courses, providers }: CourseFacts): Rows<CourseStepAnswers> => ({
  'choose-your-npq': ({ course }) => [
    { key: 'NPQ', value: courses.find(({ identifier }) => identifier === course)?.name ?? course, change: 'your NPQ' },
  ],
  ...entryRows,
  ...jobRows,
  'choose-your-provider': ({ provider }) => [
    { key: 'Provider', value: providers.find(({ id }) => id === provider)?.name ?? null, change: 'your provider' },
  ],
})

const yesNo = (answer: 'yes' | 'no'): string => (answer === 'yes' ? 'Yes' : 'No')
