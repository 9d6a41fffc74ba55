import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { WRONG_ANSWERS_A_CODE } from '../proofs/sign-in-rules.ts'
import { ASKED_AGAIN_HOURS, GIVEN_UP_AFTER_DAYS, NO_ACTION_DAYS } from './problem-rules.ts'

/** What no table of ours keeps and the history does. */
export type FromHistory = {
  /** Sign-in and nomination messages that were not delivered, by their proofs. */
  readonly undelivered: readonly string[]
  /** Accounts that staff mended, and when. */
  readonly treated: readonly { readonly accountId: string; readonly at: Temporal.Instant }[]
  /** Who chose "the wrong account" on the page of problems, by the sign-in message that their browser had asked for. */
  readonly wrongAccounts: readonly { readonly proofId: string; readonly at: Temporal.Instant }[]
}

export type Episodes = FromHistory & {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly now: Temporal.Instant
}

/**
 * Every time that somebody could not get in, as one row: problem, began_at, got_in_at or null, by_staff, refused.
 * The definitions are `counted` in problem-rules.ts, one select each. Every select reads only what began in the period.
 */
export const episodes = (asked: Episodes): RawBuilder<unknown> => sql`
  ${signInAsked(asked)},
  treated as (
    select * from unnest(
      ${asked.treated.map(({ accountId }) => accountId)}::uuid[], ${asked.treated.map(({ at }) => at.toString())}::timestamptz[]
    ) as one (account_id, at)
  ),
  tutors as (
    select organisation_id, started_at, ended_at, granted_because from access.memberships where role = 'induction-tutor'
  ),
  episodes (problem, began_at, got_in_at, by_staff, refused) as (
    ${otherPersonRegistered(asked)}
    union all ${leaverNoHandover(asked)}
    union all ${signInTrouble}
    union all ${unregistered}
    union all ${wrongAccount(asked)}
    union all ${contactNoAction(asked)}
    union all ${contactWrong(asked)}
    union all ${addOrRemove(asked)}
  )
`

const within = ({ from, to }: Episodes, column: string) =>
  sql`${sql.ref(column)} >= ${from}::timestamptz and ${sql.ref(column)} < ${to}::timestamptz`

/** The sign-in messages of the period: one mailbox on one day is one person's trouble, however often they try. */
const signInAsked = (asked: Episodes) => sql`
  asked_for as (
    select lower(proof.address) as mailbox, (proof.created_at at time zone 'Europe/London')::date as day,
      proof.created_at, proof.account_id, proof.failed_attempts,
      proof.id = any (${asked.undelivered}::uuid[]) as undelivered,
      proof.used_at is null and proof.expires_at <= ${asked.now}::timestamptz and exists (
        select from access.proofs as later
        where later.purpose = 'sign-in' and lower(later.address) = lower(proof.address)
          and later.created_at >= proof.expires_at
          and later.created_at < proof.expires_at + make_interval(hours => ${ASKED_AGAIN_HOURS})
      ) as ran_out
    from access.proofs as proof
    where proof.purpose = 'sign-in' and ${within(asked, 'proof.created_at')}
  ),
  sign_in_trouble as (
    select mailbox, min(created_at) as began_at, (array_agg(account_id))[1] as account_id, problem
    from asked_for cross join lateral (values
      ('link-not-arrived', undelivered and account_id is not null),
      ('link-expired-or-used', ran_out and not undelivered and account_id is not null),
      ('locked-out', failed_attempts >= ${WRONG_ANSWERS_A_CODE})
    ) as found (problem, is_so)
    where is_so group by mailbox, day, problem
  )
`

const signInTrouble = sql`
  select trouble.problem, trouble.began_at, came.used_at, exists (
    select from treated
    where treated.account_id = trouble.account_id and treated.at >= trouble.began_at
      and treated.at <= coalesce(came.used_at, trouble.began_at + make_interval(days => ${GIVEN_UP_AFTER_DAYS}))
  ), false
  from sign_in_trouble as trouble left join lateral (
    select min(proof.used_at) as used_at from access.proofs as proof
    where proof.purpose = 'sign-in' and lower(proof.address) = trouble.mailbox and proof.used_at >= trouble.began_at
      and proof.created_at < trouble.began_at + make_interval(days => ${GIVEN_UP_AFTER_DAYS})
  ) as came on true
`

const unregistered = sql`
  select 'unregistered-email', stranger.began_at, known.verified_at, coalesce(known.by_staff, false), false
  from (
    select mailbox, day, min(created_at) as began_at from asked_for where account_id is null group by mailbox, day
  ) as stranger left join lateral (
    select address.verified_at, exists (
      select from access.memberships as membership
      where membership.account_id = address.account_id and membership.granted_because = 'by-staff'
        and membership.started_at >= stranger.began_at and membership.started_at <= address.verified_at
    ) as by_staff
    from access.addresses as address
    where address.folded = stranger.mailbox and address.verified_at >= stranger.began_at
    order by address.verified_at limit 1
  ) as known on true
`

const isStaff = (column: string) =>
  sql`exists (select from access.staff_powers as power where power.account_id = ${sql.ref(column)})`

