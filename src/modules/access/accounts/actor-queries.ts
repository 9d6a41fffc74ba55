import { sql } from 'kysely'
import { Actor, type ActorFacts, type Membership } from '#src/kit/actor.ts'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { isFreshProof, type SessionFacts } from '#src/platform/session/session-rules.ts'
import { organisationById, schoolsOfTrusts } from '../../directory/public.ts'
import { ROLE_CONFIRMED_FOR } from '../identities/identity-rules.ts'
import { actingOrganisation } from '../memberships/acting-rules.ts'
import { MEMBERSHIP_ROLES, STAFF_POWERS } from './account.ts'

/**
 * Who acts in a session at this moment, with today's memberships and powers; null when they may not act. Read on every request:
 * whatever is taken from an account is gone with its next page. Two queries, two more for people who belong to organisations;
 * as many again for staff who look through somebody's eyes, and then the actor is that somebody.
 */
export async function loadActor(reader: Reader, session: SessionFacts, now: Temporal.Instant): Promise<Actor | null> {
  const { accountId, actingFor, viewAs, provedAt } = session
  const isFresh = isFreshProof(provedAt, now)
  const actor = await actorOf(reader, { accountId, actingFor, isFresh, provedAt }, now)
  if (!actor?.may('support') || viewAs === null) return actor
  const viewedBy = { accountId, name: actor.name, reason: viewAs.reason }
  const seen = { accountId: viewAs.accountId, actingFor: null, isFresh: false, viewedBy, provedAt: now }
  const viewed = await actorOf(reader, seen, now)
  return viewed && !viewed.isStaff ? viewed : actor
}

type Acting = Pick<ActorFacts, 'isFresh' | 'viewedBy' | 'actingFor'> & {
  readonly accountId: string
  readonly provedAt: Temporal.Instant
}

async function actorOf(
  reader: Reader,
  { accountId, provedAt, actingFor: chosen = null, ...acting }: Acting,
  now: Temporal.Instant,
): Promise<Actor | null> {
  const account = await reader
    .selectFrom('access.accounts as account')
    .select([
      'account.name',
      'account.disabled_at as disabledAt',
      'account.person_id as personId',
      sql<string[]>`array(
        select power.power from access.staff_powers as power
        where power.account_id = account.id and power.granted_at <= ${now}::timestamptz and power.ended_at is null
      )`.as('powers'),
    ])
    .where('account.id', '=', accountId)
    .executeTakeFirst()
  if (!account || account.disabledAt) return null
  const own = await ownMemberships(reader, { accountId, provedAt }, now)
  const staffPowers = STAFF_POWERS.filter((power) => account.powers.includes(power))
  const memberships = [...own, ...(await throughTrusts(reader, own, now))]
  return new Actor({
    ...acting,
    ...(await actingIn(reader, chosen, memberships)),
    identity: { kind: 'account', id: accountId },
    name: account.name,
    personId: account.personId,
    door: staffPowers.length > 0 ? 'staff' : 'web',
    staffPowers,
    memberships,
  })
}

/** For whom they act now, with its name for the header. Somebody without an organisation costs no query. */
async function actingIn(reader: Reader, chosen: string | null, memberships: readonly Membership[]) {
  const { actingFor, lostActingFor } = actingOrganisation(chosen, memberships)
  const organisation = actingFor === null ? null : await organisationById(reader, actingFor)
  return { actingFor, lostActingFor, actingName: organisation?.name ?? null }
}

async function ownMemberships(
  reader: Reader,
  { accountId, provedAt }: Pick<Acting, 'accountId' | 'provedAt'>,
  now: Temporal.Instant,
): Promise<readonly Membership[]> {
  const rows = await reader
    .selectFrom('access.memberships')
    .leftJoin('access.dfe_sign_in_roles as said', 'said.membership_id', 'access.memberships.id')
    .select(['organisation_id as organisationId', 'role'])
    .where('account_id', '=', accountId)
    .where(countsWithoutConfirmation(provedAt, now))
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', now)]))
    .execute()
  return rows.flatMap(({ organisationId, role }) => {
    const known = MEMBERSHIP_ROLES.find((candidate) => candidate === role)
    return known ? [{ organisationId, role: known }] : []
  })
}

/**
 * A role from DfE Sign-in that it has not confirmed for a quarter of an hour does not count; whoever has just come in, by any
 * door, has as long from then, so that the worker can ask (docs/adr/0011).
 */
const countsWithoutConfirmation = (provedAt: Temporal.Instant, now: Temporal.Instant) =>
  sql<boolean>`(said.membership_id is null
    or greatest(said.confirmed_at, ${provedAt}::timestamptz) > ${now.subtract(ROLE_CONFIRMED_FOR)}::timestamptz)`

/** A role in a trust is the same role in each of its schools on this day, as GIAS links them. */
async function throughTrusts(
  reader: Reader,
  own: readonly Membership[],
  now: Temporal.Instant,
): Promise<readonly Membership[]> {
  if (own.length === 0) return []
  const ids = [...new Set(own.map(({ organisationId }) => organisationId))]
  const links = await schoolsOfTrusts(reader, ids, londonDate(now))
  return links.flatMap(({ trustId, schoolId }) =>
    own
      .filter(({ organisationId }) => organisationId === trustId)
      .map(({ role }) => ({ organisationId: schoolId, role, through: trustId })),
  )
}
