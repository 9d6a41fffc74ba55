import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { AccessInvitationBatches } from '#db/schema.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { statusOfMessage } from '#src/platform/email/messages-queries.ts'
import { nominationIntent } from '../emails/nomination-emails.ts'
import { type Batch, Criteria } from './batch.ts'
import { LATER_SKIP_REASONS, SKIP_REASONS, type SkipReason } from './invitation-rules.ts'
import { BATCH_STATUSES } from './invitation-states.ts'

export const batchById = async (reader: Reader, id: string): Promise<Batch | null> => {
  const row = await reader.selectFrom('access.invitation_batches').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? batchFrom(row) : null
}

/** Batches whose time has come and that are not at their end. */
export const dueBatches = async (
  reader: Reader,
  now: Temporal.Instant,
): Promise<readonly { id: string; name: string; by: string | null }[]> =>
  reader
    .selectFrom('access.invitation_batches as batch')
    .leftJoin('access.accounts as account', 'account.id', 'batch.created_by')
    .select(['batch.id', 'batch.name', 'account.name as by'])
    .where('batch.status', 'in', ['planned', 'sending'])
    .where('batch.starts_at', '<=', now)
    .orderBy('batch.starts_at')
    .orderBy('batch.id')
    .execute()

export type BatchInList = Batch & { readonly by: string | null; readonly sent: number; readonly waiting: number }

const MOST_LISTED = 100

/** The newest batches, of everybody or of one trust, with how far they are. */
export async function newestBatches(reader: Reader, askedFor: string | null = null): Promise<readonly BatchInList[]> {
  const rows = await reader
    .selectFrom('access.invitation_batches as batch')
    .leftJoin('access.accounts as account', 'account.id', 'batch.created_by')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('access.invitations as invitation')
          .select(({ fn }) => fn.countAll<number>().filterWhere('invitation.status', '=', 'sent').as('sent'))
          .select(({ fn }) => fn.countAll<number>().filterWhere('invitation.status', '=', 'waiting').as('waiting'))
          .whereRef('invitation.batch_id', '=', 'batch.id')
          .as('counted'),
      (join) => join.onTrue(),
    )
    .selectAll('batch')
    .select(['account.name as by', 'counted.sent', 'counted.waiting'])
    .$if(askedFor !== null, (query) => query.where('batch.asked_for', '=', askedFor))
    .orderBy('batch.created_at', 'desc')
    .orderBy('batch.id')
    .limit(MOST_LISTED)
    .execute()
  return rows.map(({ by, sent, waiting, ...row }) => ({
    ...batchFrom(row),
    by,
    sent: sent ?? 0,
    waiting: waiting ?? 0,
  }))
}

/** What became of the schools of a batch. Each later column counts among the sent ones. */
export type Outcome = {
  readonly waiting: number
  readonly sent: number
  readonly delivered: number
  readonly bounced: number
  readonly refused: number
  readonly opened: number
  readonly used: number
  readonly skipped: ReadonlyMap<SkipReason, number>
}

/** Counts of one batch. One query. */
export async function outcomeOf(reader: Reader, batchId: string): Promise<Outcome> {
  const { rows } = await sql<Omit<Outcome, 'skipped'> & { because: SkipReason | null }>`
    select skipped_because as because, ${counted(sql`status = 'waiting'`)} as waiting, count(*) as sent,
      ${counted(sql`message = 'delivered'`)} as delivered, ${counted(sql`message = 'permanent-failure'`)} as bounced,
      ${counted(sql`message in ('temporary-failure', 'technical-failure', 'abandoned')`)} as refused,
      ${counted(sql`opened_at is not null`)} as opened, ${counted(sql`used_at is not null`)} as used
    from (${results(batchId)}) as result group by skipped_because`.execute(reader)
  const invited = rows.find(({ because }) => because === null)
  const { waiting = 0, sent: all = 0, delivered = 0, bounced = 0, refused = 0, opened = 0, used = 0 } = invited ?? {}
  const skipped = [...SKIP_REASONS, ...LATER_SKIP_REASONS].map(
    (because) => [because, rows.find((row) => row.because === because)?.sent ?? 0] as const,
  )
  return { waiting, sent: all - waiting, delivered, bounced, refused, opened, used, skipped: new Map(skipped) }
}

const counted = (condition: RawBuilder<unknown>) => sql<number>`count(*) filter (where ${condition})`

export type InvitationResult = {
  readonly organisationId: string
  readonly status: string
  readonly because: SkipReason | null
  readonly sentAt: Temporal.Instant | null
  readonly message: string | null
  readonly openedAt: Temporal.Instant | null
  readonly usedAt: Temporal.Instant | null
}

/** Every school of a batch with what became of it, for a file. One query. */
export async function resultsOf(reader: Reader, batchId: string): Promise<readonly InvitationResult[]> {
  const { rows } = await sql<InvitationResult>`
    select organisation_id as "organisationId", status, skipped_because as because, settled_at as "settledAt",
      case when status = 'sent' then settled_at end as "sentAt", message, opened_at as "openedAt", used_at as "usedAt"
    from (${results(batchId)}) as result order by status, organisation_id`.execute(reader)
  return rows
}

const results = (batchId: string) => sql`
  select invitation.organisation_id, invitation.status, invitation.skipped_because, invitation.settled_at,
    proof.opened_at, proof.used_at, ${statusOfMessage(sql`${nominationIntent('')} || proof.id::text`)} as message
  from access.invitations as invitation
  left join access.proofs as proof on proof.id = invitation.proof_id
  where invitation.batch_id = ${batchId}`

const MINUTE = Temporal.Duration.from({ seconds: 60 })

/** How many schools of a batch were sent their link in the 60 seconds before `now`. */
export async function sentInLastMinute(reader: Reader, batchId: string, now: Temporal.Instant): Promise<number> {
  const row = await reader
    .selectFrom('access.invitations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('batch_id', '=', batchId)
    .where('status', '=', 'sent')
    .where('settled_at', '>', now.subtract(MINUTE))
    .executeTakeFirst()
  return row?.count ?? 0
}

/** How many schools of a batch were sent a link and how many were passed over. */
export async function countsOf(
  reader: Reader,
  batchId: string,
): Promise<{ readonly sent: number; readonly skipped: number }> {
  const row = await reader
    .selectFrom('access.invitations')
    .select(({ fn }) => fn.countAll<number>().filterWhere('status', '=', 'sent').as('sent'))
    .select(({ fn }) => fn.countAll<number>().filterWhere('status', '=', 'skipped').as('skipped'))
    .where('batch_id', '=', batchId)
    .executeTakeFirst()
  return { sent: row?.sent ?? 0, skipped: row?.skipped ?? 0 }
}

/** Of some schools, those that have an induction tutor now. */
export const withTutor = async (reader: Reader, organisationIds: readonly string[]): Promise<ReadonlySet<string>> =>
  organisationIds.length === 0
    ? new Set()
    : new Set(
        (
          await reader
            .selectFrom('access.memberships')
            .select('organisation_id as id')
            .where('organisation_id', 'in', organisationIds)
            .where('role', '=', 'induction-tutor')
            .where('ended_at', 'is', null)
            .execute()
        ).map(({ id }) => id),
      )

export const batchFrom = (row: Selectable<AccessInvitationBatches>): Batch => ({
  id: row.id,
  name: row.name,
  criteria: Criteria.parse(row.criteria),
  schools: row.schools,
  perMinute: row.per_minute,
  status: BATCH_STATUSES.find((status) => status === row.status) ?? 'stopped',
  startsAt: row.starts_at,
  createdBy: row.created_by,
  askedFor: row.asked_for,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})
