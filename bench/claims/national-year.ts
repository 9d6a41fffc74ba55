import type pg from 'pg'

/** quality.md: schools that claim in one window. Each has one claim; providers share them. */
const PROVIDERS = 170
const YEAR = 2025

export type YearOf = { readonly claims: number; readonly first: number }

/** A window, providers, and a payer: once for a database. */
export const GROUND: readonly string[] = [
  `insert into claims.windows (id, academic_year, period, paid_by_authority_on, paid_directly_on, created_at)
    values ('00000000-0000-7000-8000-00000000c1a1', ${YEAR}, daterange('2026-10-05', '2026-12-19'), '2027-01-29', '2027-02-05', now())`,
  `insert into directory.organisations (id, kind, name, status, created_at, updated_at)
    select gen_random_uuid(), 'company', 'Provider ' || n, 'open', now(), now() from generate_series(1, ${PROVIDERS}) as n`,
  `insert into directory.organisation_roles (organisation_id, role, period, source)
    select id, 'accredited-itt-provider', daterange('2021-09-01', null), 'bench' from directory.organisations where kind = 'company'`,
  `create temporary table answerers as
    select gen_random_uuid() as account_id, id as provider_id, row_number() over () as n from directory.organisations where kind = 'company'`,
  `insert into access.accounts (id, name, created_at) select account_id, 'Records officer ' || n, now() from answerers`,
  `insert into access.addresses (id, account_id, address, folded, verified_at, added_at)
    select gen_random_uuid(), account_id, 'records' || n || '@provider.example', 'records' || n || '@provider.example', now(), now()
    from answerers`,
  `insert into access.memberships (id, account_id, organisation_id, role, started_at)
    select gen_random_uuid(), account_id, provider_id, 'claims', now() from answerers`,
  `drop table answerers`,
]

export const WINDOW_ID = '00000000-0000-7000-8000-00000000c1a1'

/**
 * Schools from number `first` on, each with a person who claims, and a submitted claim with one to three mentors (a few schools have
 * fourteen), hours held, lines and ledger as a submission leaves them. By set: a year of submissions one by one takes half an hour.
 */
export async function addClaims(client: pg.Client, { claims, first }: YearOf): Promise<void> {
  await client.query(`create temporary table seeds on commit preserve rows as
    select n, 'School ' || substr(md5(n::text), 1, 8) as school_name, gen_random_uuid() as school_id, gen_random_uuid() as claim_id, gen_random_uuid() as account_id,
      case n % 400 when 0 then 14 else 1 + n % 3 end as mentors,
      (array['inner-london', 'outer-london', 'fringe', 'rest-of-england'])[1 + n % 4] as area,
      (array[5360, 4825, 4510, 4380])[1 + n % 4] as rate,
      (select id from directory.organisations where kind = 'company' and name = 'Provider ' || (1 + n % ${PROVIDERS})) as provider_id
    from generate_series(${first}::int, ${first + claims - 1}::int) as n`)
  await client.query(`create temporary table seed_lines as
    select seeds.*, m, 'Mentor ' || substr(md5(n || ' ' || m), 1, 8) as mentor_name, gen_random_uuid() as line_id, gen_random_uuid() as person_id, 1 + (n + m * 5) % 16 as line_hours
    from seeds, generate_series(1, seeds.mentors) as m`)
  for (const statement of STATEMENTS) await client.query(statement)
  await client.query('drop table seeds, seed_lines')
}

/** Seven digits and their check digit (Luhn): what is typed with another is told to be a slip, and not looked for. */
const REFERENCE = `((1000000 + n)::text || (
  select (10 - sum(digit - case when digit > 9 then 9 else 0 end) % 10) % 10 from (
    select substr((1000000 + n)::text, place, 1)::int * case place % 2 when 1 then 2 else 1 end as digit
    from generate_series(1, 7) as place) as digits))`

const STATEMENTS: readonly string[] = [
  `insert into directory.organisations (id, kind, name, status, created_at, updated_at)
    select school_id, 'school', school_name, 'open', now(), now() from seeds`,
  `insert into directory.schools (organisation_id, urn, name, la_code, la_name, type_code, type_name, type_group_code, status_code,
      status_name, phase_code, phase_name, section_41, search_name, search_place, last_seen_import)
    select school_id, (100000 + n)::text, school_name, '202', 'Camden', case n % 2 when 0 then '1' else '34' end,
      case n % 2 when 0 then 'Community school' else 'Academy converter' end, case n % 2 when 0 then '4' else '10' end, '1', 'Open', '2',
      'Primary', false, lower(school_name), 'camden', gen_random_uuid() from seeds`,
  `insert into access.accounts (id, name, created_at) select account_id, 'Claimant ' || n, now() from seeds`,
  `insert into access.addresses (id, account_id, address, folded, verified_at, added_at)
    select gen_random_uuid(), account_id, 'claims' || n || '@school.example', 'claims' || n || '@school.example', now(), now() from seeds`,
  `insert into access.memberships (id, account_id, organisation_id, role, started_at)
    select gen_random_uuid(), account_id, school_id, 'claims', now() from seeds`,
  `insert into directory.people (id, name, trn, created_at)
    select person_id, mentor_name, lpad((n * 14 + m)::text, 7, '0'), now() from seed_lines`,
  `insert into claims.claims (id, reference, school_id, provider_id, academic_year, window_id, status, created_by, created_at, submitted_at,
      submitted_by, submitted_by_name, submitted_by_mentor, area, pence_per_hour, hours, amount_pence, school_name, school_urn,
      provider_name, provider_confirmed_hours, moved_at)
    select claim_id, ${REFERENCE}, school_id, provider_id, ${YEAR}, '${WINDOW_ID}', 'submitted', account_id, '2026-11-01', '2026-11-02',
      account_id, 'Claimant ' || n, n % 9 = 0, area, rate, total, total * rate, school_name, (100000 + n)::text,
      'Provider ' || (1 + n % ${PROVIDERS}), true, '2026-11-02'
    from seeds join (select claim_id, sum(line_hours)::int as total from seed_lines group by 1) as sums using (claim_id)`,
  `insert into claims.claim_lines (id, claim_id, person_id, position, hours, training_type, cap, pence, mentor_name, mentor_trn)
    select line_id, claim_id, person_id, m - 1, line_hours, 'initial', 16, line_hours * rate, mentor_name,
      lpad((n * 14 + m)::text, 7, '0') from seed_lines`,
  // As a submission makes them: the words of what a claim is found by.
  `update claims.claims as claim set search_words = array_to_tsvector(array[claim.reference, claim.school_urn, 'school', 'provider', 'mentor',
      substr(claim.school_name, 8), substr(claim.provider_name, 10)] || words.words)
    from (select claim_id, array_agg(substr(mentor_name, 8)) || array_agg(mentor_trn) as words from claims.claim_lines group by 1) as words
    where words.claim_id = claim.id and claim.id in (select claim_id from seeds)`,
  `insert into claims.allowances (person_id, provider_id, academic_year, training_type, cap)
    select person_id, provider_id, ${YEAR}, 'initial', 16 from seed_lines`,
  `insert into claims.held_hours (line_id, person_id, provider_id, academic_year, hours)
    select line_id, person_id, provider_id, ${YEAR}, line_hours from seed_lines`,
  `insert into claims.ledger (id, claim_id, kind, pence, recorded_at)
    select gen_random_uuid(), id, 'claimed', amount_pence, submitted_at from claims.claims
    where id in (select claim_id from seeds)`,
]
