import { Temporal } from '#src/kit/dates.ts'
import type {
  CourseAnswers,
  HEADTEACHER_STATUSES,
  MATHS_APPROACHES,
  NPQH_STATUSES,
  SENCO_IN_ROLE,
} from '../course-answers.ts'

type Words<Values extends readonly string[]> = Readonly<Record<Values[number], string>>

export const npqhStatusText: Words<typeof NPQH_STATUSES> = {
  completed_npqh: 'I have completed it',
  studying_npqh: 'I am doing it now',
  will_start_npqh: 'I have registered for it and will start',
  none: 'None of these',
}

const headteacherText: Words<typeof HEADTEACHER_STATUSES> = {
  no: 'No',
  yes_in_first_five_years: 'Yes, in the first 5 years of the first headship',
  yes_over_five_years: 'Yes, for more than 5 years',
}

export const mathsApproachText: Words<typeof MATHS_APPROACHES> = {
  taken_a_similar_course: 'I have taken a similar course',
  another_way: 'In another way',
  cannot_show: 'I cannot show it',
}

export const sencoInRoleText: Words<typeof SENCO_IN_ROLE> = {
  yes: 'Yes',
  no_but_i_plan_to_become_one: 'No, but I plan to become one',
  no_i_do_not_plan_to_be_a_SENCO: 'No, and I do not plan to become one',
}

/** "September 2024". */
export const monthText = (day: Temporal.PlainDate): string =>
  day.toLocaleString('en-GB', { month: 'long', year: 'numeric' })

/** Kept answers as lines to read; none for most courses. */
export const courseAnswerLines = (
  answers: CourseAnswers,
): readonly { readonly key: string; readonly value: string }[] =>
  [
    { key: 'Headship NPQ', value: answers.npqhStatus && npqhStatusText[answers.npqhStatus] },
    { key: 'Headteacher', value: answers.headteacherStatus && headteacherText[answers.headteacherStatus] },
    { key: 'Teaching for Mastery programme', value: masteryText(answers.mathsTeachingForMastery) },
    {
      key: 'Understanding of Teaching for Mastery',
      value: answers.mathsApproach && mathsApproachText[answers.mathsApproach],
    },
    { key: 'SENCO', value: answers.sencoInRole && sencoInRoleText[answers.sencoInRole] },
    {
      key: 'SENCO since',
      value: answers.sencoStartedOn && monthText(Temporal.PlainDate.from(answers.sencoStartedOn)),
    },
  ].flatMap(({ key, value }) => (value ? [{ key, value }] : []))

function masteryText(mastery: boolean | undefined): string | undefined {
  if (mastery === undefined) return undefined
  return mastery ? 'Yes, for a year or more' : 'No'
}
