import { Temporal } from '#src/kit/dates.ts'
import type { CourseKind } from '../courses/course.ts'
import type { Schedule } from './schedule.ts'

type Offered = { readonly schedules: readonly Schedule[]; readonly kind: CourseKind; readonly cohort: string }

export type SchedulePick =
  | { readonly ok: true; readonly schedule: Schedule }
  | { readonly ok: false; readonly because: 'schedule-not-found' | 'schedule-not-for-course' | 'no-schedule' }

/** The schedule with the identifier in the cohort, if it is one for the kind of course. */
export function scheduleNamed(identifier: string, { schedules, kind, cohort }: Offered): SchedulePick {
  const schedule = schedules.find((one) => one.identifier === identifier && one.cohort === cohort)
  if (!schedule) return { ok: false, because: 'schedule-not-found' }
  return schedule.courseKind === kind ? { ok: true, schedule } : { ok: false, because: 'schedule-not-for-course' }
}

/** The schedule that a day falls in; before it or between two the next, after all of them the last. */
export function scheduleOn(day: Temporal.PlainDate, { schedules, kind, cohort }: Offered): SchedulePick {
  const suitable = schedules
    .filter((one) => one.courseKind === kind && one.cohort === cohort)
    .sort((one, other) => Temporal.PlainDate.compare(one.appliesFrom, other.appliesFrom))
  const schedule = suitable.find(({ appliesTo }) => Temporal.PlainDate.compare(day, appliesTo) <= 0) ?? suitable.at(-1)
  return schedule ? { ok: true, schedule } : { ok: false, because: 'no-schedule' }
}

type Among<Cohort> = Omit<Offered, 'cohort'> & { readonly cohorts: readonly Cohort[] }

/** The schedule with the identifier in the first of the cohorts that has one for the kind of course, and that cohort. */
export function scheduleAmong<Cohort extends { readonly identifier: string }>(
  identifier: string,
  { schedules, kind, cohorts }: Among<Cohort>,
) {
  const tried = cohorts.map((cohort) => ({
    cohort,
    pick: scheduleNamed(identifier, { schedules, kind, cohort: cohort.identifier }),
  }))
  for (const { cohort, pick } of tried) if (pick.ok) return { ...pick, cohort }
  const isKnown = tried.some(({ pick }) => !pick.ok && pick.because === 'schedule-not-for-course')
  return { ok: false, because: isKnown ? 'schedule-not-for-course' : 'schedule-not-found' } as const
}
