import { type RawBuilder, sql } from 'kysely'
import { type AcademicYear, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { eligibleSchoolSet } from '../../directory/public.ts'
import { SUPPRESSED_TYPE_CODES } from '../invitations/invitation-rules.ts'
import type { Cause } from './confirmation.ts'
import { BETWEEN_QUESTIONS, notSeenSince, TUTORS_AT_A_TIME } from './confirmation-rules.ts'

/** A school's tutor about whom somebody is to be asked. */
export type AskableTutor = {
  readonly membershipId: string
  readonly organisationId: string
  readonly accountId: string
  readonly name: string
  /** Null when they have no address left. */
  readonly address: string | null
  readonly schoolName: string
  readonly urn: string
  /** The first mailbox of the school that is not the tutor's own. */
  readonly contact: string | null
  readonly occasion: string
}

/** Whom to ask, and what makes it one occasion. */
export type Occasion =
  | {
      readonly because: 'registration-opens'
      readonly academicYear: AcademicYear
      readonly opened: Temporal.Instant
    }
  | { readonly because: 'not-signed-in' }
  | { readonly because: 'bounced'; readonly messages: readonly { readonly id: string; readonly folded: string }[] }

/**
 * The next tutors to ask about for a cause: named tutors of schools that may use the service and may be written to in bulk, once
 * for each occasion and not soon after another question. One query however many.
 */
export async function tutorsToAsk(tx: Tx, occasion: Occasion, now: Temporal.Instant): Promise<readonly AskableTutor[]> {
  const schools = await eligibleSchoolSet(tx, londonDate(now))
  const cause = causeOf(occasion, now)
  const { rows } = await sql<AskableTutor>`
    ${selected(schools, cause.occasion)}
    where membership.role = 'induction-tutor' and membership.ended_at is null
      and school.type_code <> all(${SUPPRESSED_TYPE_CODES})
      and ${cause.condition}
      and not exists (
        select from access.tutor_confirmations as earlier
        where earlier.membership_id = membership.id and (
          (earlier.asked_because = ${occasion.because} and earlier.occasion = ${cause.occasion})
          or ${asked(occasion.because)} > ${now.subtract(BETWEEN_QUESTIONS)}::timestamptz
        )
      )
    order by membership.id
    limit ${TUTORS_AT_A_TIME}
  `.execute(tx)
  return rows
}

type Unanswered = AskableTutor & { readonly confirmationId: string; readonly because: Cause }

/** The next questions that the tutor has left unanswered since the moment, at schools whose contact can be asked. */
export async function unansweredQuestions(
  tx: Tx,
  { askedBefore, now }: { readonly askedBefore: Temporal.Instant; readonly now: Temporal.Instant },
): Promise<readonly Unanswered[]> {
  const schools = await eligibleSchoolSet(tx, londonDate(now))
  const { rows } = await sql<Unanswered>`
    select * from (
      ${selected(schools, sql`question.occasion`, sql`question.id as "confirmationId", question.asked_because as "because",`)}
      join access.tutor_confirmations as question on question.membership_id = membership.id
      where membership.ended_at is null and question.answered_at is null and question.contact_asked_at is null
        and question.asked_at < ${askedBefore}::timestamptz
        and school.type_code <> all(${SUPPRESSED_TYPE_CODES})
    ) as unanswered
    where contact is not null
    order by "confirmationId"
    limit ${TUTORS_AT_A_TIME}
  `.execute(tx)
  return rows
}

/** Of a bounce the contact is told at once, so only an earlier question to the contact counts. */
const asked = (because: Cause) => (because === 'bounced' ? sql`earlier.contact_asked_at` : sql`earlier.asked_at`)

type Condition = { readonly occasion: RawBuilder<string>; readonly condition: RawBuilder<boolean> }

const lastSeen = sql`greatest(coalesce(account.last_signed_in_at, membership.started_at), membership.started_at)`

function causeOf(occasion: Occasion, now: Temporal.Instant): Condition {
  switch (occasion.because) {
    case 'registration-opens':
      return {
        occasion: sql<string>`${String(occasion.academicYear)}::text`,
        condition: sql<boolean>`membership.started_at < ${occasion.opened}::timestamptz and coalesce((
          select expectation.answer from access.early_career_expectations as expectation
          where expectation.organisation_id = membership.organisation_id
            and expectation.academic_year = ${occasion.academicYear}
          order by expectation.answered_at desc limit 1), '') <> 'no'`,
      }
    case 'not-signed-in':
      return {
        occasion: sql<string>`to_char(${lastSeen} at time zone 'Europe/London', 'YYYY-MM-DD')`,
        condition: sql<boolean>`${lastSeen} < ${notSeenSince(now)}::timestamptz`,
      }
    case 'bounced': {
      const bounced = sql`(select (array_agg(message.id order by message.id))[1] from unnest(
          ${occasion.messages.map(({ id }) => id)}::text[], ${occasion.messages.map(({ folded }) => folded)}::text[]
        ) as message (id, folded) where message.folded = lower(first.address))`
      return { occasion: sql<string>`${bounced}`, condition: sql<boolean>`${bounced} is not null` }
    }
  }
}

/** Memberships with the account, the address that it is written to, and the school; `also` are columns before these. */
const selected = (schools: RawBuilder<unknown>, occasion: RawBuilder<string>, also = sql``) => sql`
  select ${also} membership.id as "membershipId", membership.organisation_id as "organisationId",
    account.id as "accountId", account.name, first.address, school.name as "schoolName", school.urn,
    case when lower(school.main_address) is distinct from lower(first.address) and school.main_address is not null
        then school.main_address
      when lower(school.alternative_address) is distinct from lower(first.address) then school.alternative_address
    end as contact,
    ${occasion} as occasion
  from access.memberships as membership
  join access.accounts as account on account.id = membership.account_id
  join (${schools}) as school on school.id = membership.organisation_id
  left join lateral (
    select address.address from access.addresses as address
    where address.account_id = account.id and address.removed_at is null
    order by address.verified_at is null, address.added_at limit 1
  ) as first on true`
