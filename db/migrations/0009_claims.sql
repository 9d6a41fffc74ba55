-- Claims for mentor training: schools claim hours, DfE pays through a payer, checks with the provider, and takes back what was wrong.
create schema claims;
grant usage on schema claims to tts_app;
alter default privileges in schema claims grant select, insert, update, delete on tables to tts_app;

-- Who pays claims is apart from who helps people: one prepares, another approves.
alter table access.staff_powers drop constraint staff_powers_power_check;
alter table access.staff_powers add constraint staff_powers_power_check
  check (power in ('support', 'manage-reference-data', 'operate', 'pay'));

create function claims.never_changes() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation';
end $$;

-- Rules, as dated data. ---------------------------------------------------------------------------------------------------------

-- What a mentor's training may be claimed for in an academic year: hours for each mentor and provider, over all schools.
create table claims.years (
  academic_year integer primary key references directory.academic_years (year),
  initial_cap smallint not null check (initial_cap > 0),
  refresher_cap smallint not null check (refresher_cap > 0),
  -- Training that began before the year counts from this day.
  training_from date not null,
  source text not null
);
insert into claims.years
select year, case when year >= 2025 then 16 else 20 end, 6, make_date(year, 4, 6),
  'Conditions of grant: general mentor training, updated 21 October 2025'
from generate_series(2023, 2026) as year;

-- Funding areas by GIAS district code; any other district of England is the rest of England.
create table claims.funding_areas (
  district_code text not null,
  area text not null check (area in ('inner-london', 'outer-london', 'fringe')),
  name text not null,
  period daterange not null check (not isempty(period)),
  source text not null,
  exclude using gist (district_code with =, period with &&)
);
insert into claims.funding_areas
select code, area, name, daterange('2023-09-01', null), 'Conditions of grant: general mentor training, Annex A'
from (values
  ('inner-london', 'E09000001', 'City of London'), ('inner-london', 'E09000002', 'Barking and Dagenham'),
  ('inner-london', 'E09000005', 'Brent'), ('inner-london', 'E09000007', 'Camden'), ('inner-london', 'E09000009', 'Ealing'),
  ('inner-london', 'E09000011', 'Greenwich'), ('inner-london', 'E09000012', 'Hackney'),
  ('inner-london', 'E09000013', 'Hammersmith and Fulham'), ('inner-london', 'E09000014', 'Haringey'),
  ('inner-london', 'E09000019', 'Islington'), ('inner-london', 'E09000020', 'Kensington and Chelsea'),
  ('inner-london', 'E09000022', 'Lambeth'), ('inner-london', 'E09000023', 'Lewisham'), ('inner-london', 'E09000024', 'Merton'),
  ('inner-london', 'E09000025', 'Newham'), ('inner-london', 'E09000028', 'Southwark'), ('inner-london', 'E09000030', 'Tower Hamlets'),
  ('inner-london', 'E09000032', 'Wandsworth'), ('inner-london', 'E09000033', 'Westminster'),
  ('outer-london', 'E09000003', 'Barnet'), ('outer-london', 'E09000004', 'Bexley'), ('outer-london', 'E09000006', 'Bromley'),
  ('outer-london', 'E09000008', 'Croydon'), ('outer-london', 'E09000010', 'Enfield'), ('outer-london', 'E09000015', 'Harrow'),
  ('outer-london', 'E09000016', 'Havering'), ('outer-london', 'E09000017', 'Hillingdon'), ('outer-london', 'E09000018', 'Hounslow'),
  ('outer-london', 'E09000021', 'Kingston upon Thames'), ('outer-london', 'E09000026', 'Redbridge'),
  ('outer-london', 'E09000027', 'Richmond upon Thames'), ('outer-london', 'E09000029', 'Sutton'),
  ('outer-london', 'E09000031', 'Waltham Forest'),
  ('fringe', 'E06000034', 'Thurrock'), ('fringe', 'E06000036', 'Bracknell Forest'), ('fringe', 'E06000039', 'Slough'),
  ('fringe', 'E06000040', 'Windsor and Maidenhead'), ('fringe', 'E07000005', 'Chiltern'), ('fringe', 'E07000006', 'South Bucks'),
  ('fringe', 'E07000066', 'Basildon'), ('fringe', 'E07000068', 'Brentwood'), ('fringe', 'E07000072', 'Epping Forest'),
  ('fringe', 'E07000073', 'Harlow'), ('fringe', 'E07000095', 'Broxbourne'), ('fringe', 'E07000096', 'Dacorum'),
  ('fringe', 'E07000098', 'Hertsmere'), ('fringe', 'E07000102', 'Three Rivers'), ('fringe', 'E07000103', 'Watford'),
  ('fringe', 'E07000107', 'Dartford'), ('fringe', 'E07000111', 'Sevenoaks'), ('fringe', 'E07000207', 'Elmbridge'),
  ('fringe', 'E07000208', 'Epsom and Ewell'), ('fringe', 'E07000209', 'Guildford'), ('fringe', 'E07000210', 'Mole Valley'),
  ('fringe', 'E07000211', 'Reigate and Banstead'), ('fringe', 'E07000212', 'Runnymede'), ('fringe', 'E07000213', 'Spelthorne'),
  ('fringe', 'E07000214', 'Surrey Heath'), ('fringe', 'E07000215', 'Tandridge'), ('fringe', 'E07000216', 'Waverley'),
  ('fringe', 'E07000217', 'Woking'), ('fringe', 'E07000226', 'Crawley'), ('fringe', 'E07000240', 'St Albans'),
  ('fringe', 'E07000241', 'Welwyn Hatfield'), ('fringe', 'E07000242', 'East Hertfordshire')
) as row (area, code, name);

