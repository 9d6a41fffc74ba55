import { z } from 'zod'

/** The public identifiers of the courses, as providers' systems know them. The table npq.courses holds what is said of them. */
export const COURSE_IDENTIFIERS = [
  'npq-leading-behaviour-culture',
  'npq-leading-literacy',
  'npq-leading-primary-mathematics',
  'npq-leading-teaching',
  'npq-leading-teaching-development',
  'npq-senco',
  'npq-senior-leadership',
  'npq-headship',
  'npq-executive-leadership',
  'npq-early-years-leadership',
  'npq-early-headship-coaching-offer',
  'npq-additional-support-offer',
] as const
export const CourseIdentifier = z.enum(COURSE_IDENTIFIERS)
export type CourseIdentifier = (typeof COURSE_IDENTIFIERS)[number]

export const COURSE_KINDS = ['leadership', 'specialist', 'ehco', 'support'] as const
export type CourseKind = (typeof COURSE_KINDS)[number]

export type Course = {
  readonly identifier: CourseIdentifier
  readonly shortCode: string
  readonly name: string
  readonly kind: CourseKind
  readonly hasOutcome: boolean
}

/** A course as people say it: "Headship NPQ"; the coaching and support offers are no NPQ. */
export const courseText = ({ name, kind }: Pick<Course, 'name' | 'kind'>): string =>
  kind === 'ehco' || kind === 'support' ? name : `${name} NPQ`
