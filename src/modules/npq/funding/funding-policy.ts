import { z } from 'zod'
import { CourseIdentifier } from '../courses/course.ts'
import { PRIVATE_NURSERY_KINDS } from '../work-details/work-details.ts'

const courses = z.array(CourseIdentifier)
const codes = z.array(z.string())

/** The rules of a cohort's funding, as npq.funding_policies keeps them: lists of codes and courses, never code. */
export const FundingRules = z.strictObject({
  /** GIAS establishment types whose staff can be funded. */
  eligibleTypeCodes: codes,
  notInEngland: z.strictObject({ typeCodes: codes, laCodes: codes }),
  openStatusCodes: codes,
  newHeadteacherCourses: courses,
  /** Courses that count as one when we ask whether somebody had funding before. */
  sameCourse: z.array(courses),
  /** Courses that early years settings are funded for. */
  earlyYearsCourses: courses,
  maintainedNursery: z.strictObject({ typeCodes: codes, courses }),
  /** Kinds of childcare that are funded only when they are on the list of childminders. */
  listedNurseryKinds: z.array(z.enum(PRIVATE_NURSERY_KINDS)),
  /** Courses funded only where half of the pupils attract the pupil premium (the PP50 lists), or on the RISE list. */
  pp50Courses: courses,
  leadMentorCourses: courses,
  /** Courses that staff decide on for employments outside schools. */
  reviewCourses: courses,
})
export type FundingRules = z.output<typeof FundingRules>

export type FundingPolicy = { readonly version: string; readonly cohort: string; readonly rules: FundingRules }