-- Pence for an hour, by area and year. One person proposes, another decides; the newest that was approved counts.
create table claims.rates (
  id uuid primary key,
  academic_year integer not null references claims.years (academic_year),
  area text not null check (area in ('inner-london', 'outer-london', 'fringe', 'rest-of-england')),
  pence_per_hour bigint not null check (pence_per_hour > 0),
  status text not null check (status in ('proposed', 'approved', 'refused')),
  source text not null,
  because text,
  proposed_by uuid references access.accounts (id),
  proposed_at timestamptz not null,
  decided_by uuid references access.accounts (id),
  decided_at timestamptz,
  decision_because text,
  check ((status = 'proposed') = (decided_at is null)),
  check (proposed_by is null or decided_by is null or proposed_by <> decided_by)
);
create unique index rates_one_proposal on claims.rates (academic_year, area) where status = 'proposed';
create index rates_in_force on claims.rates (academic_year, area, decided_at desc) where status = 'approved';
insert into claims.rates (id, academic_year, area, pence_per_hour, status, source, proposed_at, decided_at)
select md5(year || area)::uuid, year, area, pence, 'approved', 'Conditions of grant: general mentor training, 2024 to 2025 and 2025 to 2026',
  '2024-05-02T08:00:00Z', '2024-05-02T08:00:00Z'
from generate_series(2023, 2026) as year,
  (values ('inner-london', 5360), ('outer-london', 4825), ('fringe', 4510), ('rest-of-england', 4380)) as rates (area, pence);

-- When claims are taken, and for training of which year: a September window may serve the year before.
create table claims.windows (
  id uuid primary key,
  academic_year integer not null references claims.years (academic_year),
  -- Half-open; the last day of claiming is the day before its end.
  period daterange not null check (not isempty(period) and not upper_inf(period)),
  -- When the payer is expected to have paid: through the local authority, and to academies and others directly.
  paid_by_authority_on date,
  paid_directly_on date,
  created_at timestamptz not null,
  revision integer not null default 1,
  constraint windows_no_overlap exclude using gist (period with &&)
);

-- Days, hours, shares and sums that rules name, each from a day on.
create table claims.figures (
  name text not null,
  value bigint not null check (value >= 0),
  unit text not null check (unit in ('days', 'working-days', 'hours', 'percent', 'pence', 'count', 'megabytes', 'years')),
  in_force_from date not null,
  source text not null,
  primary key (name, in_force_from)
);
insert into claims.figures values
  ('draft-reserves-hours', 14, 'days', '2023-09-01', 'Decided for this service'),
  ('deadline-warning', 30, 'days', '2023-09-01', 'Claim funding for mentor training, 2024: banner before a window closes'),
  ('provider-answers-audit', 21, 'days', '2023-09-01', 'Audit e-mail to accredited providers, 2025'),
  ('school-answers-audit', 5, 'working-days', '2023-09-01', 'E-mail to schools whose provider disagrees, 2025'),
  ('information-answer', 5, 'working-days', '2023-09-01', 'Conditions of grant 2025 to 2026: evidence'),
  ('support-answers', 5, 'working-days', '2023-09-01', 'Start page of the service, 2024'),
  ('audit-extension-at-most', 14, 'days', '2023-09-01', 'Decided for this service'),
  ('reminder-before-due', 2, 'working-days', '2023-09-01', 'Decided for this service'),
  ('download-link', 7, 'days', '2023-09-01', 'Data protection approval of 10 January 2025'),
  ('downloads-of-a-link', 5, 'count', '2023-09-01', 'Decided for this service'),
  ('high-value-school', 500000, 'pence', '2023-09-01', 'Sampling algorithm, 19 August 2024'),
  ('mentor-submitted-share', 20, 'percent', '2023-09-01', 'Sampling algorithm, 19 August 2024'),
  ('sampled-value-share', 10, 'percent', '2023-09-01', 'Sampling algorithm, 19 August 2024'),
  ('evidence-file-size', 10, 'megabytes', '2023-09-01', 'Decided for this service'),
  ('evidence-files', 10, 'count', '2023-09-01', 'Decided for this service'),
  ('evidence-kept', 7, 'years', '2023-09-01', 'Retention of payment records'),
  ('mentor-lookups-an-hour', 30, 'count', '2023-09-01', 'Decided for this service: a guard against guessing numbers');