const otherPersonRegistered = (asked: Episodes) => sql`
  select 'other-person-registered'::text, request.created_at, case when request.status = 'approved' then request.decided_at end,
    ${isStaff('request.decided_by')}, request.status in ('refused', 'withdrawn')
  from access.join_requests as request where ${within(asked, 'request.created_at')}
`

const leaverNoHandover = (asked: Episodes) => sql`
  select 'leaver-no-handover', coalesce(link.created_at, handover.happened_at), handover.happened_at,
    handover.kind = 'by-staff', handover.status in ('undone', 'reinstated')
  from access.handovers as handover left join lateral (
    select proof.created_at from access.proofs as proof
    where proof.purpose = 'nomination' and proof.organisation_id = handover.organisation_id
      and proof.used_at = handover.happened_at limit 1
  ) as link on true
  where handover.kind in ('nominated', 'by-staff') and handover.from_account_id is not null
    and ${within(asked, 'handover.happened_at')}
`

const wrongAccount = ({ wrongAccounts }: Episodes) => sql`
  select 'wrong-account', wrong.at, came.used_at, exists (
    select from treated where treated.account_id = asked.account_id and treated.at >= wrong.at
      and treated.at <= coalesce(came.used_at, wrong.at + make_interval(days => ${GIVEN_UP_AFTER_DAYS}))
  ), false
  from unnest(
    ${wrongAccounts.map(({ proofId }) => proofId)}::uuid[], ${wrongAccounts.map(({ at }) => at.toString())}::timestamptz[]
  ) as wrong (proof_id, at) join access.proofs as asked on asked.id = wrong.proof_id left join lateral (
    select min(proof.used_at) as used_at from access.proofs as proof
    where proof.purpose = 'sign-in' and lower(proof.address) = lower(asked.address) and proof.used_at >= wrong.at
      and proof.created_at < wrong.at + make_interval(days => ${GIVEN_UP_AFTER_DAYS})
  ) as came on true
`

/** When the school had its tutor, after a moment. */
const namedAfter = (organisation: string, moment: string) => sql`
  select min(tutor.started_at) as at, bool_or(tutor.granted_because = 'by-staff') as by_staff from tutors as tutor
  where tutor.organisation_id = ${sql.ref(organisation)} and tutor.started_at >= ${sql.ref(moment)}
`

const contactNoAction = (asked: Episodes) => sql`
  select 'gias-contact-no-action', spell.began_at, named.at,
    coalesce(named.by_staff, false) or spell.checked_by_staff, false
  from (
    select proof.organisation_id, min(proof.created_at) as began_at, min(proof.used_at) as used_at,
      bool_or(proof.channel is not distinct from 'checked-by-staff' or proof.channel is not distinct from 'letter') as checked_by_staff
    from access.proofs as proof
    where proof.purpose = 'nomination' and not proof.id = any (${asked.undelivered}::uuid[])
      and ${within(asked, 'proof.created_at')} and not exists (
        select from tutors as tutor where tutor.organisation_id = proof.organisation_id
          and tutor.started_at <= proof.created_at and (tutor.ended_at is null or tutor.ended_at > proof.created_at)
      )
    group by proof.organisation_id, (
      select count(*) from tutors as tutor
      where tutor.organisation_id = proof.organisation_id and tutor.started_at <= proof.created_at
    )
  ) as spell cross join lateral (${namedAfter('spell.organisation_id', 'spell.began_at')}) as named
  where spell.began_at + make_interval(days => ${NO_ACTION_DAYS}) <= ${asked.now}::timestamptz
    and (spell.used_at is null or spell.used_at >= spell.began_at + make_interval(days => ${NO_ACTION_DAYS}))
`

const contactWrong = (asked: Episodes) => sql`
  select 'gias-contact-wrong', wrong.began_at, named.at, coalesce(named.by_staff, false) or wrong.by_staff, wrong.refused
  from (
    select organisation_id, min(began_at) as began_at, bool_or(by_staff) as by_staff, bool_or(refused) as refused
    from (
      select proof.organisation_id, proof.created_at as began_at, false as by_staff, false as refused
      from access.proofs as proof
      where proof.purpose = 'nomination' and proof.id = any (${asked.undelivered}::uuid[])
        and ${within(asked, 'proof.created_at')}
      union all
      select request.organisation_id, request.created_at, request.status = 'answered', request.status = 'refused'
      from access.link_requests as request
      where request.address is not null and ${within(asked, 'request.created_at')}
    ) as both_ways group by organisation_id, (began_at at time zone 'Europe/London')::date
  ) as wrong cross join lateral (${namedAfter('wrong.organisation_id', 'wrong.began_at')}) as named
`

const addOrRemove = (asked: Episodes) => sql`
  select 'add-or-remove-user', membership.started_at, membership.started_at,
    membership.granted_because = 'by-staff', false
  from access.memberships as membership
  where membership.granted_because in ('added', 'request-approved', 'dfe-sign-in', 'by-staff')
    and membership.role <> 'induction-tutor' and ${within(asked, 'membership.started_at')}
`
