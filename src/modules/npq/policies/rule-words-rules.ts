import type { FundingRules } from '../funding/funding-policy.ts'
import type { PartKind, RuleInWords, RulePart } from './rule-parts.ts'

const part = (field: string, legend: string, kind: PartKind, values: readonly string[]): RulePart => ({
  ...{ field, legend, kind, values, isNeeded: false },
})
const needed = (given: RulePart): RulePart => ({ ...given, isNeeded: true })

type OfCourses = { [Key in keyof FundingRules]: FundingRules[Key] extends FundingRules['pp50Courses'] ? Key : never }
type CourseKey = Exclude<OfCourses[keyof FundingRules], 'eligibleTypeCodes' | 'openStatusCodes'>
type Words = Pick<RuleInWords, 'title' | 'says' | 'saysNone'>

/** A rule that is a list of courses. */
const ofCourses = (key: CourseKey, words: Words): RuleInWords => ({
  ...words,
  parts: (rules) => [part('courses', 'Courses', 'courses', rules[key])],
  write: (rules, picked) => ({ ...rules, [key]: picked('courses') }),
})

export const RULE_KEYS = [
  ...(['eligible-types', 'not-in-england', 'open-statuses', 'new-headteacher-courses', 'same-course'] as const),
  ...(['early-years-courses', 'maintained-nurseries', 'listed-nurseries', 'pp50-courses'] as const),
  ...(['lead-mentor-courses', 'review-courses'] as const),
] as const
export type RuleKey = (typeof RULE_KEYS)[number]

/** The rules of a cohort's funding in plain words, in the order in which they are read. What each does is in funding-rules.ts. */
export const RULES: Readonly<Record<RuleKey, RuleInWords>> = {
  'eligible-types': {
    title: 'Types of school and college',
    says: 'Staff of schools and colleges of these types can be funded; staff of other types only where their school is on the RISE list.',
    saysNone: 'No type of school or college is funded, except those on the RISE list.',
    parts: (rules) => [needed(part('types', 'Types', 'types', rules.eligibleTypeCodes))],
    write: (rules, picked) => ({ ...rules, eligibleTypeCodes: picked('types') }),
  },
  'not-in-england': {
    title: 'Workplaces outside England',
    says: 'Schools of these types, or in these areas, are not in England, so nobody can register with them as their workplace.',
    saysNone: 'Every school counts as being in England.',
    parts: ({ notInEngland: { typeCodes, laCodes } }) => [
      part('types', 'Types', 'types', typeCodes),
      part('areas', 'Codes of local authorities', 'areas', laCodes),
    ],
    write: (rules, picked) => ({ ...rules, notInEngland: { typeCodes: picked('types'), laCodes: picked('areas') } }),
  },
  'open-statuses': {
    title: 'Open workplaces',
    says: 'A school can be chosen as a workplace while its status in GIAS is one of these.',
    saysNone: 'No school can be chosen as a workplace.',
    parts: (rules) => [needed(part('statuses', 'Statuses', 'statuses', rules.openStatusCodes))],
    write: (rules, picked) => ({ ...rules, openStatusCodes: picked('statuses') }),
  },
  'new-headteacher-courses': ofCourses('newHeadteacherCourses', {
    title: 'New headteachers',
    says: 'These courses are funded for headteachers in the first 5 years of their first headship and for nobody else, wherever they work in England.',
    saysNone: 'No course is only for new headteachers.',
  }),
  'same-course': {
    title: 'Courses that count as one',
    says: 'Whoever was funded for one course of a group is not funded again for another course of it.',
    saysNone: 'Each course counts for itself: funding for one never stands in the way of another.',
    parts: ({ sameCourse }) =>
      [...sameCourse, []].map((group, at) => part(`group${at + 1}`, `Group ${at + 1}`, 'courses', group)),
    write: (rules, picked) => ({
      ...rules,
      sameCourse: [...rules.sameCourse, []].map((_, at) => picked(`group${at + 1}`)).filter(({ length }) => length > 0),
    }),
  },
  'early-years-courses': ofCourses('earlyYearsCourses', {
    title: 'Early years and childcare',
    says: 'These courses are funded for people who work in early years or childcare.',
    saysNone: 'No course is funded for all people who work in early years or childcare.',
  }),
  'maintained-nurseries': {
    title: 'Maintained nurseries',
    says: 'Staff of nurseries of these types are funded for these courses as well as for those of early years.',
    saysNone: 'Maintained nurseries are funded as other nurseries are.',
    parts: ({ maintainedNursery: { typeCodes, courses } }) => [
      part('types', 'Types', 'types', typeCodes),
      part('courses', 'Courses', 'courses', courses),
    ],
    write: (rules, picked) => ({
      ...rules,
      maintainedNursery: { typeCodes: picked('types'), courses: picked('courses') },
    }),
  },
  'listed-nurseries': {
    title: 'Childcare that must be on a list',
    says: 'People in these kinds of childcare are funded only when their Ofsted URN is on the list of childminders.',
    saysNone: 'No kind of childcare has to be on a list.',
    parts: (rules) => [part('nurseries', 'Kinds of childcare', 'nurseries', rules.listedNurseryKinds)],
    write: (rules, picked) => ({ ...rules, listedNurseryKinds: picked('nurseries') }),
  },
  'pp50-courses': ofCourses('pp50Courses', {
    title: 'Courses for disadvantaged schools',
    says: 'In schools and colleges these courses are funded only where the workplace is on the PP50 lists or on the RISE list.',
    saysNone: 'No course depends on the PP50 lists.',
  }),
  'lead-mentor-courses': ofCourses('leadMentorCourses', {
    title: 'Lead mentors',
    says: 'Lead mentors of accredited providers of initial teacher training are funded for these courses alone.',
    saysNone: 'Lead mentors of accredited providers of initial teacher training are not funded.',
  }),
  'review-courses': ofCourses('reviewCourses', {
    title: 'Decided by staff',
    says: 'For these courses staff decide about people who are employed by a trust or a local authority, or outside schools, such as in a hospital school. Other courses are not funded for them.',
    saysNone: 'People who are employed outside schools are not funded, and nobody looks at them.',
  }),
}