-- The conditions of the grant. Their words are kept for ever; each organisation accepts each year's.
create table claims.grant_conditions (
  version text primary key,
  academic_year integer not null references claims.years (academic_year),
  -- Sections: [{"heading": "…", "paragraphs": ["…"]}]
  sections jsonb not null,
  in_force_from timestamptz not null,
  source text not null,
  unique (academic_year, in_force_from)
);
create trigger grant_conditions_stay before update or delete on claims.grant_conditions
  for each row execute function claims.never_changes();
-- The first words of each year, ours. No figure stands in them: hours, rates and dates are rows of their own and shown beside them.
insert into claims.grant_conditions (version, academic_year, sections, in_force_from, source)
select year || '-1', year, replace(replace($conditions$[
  {"heading": "What the grant is for", "paragraphs": [
    "The Department for Education (DfE) pays schools for the time that their staff spend in general mentor training for initial teacher training (ITT) in the academic year YEARS.",
    "You accept these conditions for your school. A trust can accept them once for all of its schools."]},
  {"heading": "Who can claim", "paragraphs": [
    "A school in England can claim when it hosted a trainee teacher of an accredited ITT provider in YEARS, or had agreed to, and a member of its staff trained as that trainee’s mentor.",
    "One mentor can be claimed for each trainee. If a mentor had to stop, or two people shared the work, you can claim for both.",
    "You cannot claim for mentors of early career teachers, or for people who mentored only trainees of the high potential ITT programme."]},
  {"heading": "What you can claim", "paragraphs": [
    "You can claim for whole hours of training that was done, and no more than the hours that this service shows for each mentor. The same mentor’s training with the same provider counts once, also when the mentor works at several schools.",
    "Training counts from the day before the academic year that this service shows, until the year ends.",
    "A mentor who trained with the same provider in an earlier year can be claimed for as a refresher, which has fewer hours."]},
  {"heading": "What the school must do", "paragraphs": [
    "Agree the hours with the provider before you claim.",
    "Spend the grant on the time that mentors were away from their other work for the training.",
    "Tell your mentors that you give us their names and teacher reference numbers, and why.",
    "Tell us as soon as you find that something in a claim is wrong."]},
  {"heading": "How it is paid", "paragraphs": [
    "Academies, independent schools and other schools that are not maintained by a local authority are paid directly. Maintained schools are paid through their local authority.",
    "Each claim is paid at the hourly rate of the area that the school was in when the claim was sent, by the rates for YEARS. A later change of the rate or of the area does not change the claim."]},
  {"heading": "Checks and evidence", "paragraphs": [
    "Keep evidence of the training for the time that we keep records of payments: that the mentor worked at the school, that the trainee was placed there, and the hours.",
    "After payment we ask providers to confirm a sample of claims. If a provider does not agree, you are told why, and you can answer with evidence."]},
  {"heading": "When funding is taken back", "paragraphs": [
    "Funding that was claimed for hours that were not worked, or against these conditions, is taken back: off a later payment, or by an invoice. You are told the hours, the sum and the reason first.",
    "A claim that was made dishonestly can be reported as fraud."]},
  {"heading": "Changes to these conditions", "paragraphs": [
    "If we change these conditions during the year, we ask you to accept the new ones before you claim again. What you have claimed before stays under the conditions that you accepted then."]}
]$conditions$, 'YEARS', year || ' to ' || year + 1), E'\n', '')::jsonb,
  make_timestamptz(year, 4, 6, 0, 0, 0, 'Europe/London'), 'Written for this service after the conditions of grant: general mentor training, updated 21 October 2025'
from generate_series(2024, 2026) as year;
create table claims.conditions_acceptances (
  id uuid primary key,
  version text not null references claims.grant_conditions (version),
  academic_year integer not null,
  -- The school, or the trust that accepts for all of its schools.
  organisation_id uuid not null references directory.organisations (id),
  accepted_by uuid not null references access.accounts (id),
  accepted_by_name text not null,
  accepted_at timestamptz not null,
  -- Staff take an acceptance back when who accepted was not allowed to.
  taken_back_at timestamptz
);
create unique index conditions_accepted_once on claims.conditions_acceptances (organisation_id, version) where taken_back_at is null;

