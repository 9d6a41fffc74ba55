import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import {
  BETWEEN_INVITATIONS,
  type Channel,
  SKIP_REASONS,
  type SkipReason,
  SUPPRESSED_TYPE_CODES,
} from './invitation-rules.ts'
import { type MissingFilter, type MissingSearch, missingSet, sentBy, withReason } from './missing-queries.ts'

/** A school that could be invited: where its link would go, or why it is passed over. */
export type Candidate = {
  readonly id: string
  readonly urn: string
  readonly name: string
  readonly channel: Channel | null
  readonly address: string | null
  readonly skip: SkipReason | null
}

type Asked = { readonly filter: MissingFilter & { readonly ids?: readonly string[] }; readonly now: Temporal.Instant }

/**
 * The schools of a filter with where each link would go (`channel`, `address`) or why none goes (`skip`), as they are now.
 * `exceptBatch` is the one that is being sent: being in it is no reason to pass a school over. Other columns: those of the
 * directory's set by which schools are found and counted, sent_at, opened_at and reason.
 */
export async function candidateSet(
  reader: Reader,
  { filter, now, exceptBatch }: Asked & { readonly exceptBatch?: string | null },
): Promise<RawBuilder<unknown>> {
  const all = await missingSet(reader, { filter, now })
  const works = (address: RawBuilder<unknown>) =>
    sql`${address} is not null and lower(${address}) is distinct from lower(bounced)`
  return sql`
    select known.*, case when channel = 'main' then main_address when channel = 'alternative' then alternative_address end as address,
      ${skipOfRow(now, exceptBatch)} as skip
    from (
      select facts.*, case when ${works(sql`main_address`)} then 'main'
        when ${works(sql`alternative_address`)} then 'alternative' end as channel
      from (
        select id, urn, name, search_name, search_words, establishment_number, la_code, la_name, phase_code, type_code, trust_id,
          main_address, alternative_address, said_no, sent_at, opened_at, reason,
          case when reason = 'bounced' then link_address end as bounced
        from (${all}) as missing where ${withReason(filter)} and ${sentBy(filter)} offset 0
      ) as facts
    ) as known`
}

/** `skipReason` in SQL; a test holds the two together. */
const skipOfRow = (now: Temporal.Instant, exceptBatch: string | null | undefined) => sql<SkipReason | null>`case
  when said_no then 'said-no'
  when type_code = any(${SUPPRESSED_TYPE_CODES}) then 'suppressed-type'
  when main_address is null and alternative_address is null then 'no-address'
  when channel is null then 'address-bounced'
  when bounced is null and sent_at > ${now.subtract(BETWEEN_INVITATIONS)}::timestamptz then 'recent-link'
  when exists (
    select from access.invitations as other
    where other.organisation_id = known.id and other.status = 'waiting'
      and other.batch_id is distinct from ${exceptBatch ?? null}::uuid
  ) then 'already-planned' end`

export type Preview = {
  readonly total: number
  readonly invited: number
  readonly channels: { readonly main: number; readonly alternative: number }
  readonly skipped: ReadonlyMap<SkipReason, number>
  readonly sample: readonly Candidate[]
}

const SAMPLE = 10

/** What inviting the schools of a filter would do: how many, by which channel, who is passed over, and the first few. */
export async function previewInvitation(reader: Reader, asked: MissingSearch): Promise<Preview> {
  const all = await candidateSet(reader, asked)
  const { rows } = await sql<{ channel: Channel | null; skip: SkipReason | null; schools: number; first: Candidate[] }>`
    select case when skip is null then channel end as channel, skip, count(*) as schools,
      case when skip is null then (array_agg(jsonb_build_object('id', id, 'urn', urn, 'name', name, 'channel', channel,
        'address', address, 'skip', null) order by search_name, urn))[1:${SAMPLE}] end as first
    from (${all}) as candidate group by 1, 2`.execute(reader)
  const via = (channel: Channel) => rows.find((row) => row.skip === null && row.channel === channel)
  const channels = { main: via('main')?.schools ?? 0, alternative: via('alternative')?.schools ?? 0 }
  return {
    total: rows.reduce((sum, { schools }) => sum + schools, 0),
    invited: channels.main + channels.alternative,
    channels,
    skipped: new Map(SKIP_REASONS.map((skip) => [skip, rows.find((row) => row.skip === skip)?.schools ?? 0])),
    sample: [...(via('main')?.first ?? []), ...(via('alternative')?.first ?? [])].slice(0, SAMPLE),
  }
}

/** Of a few schools, those that still have no tutor and may use the service, as candidates. One query. */
export async function candidatesAmong(
  reader: Reader,
  {
    ids,
    now,
    exceptBatch,
  }: { readonly ids: readonly string[]; readonly now: Temporal.Instant; readonly exceptBatch: string | null },
): Promise<ReadonlyMap<string, Candidate>> {
  const all = await candidateSet(reader, { filter: { ids }, now, exceptBatch })
  const { rows } = await sql<Candidate>`
    select id, urn, name, channel, address, skip from (${all}) as candidate`.execute(reader)
  return new Map(rows.map((row) => [row.id, row]))
}
