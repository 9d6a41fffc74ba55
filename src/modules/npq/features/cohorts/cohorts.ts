import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { parseForm, type RawValues } from '#src/kit/form.ts'
import { date, dateValues } from '#src/kit/form-date.ts'
import { longText, oneOf, optional, text } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { addCohort } from '../../cohorts/add-cohort.ts'
import { changeCohort } from '../../cohorts/change-cohort.ts'
import { COHORT_IDENTIFIER, type CohortRecord } from '../../cohorts/cohort-record.ts'
import {
  cohortRecord,
  cohortRecords,
  readinessOf,
  registrationCounts,
  scheduleUses,
} from '../../cohorts/cohort-records-queries.ts'
import { COHORT_FUNDING } from '../../courses/cohort.ts'
import { listPolicy } from '../../lists/list-policy.ts'
import { schedulesOf } from '../../training/schedules-queries.ts'
import { conflictPage, datesPage, newCohortPage } from './cohort-forms.tsx'
import { cohortPage } from './cohort-page.tsx'
import { COHORTS, cohortsPage } from './list-page.tsx'
import { cohortErrors } from './refusal-errors.ts'

/** Every cohort with how many registered for it. */
export async function showCohorts({ db, now, actor }: WebRequest): Promise<Reply> {
  const [cohorts, counts] = [await cohortRecords(db), await registrationCounts(db)]
  return show(cohortsPage({ cohorts, counts, today: londonDate(now), mayManage: listPolicy.manage(actor).allowed }))
}

/** The cohort of the address; null when there is none. */
export const cohortInPath = async ({ db, params }: WebRequest): Promise<CohortRecord | null> =>
  cohortRecord(db, params['cohort'] ?? '')

export async function showCohort(request: WebRequest, cohort: CohortRecord): Promise<Reply> {
  const { db, now, actor, history } = request
  const { identifier } = cohort
  return show(
    cohortPage({
      cohort,
      schedules: await schedulesOf(db, [identifier]),
      uses: await scheduleUses(db, identifier),
      registrations: (await registrationCounts(db)).get(identifier) ?? 0,
      readiness: await readinessOf(db, { cohort: identifier, now }),
      entries: await history({ kind: 'cohort', id: identifier }),
      today: londonDate(now),
      mayManage: listPolicy.manage(actor).allowed,
    }),
  )
}

const NEW = freshForm(`${COHORTS}/new`, { back: COHORTS })

export const showNewCohort = (): Reply => show(newCohortPage(NEW))

const Days = {
  opensOn: date({ missing: 'Enter the first day of registration', label: 'First day of registration' }),
  closesOn: date({ missing: 'Enter the last day of registration', label: 'Last day of registration' }),
  startsOn: date({ missing: 'Enter the first day of courses', label: 'First day of courses' }),
}
const hint = optional(text({ missing: '', label: 'What is said beside the name', max: 200 }))

const Added = z.object({
  identifier: text({ missing: 'Enter the identifier', label: 'Identifier' }).refine(
    (typed) => COHORT_IDENTIFIER.test(typed),
    'Identifier must be a year and a letter from a to c, such as 2027a',
  ),
  name: text({ missing: 'Enter the name', label: 'Name', max: 100 }),
  hint,
  funding: oneOf(COHORT_FUNDING, 'Select how it is funded'),
  ...Days,
  source: text({ missing: 'Enter where this was decided or published', label: 'Source' }),
})

/** Adds a cohort, and shows it with what is still missing. */
export async function sendNewCohort({ form, withReason }: WebRequest): Promise<Reply> {
  const parsed = parseForm(Added, form)
  if (!parsed.ok) return showAgain(newCohortPage({ ...NEW, ...parsed }))
  const { opensOn, closesOn, startsOn, ...rest } = parsed.values
  const days = { opensOn: opensOn.toString(), closesOn: closesOn.toString(), startsOn: startsOn.toString() }
  const added = await withReason(rest.source).execute(addCohort, { ...rest, ...days })
  if (added.ok) return redirectTo(`${COHORTS}/${added.value.cohort}`)
  const errors = cohortErrors(added.refusal)
  return errors ? showAgain(newCohortPage({ ...NEW, values: parsed.raw, errors })) : notFound
}

const Changed = z.object({
  ...Days,
  hint,
  reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }),
})

export const showDates = (_request: WebRequest, cohort: CohortRecord): Reply =>
  show(datesPage(cohort, datesForm(cohort, cohort.revision, valuesOf(cohort))))

/** Moves the days of a cohort, unless somebody else changed it since the form was opened. */
export async function sendDates(request: WebRequest, cohort: CohortRecord): Promise<Reply> {
  const parsed = parseForm(Changed, request.form)
  const revision = revisionIn(request)
  const form = datesForm(cohort, revision, {})
  if (!parsed.ok) return showAgain(datesPage(cohort, { ...form, ...parsed }))
  const { opensOn, closesOn, startsOn, reason, ...rest } = parsed.values
  const days = { opensOn: opensOn.toString(), closesOn: closesOn.toString(), startsOn: startsOn.toString() }
  const input = { cohort: cohort.identifier, revision, ...rest, ...days }
  const changed = await request.withReason(reason).execute(changeCohort, input)
  if (changed.ok) return redirectTo(`${COHORTS}/${cohort.identifier}`)
  if (changed.refusal.code === 'changed-meanwhile') return conflict(request, cohort, form.action)
  const errors = cohortErrors(changed.refusal)
  return errors ? showAgain(datesPage(cohort, { ...form, values: parsed.raw, errors })) : notFound
}

/** The revision that the form was opened at; 0, which no cohort has, when it says none. */
export const revisionIn = ({ form }: WebRequest): number =>
  Number(/^[0-9]{1,9}$/.exec([form['revision'] ?? ''].flat()[0] ?? '')?.[0] ?? 0)

/** Who changed what since, from the history of the cohort: every change of it counts its revision by one. */
export async function conflict(request: WebRequest, { identifier }: CohortRecord, again: string): Promise<Reply> {
  const cohort = await cohortRecord(request.db, identifier)
  if (!cohort) return notFound
  const since = Math.max(1, cohort.revision - revisionIn(request))
  const entries = (await request.history({ kind: 'cohort', id: identifier })).slice(0, since)
  return { kind: 'page', status: 409, page: conflictPage({ cohort, entries, again }) }
}

const datesForm = (cohort: CohortRecord, revision: number, values: RawValues) =>
  freshForm(`${COHORTS}/${cohort.identifier}/dates`, {
    ...{ values, back: `${COHORTS}/${cohort.identifier}`, hidden: { revision: String(revision) } },
  })

const valuesOf = (cohort: CohortRecord): RawValues => ({
  hint: cohort.hint ?? '',
  ...dateValues('opensOn', cohort.opensOn),
  ...dateValues('closesOn', cohort.closesOn),
  ...dateValues('startsOn', cohort.startsOn),
})