-- Schools that may claim in a year: they hosted trainees. From a list that staff upload, or added by hand with a reason.
create table claims.eligible_schools (
  school_id uuid not null references directory.organisations (id),
  academic_year integer not null references claims.years (academic_year),
  source text not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (school_id, academic_year)
);
-- What the payer knows an organisation without a URN by.
create table claims.vendor_numbers (
  organisation_id uuid primary key references directory.organisations (id),
  vendor_number text not null check (vendor_number ~ '^[A-Za-z0-9-]{3,20}$'),
  recorded_at timestamptz not null
);

-- Mentors. ----------------------------------------------------------------------------------------------------------------------

create table claims.school_mentors (
  id uuid primary key,
  school_id uuid not null references directory.organisations (id),
  person_id uuid not null references directory.people (id),
  added_at timestamptz not null,
  added_by uuid references access.accounts (id),
  removed_at timestamptz,
  removed_by uuid references access.accounts (id)
);
create unique index school_mentors_once on claims.school_mentors (school_id, person_id) where removed_at is null;
create index school_mentors_person on claims.school_mentors (person_id);

-- What a school has still to find out before it claims. Shared with colleagues of the school.
create table claims.preparation_items (
  id uuid primary key,
  school_id uuid not null references directory.organisations (id),
  academic_year integer not null references claims.years (academic_year),
  -- A person whose number is not known yet, in the school's own words.
  mentor_name text not null check (mentor_name <> ''),
  has_trn boolean not null default false,
  has_date_of_birth boolean not null default false,
  provider_id uuid references directory.organisations (id),
  hours_agreed smallint check (hours_agreed >= 1 and hours_agreed <= 100),
  added_by uuid references access.accounts (id),
  created_at timestamptz not null,
  done_at timestamptz,
  revision integer not null default 1
);
create index preparation_items_school on claims.preparation_items (school_id, academic_year);

-- Claims. -----------------------------------------------------------------------------------------------------------------------

create table claims.claims (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[1-9][0-9]{7}$'),
  school_id uuid not null references directory.organisations (id),
  provider_id uuid not null references directory.organisations (id),
  academic_year integer not null references claims.years (academic_year),
  -- The window that it was submitted in.
  window_id uuid references claims.windows (id),
  status text not null check (status in ('draft', 'discarded', 'submitted', 'withdrawn', 'needs-provider', 'with-payer',
    'payer-needs-information', 'information-sent', 'not-paid', 'paid', 'in-audit', 'provider-disagrees', 'not-upheld',
    'clawback-proposed', 'clawback-refused', 'clawback-agreed', 'clawback-with-payer', 'clawed-back')),
  -- Who began it, and the trust for which they acted.
  created_by uuid references access.accounts (id),
  created_for uuid references directory.organisations (id),
  created_at timestamptz not null,
  -- Null for ever once submitted; until then the hours are held this long.
  reserved_until timestamptz,
  submitted_at timestamptz,
  submitted_by uuid references access.accounts (id),
  submitted_by_name text,
  submitted_for uuid references directory.organisations (id),
  -- Whether one of its mentors submitted it: such claims are sampled more.
  submitted_by_mentor boolean,
  -- Fixed at submission for ever.
  area text check (area in ('inner-london', 'outer-london', 'fringe', 'rest-of-england')),
  pence_per_hour bigint check (pence_per_hour > 0),
  hours integer check (hours > 0),
  amount_pence bigint,
  -- What the school and the provider were called when it was submitted, for files and history.
  school_name text,
  school_urn text,
  provider_name text,
  provider_confirmed_hours boolean,
  -- Why the payer did not pay, in the payer's words.
  unpaid_reason text,
  paid_at timestamptz,
  assigned_to uuid references access.accounts (id),
  -- When the status last moved.
  moved_at timestamptz not null,
  -- Comparable words of reference, school, provider, mentors and numbers, as claim-search-rules.ts makes them.
  search_words tsvector not null default ''::tsvector,
  revision integer not null default 1,
  check ((submitted_at is null) = (status in ('draft', 'discarded'))),
  check ((submitted_at is null) = (amount_pence is null)),
  check (submitted_at is null or (area is not null and pence_per_hour is not null and hours is not null and window_id is not null
    and amount_pence = hours * pence_per_hour))
);
create index claims_school on claims.claims (school_id, academic_year);
create index claims_provider on claims.claims (provider_id, academic_year);
create index claims_newest on claims.claims (submitted_at desc, id) where submitted_at is not null;
create index claims_status on claims.claims (status, moved_at);
create index claims_window on claims.claims (window_id, status);
create index claims_assigned on claims.claims (assigned_to) where assigned_to is not null;
-- Staff list what was sent in any of these orders, a page at a time.
create index claims_by_school_name on claims.claims (school_name, id) where submitted_at is not null;
create index claims_by_provider_name on claims.claims (provider_name, id) where submitted_at is not null;
create index claims_by_amount on claims.claims (amount_pence, id) where submitted_at is not null;
create index claims_by_moved on claims.claims (moved_at, id) where submitted_at is not null;
create index claims_submitted_by on claims.claims (submitted_by) where submitted_by is not null;
create index claims_created_by on claims.claims (created_by) where created_by is not null;
create index claims_lately on claims.claims (academic_year, submitted_at desc) where submitted_at is not null;
create index claims_search on claims.claims using gin (search_words) with (fastupdate = off);

