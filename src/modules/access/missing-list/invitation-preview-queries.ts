import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { type Candidate, candidatesAmong, type Preview } from '../invitations/candidates-queries.ts'
import { SKIP_REASONS } from '../invitations/invitation-rules.ts'
import { isNarrow, type ListFilter, view, where } from './missing-list-queries.ts'

/** The first schools of an invitation, in the preview. */
const SAMPLE = 10

/**
 * What inviting the schools of a filter would do, as the list has it: `previewInvitation` says what it would do now, and takes
 * long where there are many. The few that are named are looked at afresh.
 */
export async function listedPreview(reader: Reader, filter: ListFilter, now: Temporal.Instant): Promise<Preview> {
  const outcomes = await outcomesOf(reader, filter)
  const of = (outcome: string) => outcomes.get(outcome) ?? 0
  const channels = { main: of('main'), alternative: of('alternative') }
  const invited = channels.main + channels.alternative
  return {
    ...{ invited, channels },
    total: [...outcomes.values()].reduce((sum, schools) => sum + schools, 0),
    skipped: new Map(SKIP_REASONS.map((skip) => [skip, of(skip)])),
    sample: invited === 0 ? [] : await sampleOf(reader, filter, now),
  }
}

async function outcomesOf(reader: Reader, filter: ListFilter): Promise<ReadonlyMap<string, number>> {
  const counted = isNarrow(filter)
    ? sql`select outcome, count(*)::int as schools from access.missing_schools as school where ${where(filter)} group by outcome`
    : sql`select outcome, sum(schools)::int as schools from access.missing_counts
        where place_kind = 'england' and outcome <> '' and ${filter.reason ? view(filter) : view(filter, 'any reason')}
        group by outcome`
  const { rows } = await sql<{ outcome: string; schools: number }>`${counted}`.execute(reader)
  return new Map(rows.map(({ outcome, schools }) => [outcome, schools]))
}

async function sampleOf(reader: Reader, filter: ListFilter, now: Temporal.Instant): Promise<readonly Candidate[]> {
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from access.missing_schools as school
    where ${where(filter)} and outcome in ('main', 'alternative')
    order by search_name, urn limit ${SAMPLE}`.execute(reader)
  const ids = rows.map(({ id }) => id)
  const candidates = await candidatesAmong(reader, { ids, now, exceptBatch: null })
  return ids.flatMap((id) => candidates.get(id) ?? []).filter(({ skip }) => skip === null)
}
