import type { Temporal } from '#src/kit/dates.ts'

export const TASK_KINDS = ['link', 'join', 'objection', 'merge'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** Something that waits for staff, with the page where it is answered. */
export type Task = {
  readonly kind: TaskKind
  /** Null for what is no organisation's. */
  readonly organisationId: string | null
  /** Who waits. */
  readonly who: string
  readonly since: Temporal.Instant
  readonly href: string
}