create function claims.keep_submitted() returns trigger language plpgsql as $$
begin
  if old.submitted_at is not null and (new.area, new.pence_per_hour, new.hours, new.amount_pence, new.school_id, new.academic_year)
    is distinct from (old.area, old.pence_per_hour, old.hours, old.amount_pence, old.school_id, old.academic_year) then
    raise exception 'what a submitted claim is worth never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger claims_keep_submitted before update on claims.claims for each row execute function claims.keep_submitted();

-- A mentor in a claim with their hours.
create table claims.claim_lines (
  id uuid primary key,
  claim_id uuid not null references claims.claims (id),
  person_id uuid not null references directory.people (id),
  position smallint not null,
  hours smallint not null check (hours > 0),
  -- As it was at submission.
  training_type text check (training_type in ('initial', 'refresher')),
  cap smallint,
  pence bigint,
  mentor_name text not null,
  mentor_trn text not null check (mentor_trn ~ '^[0-9]{7}$'),
  unique (claim_id, person_id)
);
create index claim_lines_person on claims.claim_lines (person_id);

-- What may be claimed for a mentor's training with a provider in a year, over all schools, and how much of it is held.
create table claims.allowances (
  person_id uuid not null references directory.people (id),
  provider_id uuid not null references directory.organisations (id),
  academic_year integer not null references claims.years (academic_year),
  training_type text not null check (training_type in ('initial', 'refresher')),
  cap smallint not null check (cap > 0),
  held smallint not null default 0,
  primary key (person_id, provider_id, academic_year),
  constraint allowances_not_exceeded check (held >= 0 and held <= cap)
);
-- Hours that a claim holds: of a draft until a moment, of a submitted claim until they are handed back.
create table claims.held_hours (
  line_id uuid primary key references claims.claim_lines (id) on delete cascade,
  person_id uuid not null,
  provider_id uuid not null,
  academic_year integer not null,
  hours smallint not null check (hours > 0),
  until timestamptz,
  foreign key (person_id, provider_id, academic_year) references claims.allowances (person_id, provider_id, academic_year)
);
create index held_hours_allowance on claims.held_hours (person_id, provider_id, academic_year);
create index held_hours_until on claims.held_hours (until) where until is not null;

-- The row of the allowance is locked by the update, so that of two who want the last hours the second is refused by the check.
create function claims.count_held_hours() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update claims.allowances set held = held - old.hours
    where person_id = old.person_id and provider_id = old.provider_id and academic_year = old.academic_year;
  end if;
  if tg_op <> 'DELETE' then
    update claims.allowances set held = held + new.hours
    where person_id = new.person_id and provider_id = new.provider_id and academic_year = new.academic_year;
  end if;
  return null;
end $$;
create trigger held_hours_counted after insert or update or delete on claims.held_hours
  for each row execute function claims.count_held_hours();

-- Money, as lines that are only ever added. Whole pence; what goes back is negative.
create table claims.ledger (
  id uuid primary key,
  claim_id uuid not null references claims.claims (id),
  line_id uuid references claims.claim_lines (id),
  -- claimed: what a submitted claim asks for. released: asked for no more. paid: the payer says so.
  -- clawback-due: to be taken back, by approval. clawback-released: not to be taken back after all. recovered: the payer says so.
  kind text not null check (kind in ('claimed', 'released', 'paid', 'clawback-due', 'clawback-released', 'recovered')),
  pence bigint not null,
  batch_id uuid,
  recorded_at timestamptz not null,
  check (pence <> 0 and (pence > 0) = (kind in ('claimed', 'paid', 'clawback-released')))
);
create index ledger_claim on claims.ledger (claim_id);
create index ledger_batch on claims.ledger (batch_id) where batch_id is not null;
create trigger ledger_stays before update or delete on claims.ledger for each row execute function claims.never_changes();
-- Never more paid than claimed, never more taken back than paid.
create function claims.ledger_balances() returns trigger language plpgsql as $$
declare sums record;
begin
  select coalesce(sum(pence) filter (where kind in ('claimed', 'released')), 0) as claimed,
    coalesce(sum(pence) filter (where kind = 'paid'), 0) as paid,
    -coalesce(sum(pence) filter (where kind in ('clawback-due', 'clawback-released')), 0) as due,
    -coalesce(sum(pence) filter (where kind = 'recovered'), 0) as recovered
  into sums from claims.ledger where claim_id = new.claim_id;
  if sums.claimed < 0 or sums.paid < 0 or sums.paid > sums.claimed or sums.due < 0 or sums.due > sums.paid
    or sums.recovered < 0 or sums.recovered > sums.due then
    raise exception 'the ledger of claim % would not balance', new.claim_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger ledger_balanced after insert on claims.ledger deferrable initially deferred
  for each row execute function claims.ledger_balances();

