import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { date, dateValues } from '#src/kit/form-date.ts'
import { longText, oneOf, someOf, text } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import type { CohortRecord } from '../../cohorts/cohort-record.ts'
import { cohortRecord, cohortRecords, scheduleUses } from '../../cohorts/cohort-records-queries.ts'
import { copySchedules } from '../../cohorts/copy-schedules.ts'
import { dropSchedule, editSchedule } from '../../cohorts/edit-schedule.ts'
import { DECLARATION_TYPES, type Schedule } from '../../training/schedule.ts'
import { schedulesOf } from '../../training/schedules-queries.ts'
import { copyPage } from './cohort-forms.tsx'
import { conflict, revisionIn } from './cohorts.ts'
import { COHORTS } from './list-page.tsx'
import { scheduleErrors } from './refusal-errors.ts'
import { removalPage, schedulePage } from './schedule-pages.tsx'

/** Which earlier cohort to copy from; one that has schedules already has nothing to copy. */
export async function showCopy(request: WebRequest, cohort: CohortRecord): Promise<Reply> {
  if ((await schedulesOf(request.db, [cohort.identifier])).length > 0) return redirectTo(addressOf(cohort))
  return show(await copyPageOf(request, cohort, []))
}

export async function sendCopy(request: WebRequest, cohort: CohortRecord): Promise<Reply> {
  const cohorts = (await earlierOf(request, cohort)).map(({ identifier }) => identifier)
  const parsed = parseForm(z.object({ from: oneOf(cohorts, 'Select a cohort') }), request.form)
  if (!parsed.ok) return showAgain(await copyPageOf(request, cohort, parsed.errors))
  const copied = await request.execute(copySchedules, { cohort: cohort.identifier, from: parsed.values.from })
  if (copied.ok || copied.refusal.code === 'has-schedules') return redirectTo(addressOf(cohort))
  return copied.refusal.code === 'nothing-to-copy'
    ? showAgain(await copyPageOf(request, cohort, [{ field: 'from', message: 'Select a cohort that has schedules' }]))
    : notFound
}

async function copyPageOf(request: WebRequest, cohort: CohortRecord, errors: readonly FieldError[]) {
  const earlier = await earlierOf(request, cohort)
  // The same season a year before is nearly always meant.
  const likely = earlier.find(({ suffix }) => suffix === cohort.suffix)?.identifier ?? ''
  const values = errors.length > 0 ? request.form : { from: likely }
  const form = freshForm(`${addressOf(cohort)}/copy-schedules`, { values, errors, back: addressOf(cohort) })
  return copyPage({ cohort, earlier, form })
}

const earlierOf = async ({ db }: WebRequest, { startsOn }: CohortRecord): Promise<readonly CohortRecord[]> =>
  (await cohortRecords(db)).filter((other) => Temporal.PlainDate.compare(other.startsOn, startsOn) < 0)

/** A schedule with its cohort as it is now. */
export type ScheduleInPath = { readonly cohort: CohortRecord; readonly schedule: Schedule; readonly isUsed: boolean }

export async function scheduleInPath({ db, params }: WebRequest): Promise<ScheduleInPath | null> {
  const cohort = await cohortRecord(db, params['cohort'] ?? '')
  if (!cohort) return null
  const schedules = await schedulesOf(db, [cohort.identifier])
  const schedule = schedules.find(({ identifier }) => identifier === params['schedule'])
  if (!schedule) return null
  const isUsed = (await scheduleUses(db, cohort.identifier)).has(schedule.identifier)
  return { cohort, schedule, isUsed }
}

const reason = longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 })
const Edited = z.object({
  name: text({ missing: 'Enter the name', label: 'Name', max: 100 }),
  appliesFrom: date({ missing: 'Enter the first day', label: 'First day' }),
  appliesTo: date({ missing: 'Enter the last day', label: 'Last day' }),
  declarationTypes: someOf(DECLARATION_TYPES, 'Select what providers declare'),
  reason,
})

/** The form of a schedule; one that is in use has none. */
export const showSchedule = (_request: WebRequest, found: ScheduleInPath): Reply =>
  found.isUsed
    ? redirectTo(addressOf(found.cohort))
    : show(schedulePage(found.schedule, scheduleForm(found, found.cohort.revision, valuesOf(found.schedule))))

export async function sendSchedule(request: WebRequest, found: ScheduleInPath): Promise<Reply> {
  const { cohort, schedule } = found
  const parsed = parseForm(Edited, request.form)
  const form = scheduleForm(found, revisionIn(request), {})
  if (!parsed.ok) return showAgain(schedulePage(schedule, { ...form, ...parsed }))
  const { appliesFrom, appliesTo, declarationTypes, name } = parsed.values
  const edited = await request.withReason(parsed.values.reason).execute(editSchedule, {
    ...{ ...namesOf(found, request), name, declarationTypes: [...declarationTypes] },
    ...{ appliesFrom: appliesFrom.toString(), appliesTo: appliesTo.toString() },
  })
  if (edited.ok || edited.refusal.code === 'is-used') return redirectTo(addressOf(cohort))
  if (edited.refusal.code === 'changed-meanwhile') return conflict(request, cohort, form.action)
  const errors = scheduleErrors(edited.refusal)
  return errors ? showAgain(schedulePage(schedule, { ...form, values: parsed.raw, errors })) : notFound
}

export const showRemoval = (_request: WebRequest, found: ScheduleInPath): Reply =>
  found.isUsed
    ? redirectTo(addressOf(found.cohort))
    : show(removalPage(found.schedule, removalForm(found, found.cohort.revision)))

export async function sendRemoval(request: WebRequest, found: ScheduleInPath): Promise<Reply> {
  const parsed = parseForm(z.object({ reason }), request.form)
  const form = removalForm(found, revisionIn(request))
  if (!parsed.ok) return showAgain(removalPage(found.schedule, { ...form, ...parsed }))
  const removed = await request.withReason(parsed.values.reason).execute(dropSchedule, namesOf(found, request))
  if (removed.ok || removed.refusal.code === 'is-used') return redirectTo(addressOf(found.cohort))
  return removed.refusal.code === 'changed-meanwhile' ? conflict(request, found.cohort, form.action) : notFound
}

const addressOf = ({ identifier }: CohortRecord): string => `${COHORTS}/${identifier}`

const namesOf = ({ cohort, schedule }: ScheduleInPath, request: WebRequest) => ({
  ...{ cohort: cohort.identifier, schedule: schedule.identifier, revision: revisionIn(request) },
})

const scheduleForm = ({ cohort, schedule }: ScheduleInPath, revision: number, values: RawValues) =>
  freshForm(`${addressOf(cohort)}/schedules/${schedule.identifier}`, {
    ...{ values, back: addressOf(cohort), hidden: { revision: String(revision) } },
  })

const removalForm = ({ cohort, schedule }: ScheduleInPath, revision: number) => {
  const back = `${addressOf(cohort)}/schedules/${schedule.identifier}`
  return freshForm(`${back}/removal`, { back, hidden: { revision: String(revision) } })
}

const valuesOf = ({ name, appliesFrom, appliesTo, declarationTypes }: Schedule): RawValues => ({
  ...{ name, declarationTypes },
  ...dateValues('appliesFrom', appliesFrom),
  ...dateValues('appliesTo', appliesTo),
})
