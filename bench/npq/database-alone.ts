import { deepStrictEqual } from 'node:assert'
import { sql } from 'kysely'
import type { Visitor } from '../comparing/compare.ts'
import type { SizedNpq } from './databases.ts'

/** quality.md: what a page of 3,000 may be slower than the database alone that makes the same JSON. */
const BAR = 0.8
const ROUNDS = 21
const ROWS = 3_000

const noTimes = (): number[] => []

/** Reads the same 3,000 applications by the API and as JSON that the database makes by itself, in turn; the two must be equal. */
export async function againstDatabaseAlone(sized: SizedNpq, { get, read }: Visitor): Promise<boolean> {
  const path = `/api/v3/npq-applications?page[per_page]=${ROWS}`
  const alone = () => jsonByDatabase(sized)
  deepStrictEqual(JSON.parse(await read(path)).data, JSON.parse(await alone()))
  const sides = [() => get(path), alone].map((ask) => ({ ask, times: noTimes() }))
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const { ask, times } of round % 2 === 0 ? sides : sides.toReversed()) {
      const began = performance.now()
      await ask()
      if (round >= 0) times.push(performance.now() - began)
    }
  }
  const [api = 0, database = 0] = sides.map(({ times }) => times.sort((one, other) => one - other)[ROUNDS >> 1])
  const share = database / api
  console.log(
    `${share >= BAR ? 'PASS' : 'FAIL'}: ${ROWS} applications: API ${api.toFixed(0)} ms, the database alone ${database.toFixed(0)} ms for the same JSON: ${(share * 100).toFixed(0)}% of its speed; the bar is ${BAR * 100}%`,
  )
  return share >= BAR
}

/** All of it in one statement, with the names of the public contract. What the bench has none of (lost registrations) is left out. */
async function jsonByDatabase({ db, providerId }: SizedNpq): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    select json_agg(json_build_object('id', page.registration_id, 'type', 'npq_application', 'attributes', (select to_json(given) from (
      select seen.course_identifier, left(seen.cohort, 4) as cohort, substr(seen.cohort, 5) as cohort_suffix, seen.schedule_identifier,
        seen.course_answers ->> 'headteacherStatus' as headteacher_status,
        (seen.course_answers ->> 'sencoInRole') = 'yes' as works_as_senco, seen.course_answers ->> 'sencoStartedOn' as senco_start_date,
        person.name as full_name, mailbox.address as email, true as email_validated, page.participant_id,
        case when person.trn_confirmed_at is not null then person.trn end as teacher_reference_number,
        person.trn_confirmed_at is not null and person.trn is not null as teacher_reference_number_validated,
        coalesce(work.employer_name, work.employer ->> 'name') as employer_name, work.employment_role,
        work.childcare_urn as private_childcare_provider_urn,
        case when work.organisation_id is not null then work.employer ->> 'urn' end as school_urn,
        case when work.organisation_id is not null then work.employer ->> 'ukprn' end as school_ukprn,
        work.setting in ('a_school', 'an_academy_trust', 'a_16_to_19_educational_setting') as works_in_school,
        null as itt_provider, false as lead_mentor, work.works_in_england as teacher_catchment,
        case when work.works_in_england then 'England' else work.country end as teacher_catchment_country,
        case when work.works_in_england then 'GBR' end as teacher_catchment_iso_country_code,
        decision.result = 'funded' as eligible_for_funding,
        case when decision.result = 'not-funded' then
          case when decision.reason = 'previously_funded' then 'previously-funded' else 'establishment-ineligible' end
        end as ineligible_for_funding_reason,
        decision.reason as funding_status_code, seen.funding_choice, seen.funded_place,
        seen.targeted_delivery as targeted_delivery_funding_eligibility,
        case when seen.status in ('withdrawn', 'expired') then 'rejected' else seen.status end as status, seen.status as status_code,
        case seen.status when 'expired' then 'registration_expired' else seen.reason_for_rejection end as reason_for_rejection,
        ${wire('page.created_at')} as created_at, ${wire('page.updated_at')} as updated_at,
        ${wire('seen.work_details_changed_at')} as work_details_changed_at, ${wire('page.lost_at')} as reassigned_at
    ) as given)) order by page.created_at, page.registration_id)::text as json
    from (
      select * from npq.provider_sights where provider_id = ${providerId} order by created_at, registration_id limit ${ROWS}
    ) as page
    join npq.registrations as seen on seen.id = page.registration_id
    join npq.funding_decisions as decision on decision.id = seen.decision_id
    left join lateral (
      select * from npq.work_details where registration_id = seen.id order by number desc limit 1
    ) as work on true
    join directory.people as person on person.id = page.participant_id
    left join lateral (
      select address from access.addresses where account_id = seen.account_id and removed_at is null
      order by verified_at is null, added_at limit 1
    ) as mailbox on true`.execute(db)
  return rows[0]?.json ?? ''
}

const wire = (column: string) =>
  sql`to_char(date_trunc('milliseconds', ${sql.ref(column)} at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