-- Payments and clawbacks go to the payer in batches. ------------------------------------------------------------------------------

create table claims.batches (
  id uuid primary key,
  kind text not null check (kind in ('payment', 'clawback')),
  number integer not null unique generated always as identity,
  -- Payment batches take the claims of one window; a clawback batch takes all that are agreed.
  window_id uuid references claims.windows (id),
  status text not null check (status in ('prepared', 'discarded', 'sent', 'answered', 'closed')),
  claims integer not null check (claims > 0),
  total_pence bigint not null check (total_pence > 0),
  -- Of the frozen list: reference, revision and pence of every row, in order.
  list_sha256 text not null,
  prepared_by uuid references access.accounts (id),
  prepared_by_name text not null,
  prepared_at timestamptz not null,
  approved_by uuid references access.accounts (id),
  approved_by_name text,
  approved_at timestamptz,
  discarded_by_name text,
  discarded_at timestamptz,
  discarded_because text,
  revision integer not null default 1,
  check (prepared_by is null or approved_by is null or prepared_by <> approved_by),
  check ((approved_at is not null) = (status in ('sent', 'answered', 'closed')))
);
create table claims.batch_items (
  batch_id uuid not null references claims.batches (id),
  claim_id uuid not null references claims.claims (id),
  position integer not null,
  pence bigint not null check (pence > 0),
  -- The row of the file as it was frozen, and the revision of the claim that it was frozen from.
  row jsonb not null,
  claim_revision integer not null,
  -- waiting: frozen but not sent, or sent and not answered.
  outcome text not null check (outcome in ('waiting', 'discarded', 'paid', 'unpaid', 'recovered', 'not-recovered')),
  reason text,
  answered_at timestamptz,
  -- When the school was written to about the answer.
  told_at timestamptz,
  primary key (batch_id, claim_id)
);
-- A claim is in one open batch at a time.
create unique index batch_items_one_open on claims.batch_items (claim_id) where outcome = 'waiting';
create unique index batch_items_position on claims.batch_items (batch_id, position);
create index batch_items_claim on claims.batch_items (claim_id);
create index batch_items_to_tell on claims.batch_items (batch_id, position) where answered_at is not null and told_at is null;

-- Files out and in, kept as they were.
create table claims.files (
  id uuid primary key,
  kind text not null check (kind in ('payment-request', 'payment-response', 'clawback-request', 'clawback-response', 'audit-request',
    'audit-response', 'mentors', 'trust-claims', 'provider-hours', 'eligible-schools')),
  batch_id uuid references claims.batches (id),
  -- Of a provider's answers: the audit that they are for.
  audit_id uuid,
  organisation_id uuid references directory.organisations (id),
  file_name text not null,
  sha256 text not null,
  bytes bytea not null,
  made_by uuid references access.accounts (id),
  made_by_name text not null,
  made_at timestamptz not null,
  -- Of a file that came in: what was read of it, and what became of it.
  status text not null check (status in ('made', 'previewed', 'applied', 'refused', 'discarded')),
  rows jsonb not null default '[]',
  faults jsonb not null default '[]',
  applied_at timestamptz,
  applied_by_name text
);
create index files_batch on claims.files (batch_id);
create index files_organisation on claims.files (organisation_id, kind, made_at desc);
create function claims.keep_file() returns trigger language plpgsql as $$
begin
  if (new.kind, new.file_name, new.sha256, new.bytes, new.made_at) is distinct from
     (old.kind, old.file_name, old.sha256, old.bytes, old.made_at) then
    raise exception 'a file stays as it was' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger files_stay before update on claims.files for each row execute function claims.keep_file();

-- A link by which somebody outside fetches a file: opened as often as a scanner likes, spent only by a button.
create table claims.download_links (
  id uuid primary key,
  file_id uuid not null references claims.files (id),
  address text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  downloads smallint not null default 0,
  last_downloaded_at timestamptz,
  replaced_at timestamptz
);
create index download_links_file on claims.download_links (file_id);

-- Audit. ------------------------------------------------------------------------------------------------------------------------

