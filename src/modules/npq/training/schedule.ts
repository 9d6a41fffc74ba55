import type { Temporal } from '#src/kit/dates.ts'
import type { CourseKind } from '../courses/course.ts'

export const DECLARATION_TYPES = ['started', 'retained-1', 'retained-2', 'completed'] as const
export type DeclarationType = (typeof DECLARATION_TYPES)[number]

/** When a course of one kind runs in a cohort, and what providers declare of it. */
export type Schedule = {
  readonly identifier: string
  readonly cohort: string
  readonly courseKind: CourseKind
  readonly name: string
  readonly appliesFrom: Temporal.PlainDate
  readonly appliesTo: Temporal.PlainDate
  readonly declarationTypes: readonly DeclarationType[]
}
