import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { organisationNames } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { COHORT_FUNDING } from '../courses/cohort.ts'
import { COURSE_KINDS, courseText } from '../courses/course.ts'
import { closedOn, pendingAgainAt } from '../expiry/waiting-queries.ts'
import { outcomeFrom } from '../funding/decisions-queries.ts'
import { COUNTING_STATES } from '../registrations/change-facts-queries.ts'
import { registrationFrom } from '../registrations/registration-row.ts'
import type { RegistrationStatusView } from './status.ts'

/** Where one registration stands; null when there is none. Two queries. */
export async function statusOf(reader: Reader, id: string): Promise<RegistrationStatusView | null> {
  const rows = await rowsOf(reader).where('registration.id', '=', id).execute()
  return (await viewsFrom(reader, rows))[0] ?? null
}

/** Where all of a person's registrations stand, newest first. Two queries, however many there are. */
export async function statusesOf(reader: Reader, personId: string): Promise<readonly RegistrationStatusView[]> {
  const rows = await rowsOf(reader)
    .where('registration.person_id', '=', personId)
    .orderBy('registration.created_at', 'desc')
    .orderBy('registration.id', 'desc')
    .execute()
  return viewsFrom(reader, rows)
}

const rowsOf = (reader: Reader) =>
  reader
    .selectFrom('npq.registrations as registration')
    .innerJoin('npq.registration_providers as provider', (join) =>
      join.onRef('provider.registration_id', '=', 'registration.id').on('provider.unassigned_at', 'is', null),
    )
    .innerJoin('npq.courses as course', 'course.identifier', 'registration.course_identifier')
    .innerJoin('npq.cohorts as cohort', 'cohort.identifier', 'registration.cohort')
    .innerJoin('npq.funding_decisions as decision', 'decision.id', 'registration.decision_id')
    .leftJoin('npq.funding_policies as policy', (join) =>
      join.onRef('policy.version', '=', 'decision.policy_version').onRef('policy.cohort', '=', 'registration.cohort'),
    )
    .selectAll('registration')
    .select(['provider.provider_id', 'provider.assigned_at as provider_since'])
    .select(['course.name as course_name', 'course.kind as course_kind', 'course.has_outcome'])
    .select(['cohort.name as cohort_name', 'cohort.funding as cohort_funding', 'cohort.starts_on'])
    .select([opensOn.as('opens_on'), closedOn.as('closed_on'), pendingAgainAt.as('pending_again_at')])
    .select(['decision.result', 'decision.reason', 'decision.decided_at', 'decision.decided_by'])
    .select(['decision.policy_version', 'policy.in_force_from', 'policy.source as policy_source'])
    .select([
      hasDeclared('started').as('has_started'),
      hasDeclared('completed').as('has_completed'),
      newestResult.as('newest_result'),
      isPlaceInDoubt.as('is_place_in_doubt'),
      isReleaseAsked.as('is_release_asked'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

const opensOn = sql<Temporal.PlainDate>`lower(cohort.registration)`

const hasDeclared = (type: 'started' | 'completed') => sql<boolean>`exists (
  select from npq.declarations as declaration
  where declaration.registration_id = registration.id and declaration.declaration_type = ${type}
    and declaration.state = any(${[...COUNTING_STATES]})
)`

/** A result that was taken back is none. */
const newestResult = sql<string | null>`(
  select nullif(outcome.state, 'voided') from npq.outcomes as outcome
  where outcome.registration_id = registration.id order by outcome.created_at desc, outcome.id desc limit 1
)`

const isPlaceInDoubt = sql<boolean>`exists (
  select from npq.tasks as task
  where task.registration_id = registration.id and task.kind = 'funded-place-in-doubt' and task.closed_at is null
)`

const isReleaseAsked = sql<boolean>`exists (
  select from npq.change_requests as request where request.registration_id = registration.id and request.status = 'asked'
)`

async function viewsFrom(reader: Reader, rows: readonly Row[]): Promise<readonly RegistrationStatusView[]> {
  const names = await organisationNames(
    reader,
    rows.map(({ provider_id }) => provider_id),
  )
  return rows.map((row) => viewFrom(row, names.get(row.provider_id)?.name ?? 'Your provider'))
}

function viewFrom(row: Row, providerName: string): RegistrationStatusView {
  const kind = known(COURSE_KINDS, row.course_kind)
  return {
    registration: registrationFrom(row),
    course: { name: courseText({ name: row.course_name, kind }), kind, hasOutcome: row.has_outcome },
    cohort: {
      name: row.cohort_name,
      funding: known(COHORT_FUNDING, row.cohort_funding),
      startsOn: row.starts_on,
      registration: { from: row.opens_on, to: row.closed_on },
    },
    pendingAgainAt: row.pending_again_at,
    provider: { id: row.provider_id, name: providerName, since: row.provider_since },
    decision: {
      ...outcomeFrom(row),
      decidedAt: row.decided_at,
      decidedBy: row.decided_by === 'engine' || row.decided_by === 'staff' ? row.decided_by : 'previous-service',
    },
    rules:
      row.in_force_from === null || row.policy_source === null
        ? null
        : { version: row.policy_version, inForceFrom: row.in_force_from, source: row.policy_source },
    progress: {
      hasStarted: row.has_started,
      hasCompleted: row.has_completed,
      result: row.newest_result === 'passed' || row.newest_result === 'failed' ? row.newest_result : null,
      isPlaceInDoubt: row.is_place_in_doubt,
      isReleaseAsked: row.is_release_asked,
    },
  }
}

function known<Word extends string>(words: readonly Word[], word: string): Word {
  const found = words.find((candidate) => candidate === word)
  if (found === undefined) throw new Error(`${word} is not known`)
  return found
}