create table claims.samples (
  id uuid primary key,
  window_id uuid not null references claims.windows (id),
  seed text not null,
  -- The figures that it was drawn by: {"highValuePence": …, "mentorSubmittedPercent": …, "valuePercent": …}
  settings jsonb not null,
  status text not null check (status in ('drawn', 'discarded', 'sent')),
  population integer not null,
  population_pence bigint not null,
  chosen integer not null,
  chosen_pence bigint not null,
  -- By stratum: claims and pence, of all and chosen.
  strata jsonb not null,
  drawn_by uuid references access.accounts (id),
  drawn_by_name text not null,
  drawn_at timestamptz not null,
  sent_at timestamptz,
  revision integer not null default 1
);
create table claims.sample_claims (
  sample_id uuid not null references claims.samples (id),
  claim_id uuid not null references claims.claims (id),
  reason text not null check (reason in ('high-value', 'mentor-submitted', 'stratum', 'by-hand')),
  stratum text not null,
  -- Its place in the random order of its part, so that anybody can draw it again.
  drawn_as integer not null,
  pence bigint not null,
  because text,
  primary key (sample_id, claim_id)
);
create index sample_claims_claim on claims.sample_claims (claim_id);

-- What a provider is asked to confirm: all of its claims in one sample.
create table claims.audits (
  id uuid primary key,
  sample_id uuid not null references claims.samples (id),
  provider_id uuid not null references directory.organisations (id),
  asked_at timestamptz not null,
  due_on date not null,
  extension_asked_until date,
  extension_asked_because text,
  extension_answered_at timestamptz,
  extension_granted boolean,
  closed_at timestamptz,
  revision integer not null default 1,
  unique (sample_id, provider_id)
);
create index audits_provider on claims.audits (provider_id, asked_at desc);
alter table claims.files add foreign key (audit_id) references claims.audits (id);
create index files_audit on claims.files (audit_id) where audit_id is not null;
create table claims.audit_claims (
  audit_id uuid not null references claims.audits (id),
  claim_id uuid not null references claims.claims (id),
  -- The provider's answers count once they are given for every mentor of the claim.
  answered_at timestamptz,
  school_due_on date,
  school_replied_at timestamptz,
  decided_at timestamptz,
  outcome text check (outcome in ('confirmed', 'not-upheld')),
  primary key (audit_id, claim_id)
);
create unique index audit_claims_one_open on claims.audit_claims (claim_id) where decided_at is null;
-- What each party said of a mentor's hours. Every word stays; the newest of a party counts.
create table claims.audit_answers (
  id uuid primary key,
  audit_id uuid not null,
  claim_id uuid not null,
  line_id uuid not null references claims.claim_lines (id),
  party text not null check (party in ('provider', 'school', 'dfe')),
  -- Provider: confirmed, other-hours, refused. School: agrees, disagrees. DfE: upheld, not-upheld.
  answer text not null check (answer in ('confirmed', 'other-hours', 'refused', 'agrees', 'disagrees', 'upheld', 'not-upheld')),
  hours smallint check (hours >= 0),
  reason_code text,
  note text,
  -- Saved for later and not given yet.
  is_draft boolean not null default false,
  said_by uuid references access.accounts (id),
  said_by_name text not null,
  said_at timestamptz not null,
  foreign key (audit_id, claim_id) references claims.audit_claims (audit_id, claim_id),
  check ((answer = 'other-hours') = (hours is not null))
);
create index audit_answers_line on claims.audit_answers (line_id, said_at desc);
create index audit_answers_claim on claims.audit_answers (audit_id, claim_id);

-- Clawback. ---------------------------------------------------------------------------------------------------------------------

create table claims.clawbacks (
  id uuid primary key,
  claim_id uuid not null references claims.claims (id),
  status text not null check (status in ('proposed', 'refused', 'approved', 'with-payer', 'recovered', 'dropped')),
  -- Why, where no audit found it: the school's own word, or a report of fraud.
  origin text not null check (origin in ('audit', 'school', 'report')),
  hours integer not null check (hours > 0),
  pence bigint not null check (pence > 0),
  proposed_by uuid references access.accounts (id),
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by uuid references access.accounts (id),
  decided_by_name text,
  decided_at timestamptz,
  decision_because text,
  check (proposed_by is null or decided_by is null or proposed_by <> decided_by)
);
create unique index clawbacks_one_open on claims.clawbacks (claim_id) where status in ('proposed', 'approved', 'with-payer');
create table claims.clawback_lines (
  clawback_id uuid not null references claims.clawbacks (id),
  line_id uuid not null references claims.claim_lines (id),
  hours_claimed smallint not null,
  hours_worked smallint not null check (hours_worked >= 0),
  hours_back smallint not null generated always as (hours_claimed - hours_worked) stored,
  pence bigint not null check (pence >= 0),
  reason_code text not null,
  note text,
  primary key (clawback_id, line_id),
  check (hours_worked <= hours_claimed)
);
create index clawback_lines_line on claims.clawback_lines (line_id);

-- Requests for information, with evidence. ----------------------------------------------------------------------------------------

