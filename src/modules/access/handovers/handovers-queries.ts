import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { schoolsById } from '../../directory/public.ts'
import type { Handover } from './handover.ts'
import { handoverFrom } from './handovers-store.ts'

export type Party = { readonly accountId: string; readonly name: string; readonly address: string | null }

/** A change of tutor with the people in it, for pages and messages. */
export type HandoverWithPeople = {
  readonly handover: Handover
  readonly from: Party
  readonly to: Party
  /** Who did it; null when the holder of a link did. */
  readonly doneBy: string | null
  readonly settledBy: string | null
}

/** One change, or null. One query. */
export const handoverWithPeople = async (reader: Reader, handoverId: string): Promise<HandoverWithPeople | null> =>
  firstOf(await peopled(reader).where('handover.id', '=', handoverId).execute())

/** The newest change at a school, whatever became of it: who was quicker, and when. */
export const newestHandover = async (reader: Reader, organisationId: string): Promise<HandoverWithPeople | null> =>
  firstOf(
    await peopled(reader)
      .where('handover.organisation_id', '=', organisationId)
      .orderBy('handover.id', 'desc')
      .limit(1)
      .execute(),
  )

/** What an account has changed and may still undo, newest first, for its home page. */
export const handoversToUndo = async (
  reader: Reader,
  accountId: string,
  now: Temporal.Instant,
): Promise<readonly HandoverWithPeople[]> =>
  (
    await peopled(reader)
      .where('handover.done_by', '=', accountId)
      .where('handover.status', '=', 'done')
      .where('handover.object_until', '>', now)
      .orderBy('handover.id', 'desc')
      .limit(MOST)
      .execute()
  ).map(withPeople)

type ObjectedHandover = HandoverWithPeople & {
  readonly school: { readonly name: string; readonly urn: string } | null
}

/** What staff are to look at, oldest first: changes that somebody objected to. Each has its page at /staff/handovers/:id. */
export async function objectedHandovers(reader: Reader): Promise<readonly ObjectedHandover[]> {
  const rows = await peopled(reader)
    .where('handover.status', '=', 'objected')
    .orderBy('handover.objected_at')
    .limit(MOST)
    .execute()
  const schools = await schoolsById(
    reader,
    rows.map((row) => row.organisation_id),
  )
  return rows.map((row) => ({ ...withPeople(row), school: schools.get(row.organisation_id) ?? null }))
}

const MOST = 200

const peopled = (reader: Reader) =>
  reader
    .selectFrom('access.handovers as handover')
    .innerJoin('access.accounts as one_before', 'one_before.id', 'handover.from_account_id')
    .innerJoin('access.accounts as successor', 'successor.id', 'handover.to_account_id')
    .innerJoin('access.memberships as was', (join) =>
      join.on('was.role', '=', 'induction-tutor').on(sql<boolean>`was.id = any(handover.memberships_ended)`),
    )
    .innerJoin('access.memberships as becomes', (join) =>
      join.on('becomes.role', '=', 'induction-tutor').on(sql<boolean>`becomes.id = any(handover.memberships_started)`),
    )
    .leftJoin('access.accounts as doer', 'doer.id', 'handover.done_by')
    .leftJoin('access.accounts as settler', 'settler.id', 'handover.settled_by')
    .selectAll('handover')
    .select([
      shownName('one_before', 'was').as('from_name'),
      shownName('successor', 'becomes').as('to_name'),
      shownAddress('one_before', 'was').as('from_address'),
      shownAddress('successor', 'becomes').as('to_address'),
      'doer.name as done_by_name',
      'settler.name as settled_by_name',
    ])

/** Of somebody who was named and has not signed in since, what was typed: whether the address had an account is nobody's business. */
const hasCome = (account: string, membership: string) => sql<boolean>`(
  ${sql.ref(`${membership}.invited_as`)} is null
  or ${sql.ref(`${account}.last_signed_in_at`)} >= ${sql.ref(`${membership}.started_at`)}
)`

const shownName = (account: string, membership: string) => sql<string>`case
  when ${hasCome(account, membership)} then ${sql.ref(`${account}.name`)}
  else ${sql.ref(`${membership}.invited_as`)} end`

/** A verified address before the others, then the oldest. */
const shownAddress = (account: string, membership: string) => sql<string | null>`case
  when ${hasCome(account, membership)} then (
    select address.address from access.addresses as address
    where address.account_id = ${sql.ref(`${account}.id`)} and address.removed_at is null
    order by address.verified_at is null, address.added_at limit 1
  ) else ${sql.ref(`${membership}.invited_at`)} end`

type Row = Awaited<ReturnType<ReturnType<typeof peopled>['execute']>>[number]

const withPeople = (row: Row): HandoverWithPeople => {
  const handover = handoverFrom(row)
  return {
    handover,
    from: { accountId: handover.fromAccountId, name: row.from_name, address: row.from_address },
    to: { accountId: handover.toAccountId, name: row.to_name, address: row.to_address },
    doneBy: row.done_by_name,
    settledBy: row.settled_by_name,
  }
}

const firstOf = ([row]: readonly Row[]): HandoverWithPeople | null => (row ? withPeople(row) : null)
