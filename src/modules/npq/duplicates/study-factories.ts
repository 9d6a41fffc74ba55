import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { manyAccounts } from '#src/modules/access/factories.ts'
import { manyPeople } from '#src/modules/directory/factories.ts'
import type { Database, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

/** Registrations in a batch: the study's figures have one place behind the point, so a thousand holds them exactly. */
export const BATCH = 1_000
const PEOPLE = 797

export type StudyBatch = {
  /** Counts batches, so that numbers and addresses are not used twice. */
  readonly batch: number
  /** The first of about 61 days. */
  readonly from: Temporal.Instant
  readonly cohort: string
  readonly courses: readonly string[]
  readonly providerIds: readonly string[]
  readonly schools: readonly { readonly id: string; readonly name: string; readonly urn: string }[]
  readonly names: readonly string[]
}

/**
 * A thousand registrations as the service before would have taken them: 203 of them repeat an earlier one of the same person in
 * the shares that the study of 2023 found (104 in full, 46 with another course, 37 with another provider, 5 with both, 7 with
 * other work details and 4 with another way to pay). Where two would both be live for one course, the earlier expired afterwards.
 */
export async function loadStudyBatch(db: Database, batch: StudyBatch): Promise<void> {
  const [people, accounts] = [idsFor(PEOPLE), idsFor(PEOPLE)]
  const [registrations, decisions, details] = [idsFor(BATCH), idsFor(BATCH), idsFor(BATCH)]
  await db.transaction().execute(async (tx) => {
    await manyPeople(tx, { ids: people, names: batch.names, firstTrn: 3_000_000 + batch.batch * PEOPLE })
    await manyAccounts(tx, { ids: accounts, people, names: batch.names, mailboxes: String(batch.batch) })
    await sql`create temporary table study on commit drop as ${slots(batch, { people, accounts, registrations, decisions, details })}`.execute(
      tx,
    )
    await insertRegistrations(tx, batch)
  })
}

const idsFor = (count: number): readonly string[] => Array.from({ length: count }, () => newId<string>())

type Ids = Readonly<Record<'people' | 'accounts' | 'registrations' | 'decisions' | 'details', readonly string[]>>

/** One row a registration: whose, which repeats what, when, and what it says. */
const slots = ({ from, courses, providerIds, schools }: StudyBatch, ids: Ids) => sql`
  with slot as (
    select i, case when i < ${PEOPLE} then i else i - ${PEOPLE} end as person,
      case when i < ${PEOPLE} then 'first' when i < 901 then 'full' when i < 947 then 'course' when i < 984 then 'provider'
        when i < 989 then 'both' when i < 996 then 'work' else 'funding' end as kind
    from generate_series(0, ${BATCH - 1}) as i
  )
  select i, kind, person,
    (${ids.registrations}::uuid[])[i + 1] as id, (${ids.decisions}::uuid[])[i + 1] as decision_id, (${ids.details}::uuid[])[i + 1] as details_id,
    (${ids.people}::uuid[])[person + 1] as person_id, (${ids.accounts}::uuid[])[person + 1] as account_id,
    (${courses}::text[])[1 + (person + (kind in ('course', 'both'))::int) % ${courses.length}] as course,
    (${providerIds}::uuid[])[1 + (person / 3 + (kind in ('provider', 'both'))::int) % ${providerIds.length}] as provider_id,
    1 + (person * 31 + (kind = 'work')::int * 17) % ${schools.length} as school,
    case when kind = 'funding' then 'another' when person % 3 = 0 then 'school' end as funding_choice,
    ${from}::timestamptz + interval '1 minute' * ((person * 7919) % 57600)
      + case when kind = 'first' then interval '0' when person % 4 = 0 then interval '3 minutes' when person % 4 = 1 then interval '5 hours'
        when person % 4 = 2 then interval '2 days' else interval '12 days' end as submitted_at,
    kind = 'first' and person < ${BATCH - PEOPLE} as is_repeated
  from slot`

async function insertRegistrations(tx: Tx, batch: StudyBatch): Promise<void> {
  await sql`
    insert into npq.funding_decisions (id, registration_id, decided_by, policy_version, list_versions, inputs, result, reason, decided_at)
    select decision_id, id, 'previous-service', 'previous-service', '{}', '{}',
      case when funding_choice is null then 'funded' else 'not-funded' end,
      case when funding_choice is null then 'funded' else 'ineligible_establishment_not_a_pp50' end, submitted_at
    from study`.execute(tx)
  await sql`
    insert into npq.registrations (id, person_id, account_id, course_identifier, cohort, status, training_status, decision_id, funding_choice,
      funded_place, consent_version, consented_at, created_at, accepted_at, ended_at, touched_at)
    select id, person_id, account_id, course, ${batch.cohort}, status, case when status = 'accepted' then 'active' end, decision_id, funding_choice,
      case when status = 'accepted' then funding_choice is null end, '2026-06', submitted_at, submitted_at,
      case when status = 'accepted' then submitted_at + interval '90 days' end,
      case when status = 'expired' then submitted_at + interval '120 days' end, submitted_at
    from study, lateral (select case when is_repeated or person % 10 = 9 then 'expired' when person % 10 < 6 then 'accepted' else 'pending' end as status) as state`.execute(
    tx,
  )
  await sql`
    insert into npq.registration_providers (registration_id, provider_id, assigned_at) select id, provider_id, submitted_at from study`.execute(
    tx,
  )
  await sql`
    insert into npq.work_details (id, person_id, registration_id, number, works_in_england, setting, organisation_id, employer, change_kind,
      effective_on, decision_id, recorded_by, recorded_at)
    select details_id, person_id, study.id, 1, true, 'a_school', school.id,
      jsonb_build_object('name', school.name, 'urn', school.urn, 'ukprn', null, 'typeCode', null, 'typeName', null, 'statusName', null, 'address', '[]'::jsonb),
      'registered', submitted_at::date, decision_id, account_id, submitted_at
    from study join unnest(${batch.schools.map(({ id }) => id)}::uuid[], ${batch.schools.map(({ name }) => name)}::text[],
      ${batch.schools.map(({ urn }) => urn)}::text[]) with ordinality as school (id, name, urn, at) on school.at = study.school`.execute(
    tx,
  )
  await sql`
    insert into npq.submissions (registration_id, submitted_at, email_key, provider_id, course_identifier, cohort, setting, work_key, funding_key,
      answers_key, name_key, signed_in_by, source)
    select id, submitted_at, person_id::text, provider_id, course, ${batch.cohort}, 'a_school', school::text, coalesce(funding_choice, ''), '', person_id::text,
      case when person % 5 = 0 then 'one-login' else 'email' end, 'previous-service'
    from study`.execute(tx)
}
