import { z } from 'zod'

export const NPQH_STATUSES = ['completed_npqh', 'studying_npqh', 'will_start_npqh', 'none'] as const
export const HEADTEACHER_STATUSES = ['no', 'yes_in_first_five_years', 'yes_over_five_years'] as const
export const SENCO_IN_ROLE = ['yes', 'no_but_i_plan_to_become_one', 'no_i_do_not_plan_to_be_a_SENCO'] as const
export const MATHS_APPROACHES = ['taken_a_similar_course', 'another_way', 'cannot_show'] as const

/**
 * Answers that only some courses ask for; a course keeps its own and no other's.
 * Headship of the coaching offer and SENCO in role are facts about the job: a new job asks them again.
 */
export const CourseAnswers = z.object({
  npqhStatus: z.enum(NPQH_STATUSES).optional(),
  headteacherStatus: z.enum(HEADTEACHER_STATUSES).optional(),
  mathsTeachingForMastery: z.boolean().optional(),
  mathsApproach: z.enum(MATHS_APPROACHES).optional(),
  sencoInRole: z.enum(SENCO_IN_ROLE).optional(),
  /** The first day of the month in which they became SENCO, as YYYY-MM-DD. */
  sencoStartedOn: z.iso.date().optional(),
})
export type CourseAnswers = z.output<typeof CourseAnswers>