create table claims.information_requests (
  id uuid primary key,
  claim_id uuid not null references claims.claims (id),
  line_id uuid references claims.claim_lines (id),
  -- Who is to answer: the school or the provider; who asks: DfE or the provider.
  organisation_id uuid not null references directory.organisations (id),
  asked_by_organisation_id uuid references directory.organisations (id),
  asked_by uuid references access.accounts (id),
  asked_by_name text not null,
  asked_at timestamptz not null,
  what text not null check (what in ('employment', 'placement', 'hours', 'provider', 'payment-details', 'other')),
  question text not null check (question <> ''),
  status text not null check (status in ('open', 'answered', 'settled', 'cancelled')),
  due_on date not null,
  extension_asked_until date,
  extension_asked_because text,
  reminded_at timestamptz,
  answer text,
  answered_by uuid references access.accounts (id),
  answered_by_name text,
  answered_at timestamptz,
  settled_at timestamptz,
  settled_because text,
  receipt text unique,
  revision integer not null default 1
);
create index information_requests_claim on claims.information_requests (claim_id);
create index information_requests_organisation on claims.information_requests (organisation_id, status);
create index information_requests_due on claims.information_requests (due_on) where status = 'open';
create table claims.evidence_files (
  id uuid primary key,
  request_id uuid references claims.information_requests (id),
  -- Evidence to an audit's reply comes without a request.
  audit_id uuid,
  claim_id uuid not null references claims.claims (id),
  organisation_id uuid not null references directory.organisations (id),
  file_name text not null,
  media_type text not null,
  bytes integer not null check (bytes > 0),
  sha256 text not null,
  -- In platform.stored_files; null once it is removed.
  stored_as uuid,
  scan text not null check (scan in ('waiting', 'clean', 'infected', 'failed')),
  scanned_at timestamptz,
  finding text,
  uploaded_by uuid references access.accounts (id),
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  removed_at timestamptz,
  keep_until date not null,
  foreign key (audit_id, claim_id) references claims.audit_claims (audit_id, claim_id)
);
create index evidence_files_request on claims.evidence_files (request_id);
create index evidence_files_claim on claims.evidence_files (claim_id);
create index evidence_files_waiting on claims.evidence_files (uploaded_at) where scan = 'waiting' and removed_at is null;

-- Staff's own notes, what they wrote to schools, and how they look at claims.
create table claims.notes (
  id uuid primary key,
  claim_id uuid not null references claims.claims (id),
  -- note: for staff alone. message: sent to the school or provider, kept here.
  kind text not null check (kind in ('note', 'message')),
  text text not null check (text <> ''),
  organisation_id uuid references directory.organisations (id),
  written_by uuid references access.accounts (id),
  written_by_name text not null,
  written_at timestamptz not null,
  check ((kind = 'message') = (organisation_id is not null))
);
create index notes_claim on claims.notes (claim_id);
create trigger notes_stay before update or delete on claims.notes for each row execute function claims.never_changes();
create table claims.saved_views (
  id uuid primary key,
  account_id uuid not null references access.accounts (id),
  name text not null check (name <> ''),
  query text not null,
  created_at timestamptz not null,
  unique (account_id, name)
);

-- What a provider's own records say of a mentor's hours at a school in a year: the newest upload of a provider counts.
create table claims.provider_hours (
  file_id uuid not null references claims.files (id),
  provider_id uuid not null references directory.organisations (id),
  academic_year integer not null references claims.years (academic_year),
  trn text not null check (trn ~ '^[0-9]{7}$'),
  school_urn text,
  mentor_name text,
  hours smallint not null check (hours >= 0),
  line integer not null,
  primary key (file_id, line)
);
create index provider_hours_mentor on claims.provider_hours (provider_id, academic_year, trn);

-- Messages that somebody does not want. What must be answered is sent all the same.
create table claims.email_preferences (
  account_id uuid not null references access.accounts (id),
  kind text not null check (kind in ('progress', 'reminders', 'dates')),
  wanted boolean not null,
  chosen_at timestamptz not null,
  primary key (account_id, kind)
);

-- What a school says is wrong about how we know it. Staff look and answer.
create table claims.detail_reports (
  id uuid primary key,
  school_id uuid not null references directory.organisations (id),
  detail text not null check (detail in ('name', 'numbers', 'address', 'area', 'payment-details', 'conditions', 'other')),
  -- What is right, in the school's own words.
  said text not null check (said <> ''),
  receipt text not null unique check (receipt ~ '^[1-9][0-9]{7}$'),
  reported_by uuid references access.accounts (id),
  reported_by_name text not null,
  reported_at timestamptz not null,
  settled_at timestamptz,
  settled_by_name text,
  answer text check (answer <> ''),
  check ((settled_at is null) = (answer is null))
);
create index detail_reports_school on claims.detail_reports (school_id, reported_at desc);
create index detail_reports_open on claims.detail_reports (reported_at) where settled_at is null;
