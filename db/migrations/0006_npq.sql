-- National professional qualifications: who registers for which course with whom, how it is funded, and every change of it.
create schema npq;
grant usage on schema npq to tts_app;
alter default privileges in schema npq grant select, insert, update, delete on tables to tts_app;

-- Found by the beginning of any of the words of their name, at national size.
alter table directory.people
  add column search_words tsvector not null generated always as
    (array_to_tsvector(array_remove(regexp_split_to_array(lower(name), '[^[:alnum:]]+'), ''))) stored;
create index people_search on directory.people using gin (search_words) with (fastupdate = off);
-- By the beginning of an address, when only the newest counts.
create index addresses_beginning on access.addresses (folded text_pattern_ops) where removed_at is null;

create table npq.courses (
  identifier text primary key,
  short_code text not null unique,
  name text not null,
  kind text not null check (kind in ('leadership', 'specialist', 'ehco', 'support')),
  position smallint not null unique,
  is_offered boolean not null,
  -- A coaching offer is not a qualification: nobody passes or fails it.
  has_outcome boolean not null
);
insert into npq.courses values
  ('npq-leading-behaviour-culture', 'NPQLBC', 'Leading behaviour and culture', 'specialist', 1, true, true),
  ('npq-leading-literacy', 'NPQLL', 'Leading literacy', 'specialist', 2, true, true),
  ('npq-leading-primary-mathematics', 'NPQLPM', 'Leading primary mathematics', 'specialist', 3, true, true),
  ('npq-leading-teaching', 'NPQLT', 'Leading teaching', 'specialist', 4, true, true),
  ('npq-leading-teaching-development', 'NPQLTD', 'Leading teacher development', 'specialist', 5, true, true),
  ('npq-senco', 'NPQSENCO', 'Special educational needs co-ordinator (SENCO)', 'leadership', 6, true, true),
  ('npq-senior-leadership', 'NPQSL', 'Senior leadership', 'leadership', 7, true, true),
  ('npq-headship', 'NPQH', 'Headship', 'leadership', 8, true, true),
  ('npq-executive-leadership', 'NPQEL', 'Executive leadership', 'leadership', 9, true, true),
  ('npq-early-years-leadership', 'NPQEYL', 'Early years leadership', 'leadership', 10, true, true),
  ('npq-early-headship-coaching-offer', 'EHCO', 'Early headship coaching offer', 'ehco', 11, true, false),
  ('npq-additional-support-offer', 'ASO', 'Additional support offer', 'support', 12, false, false);

create table npq.cohorts (
  identifier text primary key check (identifier ~ '^[0-9]{4}[a-c]$'),
  -- The year that providers know it by.
  year smallint not null,
  suffix text not null check (suffix ~ '^[a-c]$'),
  name text not null unique,
  -- Its place in the question when the course starts: hint shown beside it.
  hint text,
  funding text not null check (funding in ('zero', 'capped', 'full')),
  -- Registration is open on these days; courses start from `starts_on`.
  registration daterange not null check (not isempty(registration)),
  starts_on date not null,
  source text not null,
  unique (year, suffix)
);
insert into npq.cohorts values
  ('2025b', 2025, 'b', 'Autumn 2025', null, 'capped', daterange('2025-06-02', '2026-01-10'), '2025-10-01',
   'Public schedules of the providers’ API'),
  ('2026a', 2026, 'a', 'Spring 2026', 'Courses of this cohort have already started. There is no scholarship funding for them.',
   'zero', daterange('2026-01-10', '2027-01-09'), '2026-02-01', 'Funding for NPQs, 2026: spring cohort without scholarships'),
  ('2026b', 2026, 'b', 'Autumn 2026', null, 'capped', daterange('2026-06-01', '2027-01-09'), '2026-10-01',
   'Funding for NPQs: eligible settings, 18 May 2026');

create table npq.schedules (
  identifier text not null,
  cohort text not null references npq.cohorts (identifier),
  course_kind text not null check (course_kind in ('leadership', 'specialist', 'ehco', 'support')),
  name text not null,
  applies_from date not null,
  applies_to date not null check (applies_to >= applies_from),
  declaration_types text[] not null,
  primary key (cohort, identifier)
);
insert into npq.schedules
select identifier, cohort, kind, name, applies_from::date, applies_to::date, types
from (values
  ('2025b', 'npq-leadership-autumn', 'leadership', 'NPQ Leadership Autumn', '2025-10-01', '2025-12-25'),
  ('2025b', 'npq-specialist-autumn', 'specialist', 'NPQ Specialist Autumn', '2025-10-01', '2025-12-25'),
  ('2025b', 'npq-ehco-november', 'ehco', 'NPQ EHCO November', '2025-10-01', '2025-11-30'),
  ('2025b', 'npq-ehco-december', 'ehco', 'NPQ EHCO December', '2025-12-01', '2026-01-31'),
  ('2026a', 'npq-leadership-spring', 'leadership', 'NPQ Leadership Spring', '2026-01-01', '2026-05-31'),
  ('2026a', 'npq-specialist-spring', 'specialist', 'NPQ Specialist Spring', '2026-01-01', '2026-05-31'),
  ('2026a', 'npq-ehco-march', 'ehco', 'NPQ EHCO March', '2026-02-01', '2026-05-31'),
  ('2026a', 'npq-ehco-june', 'ehco', 'NPQ EHCO June', '2026-06-01', '2026-09-30'),
  ('2026b', 'npq-leadership-autumn', 'leadership', 'NPQ Leadership Autumn', '2026-10-01', '2026-12-25'),
  ('2026b', 'npq-leadership-spring', 'leadership', 'NPQ Leadership Spring', '2027-01-01', '2027-05-31'),
  ('2026b', 'npq-specialist-autumn', 'specialist', 'NPQ Specialist Autumn', '2026-10-01', '2026-12-25'),
  ('2026b', 'npq-specialist-spring', 'specialist', 'NPQ Specialist Spring', '2027-01-01', '2027-05-31'),
  ('2026b', 'npq-ehco-november', 'ehco', 'NPQ EHCO November', '2026-10-01', '2026-11-30'),
  ('2026b', 'npq-ehco-december', 'ehco', 'NPQ EHCO December', '2026-12-01', '2027-01-31'),
  ('2026b', 'npq-ehco-march', 'ehco', 'NPQ EHCO March', '2027-02-01', '2027-05-31'),
  ('2026b', 'npq-ehco-june', 'ehco', 'NPQ EHCO June', '2027-06-01', '2027-09-30')
) as row (cohort, identifier, kind, name, applies_from, applies_to)
cross join lateral (select case kind
  when 'specialist' then array['started', 'retained-1', 'completed']
  else array['started', 'retained-1', 'retained-2', 'completed'] end as types) as declared;

-- Which provider delivers which course in which cohort. A withdrawn offer takes no new registrations.
create table npq.course_offers (
  course_identifier text not null references npq.courses (identifier),
  cohort text not null references npq.cohorts (identifier),
  provider_id uuid not null references directory.organisations (id),
  hint text,
  offered_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (course_identifier, cohort, provider_id)
);
create index course_offers_provider on npq.course_offers (provider_id);

-- What people agree to when their details are shared. Its words are kept for ever.
create table npq.consent_texts (
  version text primary key,
  text text not null,
  in_force_from timestamptz not null unique
);
insert into npq.consent_texts values (
  '2026-06',
  'I agree that my choices and details are shared with my chosen provider, auditors of the Department for Education and evaluators of the qualifications.',
  '2026-06-01T00:00:00Z'
);

-- The rules of funding, by cohort. A decision names the version that it was made by; a later version never changes it.
create table npq.funding_policies (
  version text not null,
  cohort text not null references npq.cohorts (identifier),
  in_force_from timestamptz not null,
  rules jsonb not null,
  source text not null,
  primary key (version, cohort),
  unique (cohort, in_force_from)
);
insert into npq.funding_policies
select '2026-06', cohort, '2026-06-01T00:00:00Z', '{
  "eligibleTypeCodes": ["1","2","3","5","6","7","8","10","12","14","15","18","24","26","28","31","32","33","34","35","36","38","39","40","41","42","43","44","45","46"],
  "notInEngland": { "typeCodes": ["30"], "laCodes": ["673", "702", "000", "704", "708"] },
  "openStatusCodes": ["1", "3", "4"],
  "newHeadteacherCourses": ["npq-early-headship-coaching-offer"],
  "sameCourse": [["npq-early-headship-coaching-offer", "npq-additional-support-offer"]],
  "earlyYearsCourses": ["npq-early-years-leadership"],
  "maintainedNursery": { "typeCodes": ["15"], "courses": ["npq-senco", "npq-headship", "npq-senior-leadership"] },
  "listedNurseryKinds": ["childminder"],
  "pp50Courses": ["npq-executive-leadership", "npq-leading-behaviour-culture", "npq-leading-literacy", "npq-leading-primary-mathematics", "npq-leading-teaching", "npq-leading-teaching-development"],
  "leadMentorCourses": ["npq-leading-teaching-development"],
  "reviewCourses": ["npq-senco", "npq-headship", "npq-senior-leadership"]
}'::jsonb, 'Funding for national professional qualifications: eligible settings, 18 May 2026, in force from 1 June 2026'
from (values ('2026a'), ('2026b')) as cohorts (cohort);

-- Lists of settings, each uploaded as a whole. The version in force is the newest that began and was not taken back.
create table npq.list_versions (
  id uuid primary key,
  list text not null check (list in
    ('rise', 'pp50-schools', 'pp50-further-education', 'childminders', 'disadvantaged-early-years', 'local-authority-nurseries')),
  status text not null check (status in ('previewed', 'applied', 'taken-back', 'discarded')),
  in_force_from timestamptz not null,
  file_name text not null,
  sha256 text not null,
  rows integer not null check (rows >= 0),
  added integer not null default 0,
  removed integer not null default 0,
  -- Rows that hold no identifier: their lines and why. Applying the rest takes a reason.
  left_out jsonb not null default '[]',
  applied_because text,
  uploaded_by uuid references access.accounts (id),
  uploaded_at timestamptz not null,
  applied_at timestamptz,
  taken_back_at timestamptz,
  taken_back_because text,
  check ((status in ('applied', 'taken-back')) = (applied_at is not null)),
  check ((status = 'taken-back') = (taken_back_at is not null))
);
create index list_versions_in_force on npq.list_versions (list, in_force_from desc) where status = 'applied';
create table npq.list_entries (
  version_id uuid not null references npq.list_versions (id) on delete cascade,
  identifier text not null,
  primary key (version_id, identifier)
);

-- Childcare on the Ofsted registers that GIAS does not know: nurseries, childminders and their agencies.
create table npq.childcare_providers (
  urn text primary key check (urn ~ '^[A-Z]{0,2}[0-9]{5,8}$'),
  name text not null,
  status text not null check (status in ('open', 'closed')),
  street text,
  town text,
  postcode text,
  local_authority text,
  region text,
  on_early_years_register boolean,
  -- Comparable words of name, town and postcode, as childcare-search-rules.ts makes them.
  search_text text collate "C" not null,
  search_words tsvector not null generated always as
    (array_to_tsvector(array_remove(string_to_array(search_text, ' '), ''))) stored,
  updated_at timestamptz not null
);
create index childcare_providers_search on npq.childcare_providers using gin (search_words) with (fastupdate = off);

-- A table of made-up cases that staff ran through the rules: what was expected of each row and what came.
create table npq.scenario_runs (
  id uuid primary key,
  file_name text not null,
  sha256 text not null,
  results jsonb not null,
  differing integer not null check (differing >= 0),
  account_id uuid references access.accounts (id),
  ran_at timestamptz not null
);
create index scenario_runs_newest on npq.scenario_runs (ran_at desc);

-- Funding, decided once: which rules and lists, what was known, and what follows. Never changed, never removed.
create table npq.funding_decisions (
  id uuid primary key,
  registration_id uuid,
  decided_by text not null check (decided_by in ('engine', 'staff', 'previous-service')),
  policy_version text not null,
  list_versions jsonb not null,
  inputs jsonb not null,
  result text not null check (result in ('funded', 'not-funded', 'review')),
  reason text not null,
  note text,
  account_id uuid references access.accounts (id),
  decided_at timestamptz not null
);
create index funding_decisions_registration on npq.funding_decisions (registration_id, decided_at);

create table npq.registrations (
  id uuid primary key,
  person_id uuid not null references directory.people (id),
  -- Who registered; null for what came from the service before.
  account_id uuid references access.accounts (id),
  -- The draft that it was submitted from: the same draft never makes two.
  draft_id uuid unique,
  course_identifier text not null references npq.courses (identifier),
  cohort text not null references npq.cohorts (identifier),
  status text not null check (status in ('pending', 'accepted', 'rejected', 'withdrawn', 'expired')),
  training_status text check (training_status in ('active', 'deferred', 'withdrawn')),
  decision_id uuid not null references npq.funding_decisions (id) deferrable initially deferred,
  funding_choice text check (funding_choice in ('school', 'trust', 'self', 'another', 'employer')),
  funded_place boolean,
  schedule_identifier text,
  review_status text check (review_status in ('needs_review', 'awaiting_information', 'reregister', 'decision_made')),
  review_account_id uuid references access.accounts (id),
  -- Answers that only some courses ask for, as course-answers.ts reads them.
  course_answers jsonb not null default '{}',
  consent_version text references npq.consent_texts (version),
  consented_at timestamptz,
  reason_for_rejection text,
  targeted_delivery boolean not null default false,
  created_at timestamptz not null,
  accepted_at timestamptz,
  -- When it was rejected, withdrawn or expired.
  ended_at timestamptz,
  work_details_changed_at timestamptz,
  -- Counts every change: who changes it names the revision that they saw.
  revision integer not null default 1,
  -- The time of the command that changed it last; what providers see as `updated_at` follows at commit (npq.provider_sights).
  touched_at timestamptz not null,
  foreign key (cohort, schedule_identifier) references npq.schedules (cohort, identifier),
  check ((status = 'accepted') = (training_status is not null)),
  check (status <> 'accepted' or accepted_at is not null),
  check ((status in ('rejected', 'withdrawn', 'expired')) = (ended_at is not null)),
  check ((status = 'rejected') = (reason_for_rejection is not null))
);
-- One live registration per person, course and cohort: the rule that the whole module stands on.
create unique index registrations_one_live on npq.registrations (person_id, course_identifier, cohort)
  where status in ('pending', 'accepted') and training_status is distinct from 'withdrawn';
create index registrations_person on npq.registrations (person_id, created_at);
create index registrations_account on npq.registrations (account_id, created_at);
create index registrations_created on npq.registrations (created_at, id);
create index registrations_cohort on npq.registrations (cohort, created_at, id);
create index registrations_review on npq.registrations (review_status, created_at) where review_status is not null;
alter table npq.funding_decisions
  add foreign key (registration_id) references npq.registrations (id) deferrable initially deferred;

create function npq.never_changes() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed or removed', tg_table_name;
end
$$;
create trigger funding_decisions_stay before update or delete on npq.funding_decisions
  for each row execute function npq.never_changes();

-- Where somebody works: versions, each with what was true of the employer when it was told. Exactly the answers that the
-- setting asks for, and none that it does not (the table of questions per setting in docs/rules/npq.md).
create table npq.work_details (
  id uuid primary key,
  person_id uuid not null references directory.people (id),
  -- Null when somebody told us of a new job while no registration of theirs could be changed.
  registration_id uuid references npq.registrations (id),
  number integer not null check (number > 0),
  works_in_england boolean not null,
  country text,
  setting text not null check (setting in
    ('early_years_or_childcare', 'a_school', 'an_academy_trust', 'a_16_to_19_educational_setting', 'another_setting', 'other')),
  nursery_kind text check (nursery_kind in ('local_authority_maintained_nursery', 'preschool_class_as_part_of_school',
    'private_nursery', 'childminder', 'another_early_years_setting')),
  has_ofsted_urn boolean,
  organisation_id uuid references directory.organisations (id),
  childcare_urn text,
  employment_type text check (employment_type in ('hospital_school', 'lead_mentor_for_accredited_itt_provider',
    'local_authority_supply_teacher', 'local_authority_virtual_school', 'young_offender_institution', 'other')),
  employment_role text,
  employer_name text,
  itt_provider_id uuid references directory.organisations (id),
  referred_by_return_to_teaching_adviser boolean,
  -- The employer as it was then: name, URN, address, type, and which lists it was on.
  employer jsonb,
  change_kind text not null check (change_kind in ('registered', 'correction', 'move')),
  effective_on date not null,
  decision_id uuid references npq.funding_decisions (id) deferrable initially deferred,
  by_staff boolean not null default false,
  recorded_by uuid references access.accounts (id),
  recorded_at timestamptz not null,
  unique (registration_id, number),
  check (works_in_england or num_nonnulls(nursery_kind, has_ofsted_urn, organisation_id, childcare_urn, employment_type,
    employment_role, employer_name, itt_provider_id, referred_by_return_to_teaching_adviser) = 0),
  check (not works_in_england or country is null),
  check (not works_in_england or setting <> 'early_years_or_childcare' or nursery_kind is not null),
  check (setting = 'early_years_or_childcare' or num_nonnulls(nursery_kind, has_ofsted_urn, childcare_urn) = 0),
  check (not works_in_england or setting <> 'another_setting' or employment_type is not null),
  check (setting = 'another_setting' or num_nonnulls(employment_type, employment_role, itt_provider_id) = 0),
  check (not works_in_england or setting <> 'other' or referred_by_return_to_teaching_adviser is not null),
  check (setting = 'other' or referred_by_return_to_teaching_adviser is null),
  check (organisation_id is null or setting not in ('another_setting', 'other'))
);
create index work_details_person on npq.work_details (person_id, recorded_at);
create index work_details_organisation on npq.work_details (organisation_id) where organisation_id is not null;
create index work_details_childcare on npq.work_details (childcare_urn) where childcare_urn is not null;
create trigger work_details_stay before update of registration_id, setting, employer, decision_id, recorded_at or delete on npq.work_details
  for each row execute function npq.never_changes();

-- Which provider a registration is with: one at a time, every one kept.
create table npq.registration_providers (
  registration_id uuid not null references npq.registrations (id),
  provider_id uuid not null references directory.organisations (id),
  assigned_at timestamptz not null,
  unassigned_at timestamptz check (unassigned_at >= assigned_at),
  unassigned_because text,
  primary key (registration_id, provider_id, assigned_at),
  check ((unassigned_at is null) = (unassigned_because is null))
);
create unique index registration_providers_current on npq.registration_providers (registration_id) where unassigned_at is null;
create index registration_providers_of on npq.registration_providers (provider_id, registration_id);

-- How training goes on after acceptance: deferred, resumed, withdrawn, moved to another schedule, each with its date and reason.
create table npq.training_changes (
  id uuid primary key,
  registration_id uuid not null references npq.registrations (id),
  kind text not null check (kind in ('accepted', 'deferred', 'resumed', 'withdrawn', 'schedule-changed', 'reverted')),
  reason text,
  schedule_identifier text,
  happened_at timestamptz not null
);
create index training_changes_registration on npq.training_changes (registration_id, happened_at);

-- What a provider says that a participant has done. One that counts per registration and type.
create table npq.declarations (
  id uuid primary key,
  registration_id uuid not null references npq.registrations (id),
  provider_id uuid not null references directory.organisations (id),
  declaration_type text not null check (declaration_type in ('started', 'retained-1', 'retained-2', 'completed')),
  declaration_date date not null,
  state text not null check (state in
    ('submitted', 'eligible', 'ineligible', 'payable', 'paid', 'voided', 'awaiting_clawback', 'clawed_back')),
  -- Held back from becoming eligible while a funded place is in doubt.
  held_because text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index declarations_one_live on npq.declarations (registration_id, declaration_type)
  where state in ('submitted', 'eligible', 'payable', 'paid');
create index declarations_registration on npq.declarations (registration_id);
create index declarations_provider on npq.declarations (provider_id, created_at, id);

-- Passed or failed: the latest counts, all are kept.
create table npq.outcomes (
  id uuid primary key,
  registration_id uuid not null references npq.registrations (id),
  state text not null check (state in ('passed', 'failed', 'voided')),
  completed_on date not null,
  created_at timestamptz not null
);
create index outcomes_registration on npq.outcomes (registration_id, created_at);

-- A change that the accepted provider must agree to: it releases the registration or says why not.
create table npq.change_requests (
  id uuid primary key,
  registration_id uuid not null references npq.registrations (id),
  kind text not null check (kind in ('provider', 'course')),
  from_provider_id uuid not null references directory.organisations (id),
  to_provider_id uuid not null references directory.organisations (id),
  to_course_identifier text not null references npq.courses (identifier),
  course_answers jsonb not null default '{}',
  -- Who pays for the new course, where its scholarship does not.
  funding_choice text check (funding_choice in ('school', 'trust', 'self', 'another', 'employer')),
  note text,
  status text not null check (status in ('asked', 'released', 'refused', 'taken-back')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid references access.accounts (id),
  refused_because text,
  check ((status = 'asked') = (answered_at is null)),
  check ((status = 'refused') = (refused_because is not null))
);
create unique index change_requests_open on npq.change_requests (registration_id) where status = 'asked';
create index change_requests_provider on npq.change_requests (from_provider_id, asked_at) where status = 'asked';

-- What staff must look at. Opened by commands, never by hand; closed with an outcome.
create table npq.tasks (
  id uuid primary key,
  registration_id uuid not null references npq.registrations (id),
  kind text not null check (kind in ('funded-place-in-doubt', 'funding-review', 'likely-duplicate')),
  facts jsonb not null,
  opened_at timestamptz not null,
  assigned_to uuid references access.accounts (id),
  closed_at timestamptz,
  closed_by uuid references access.accounts (id),
  outcome text,
  check ((closed_at is null) = (outcome is null))
);
create unique index tasks_open_once on npq.tasks (registration_id, kind) where closed_at is null;
create index tasks_open on npq.tasks (kind, opened_at) where closed_at is null;

-- Notes of those who review funding. Added to, never overwritten.
create table npq.review_notes (
  id uuid primary key,
  registration_id uuid not null references npq.registrations (id),
  review_status text,
  note text not null check (note <> ''),
  account_id uuid references access.accounts (id),
  written_at timestamptz not null
);
create index review_notes_registration on npq.review_notes (registration_id, written_at);
create trigger review_notes_stay before update or delete on npq.review_notes
  for each row execute function npq.never_changes();

-- A registration as it was submitted, for the report of duplicates: the groups of answers, normalised, as keys to compare.
create table npq.submissions (
  registration_id uuid primary key references npq.registrations (id),
  submitted_at timestamptz not null,
  email_key text not null,
  provider_id uuid not null references directory.organisations (id),
  course_identifier text not null,
  cohort text not null,
  setting text not null,
  work_key text not null,
  funding_key text not null,
  answers_key text not null,
  name_key text not null,
  signed_in_by text not null,
  source text not null check (source in ('here', 'previous-service'))
);
create index submissions_submitted on npq.submissions (submitted_at, registration_id);
create index submissions_email on npq.submissions (email_key, submitted_at);

-- What changed, for the provider's feed: before and after. The sequence is given at commit, so that readers never miss one.
create table npq.changes (
  id uuid primary key,
  sequence bigint unique,
  registration_id uuid not null references npq.registrations (id),
  -- Who may read it: the provider that had the registration when it happened.
  provider_id uuid not null references directory.organisations (id),
  kind text not null check (kind in ('submitted', 'accepted', 'rejected', 'withdrawn', 'work-details-changed', 'course-changed',
    'provider-changed', 'funding-changed', 'funded-place-changed', 'schedule-changed', 'deferred', 'resumed', 'reverted', 'merged')),
  before jsonb not null,
  after jsonb not null,
  effective_on date,
  happened_at timestamptz not null
);
create index changes_feed on npq.changes (provider_id, sequence);
create index changes_registration on npq.changes (registration_id, happened_at);
create index changes_happened on npq.changes (happened_at) where kind in ('work-details-changed', 'course-changed', 'provider-changed');

-- What each provider sees of which registration, and when that last changed. `updated_at` is given when the transaction
-- commits, in the order of commits, because every writer holds the lock of npq.visible_lock() from here to its commit.
-- A reader that takes it shared has seen everything that was given an earlier time.
create table npq.provider_sights (
  provider_id uuid not null references directory.organisations (id),
  registration_id uuid not null references npq.registrations (id),
  participant_id uuid not null,
  cohort text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- When the provider lost it; what it sees stays as it was then, in `frozen` (npq.as_lost).
  lost_at timestamptz,
  frozen jsonb check ((frozen is null) = (lost_at is null)),
  is_accepted boolean not null,
  training_status text,
  primary key (provider_id, registration_id)
);
create index provider_sights_created on npq.provider_sights (provider_id, created_at, registration_id);
create index provider_sights_updated on npq.provider_sights (provider_id, updated_at, registration_id);
create index provider_sights_participant on npq.provider_sights (provider_id, participant_id);
create index provider_sights_registration on npq.provider_sights (registration_id);

create table npq.visibility (
  is_only boolean primary key default true check (is_only),
  last_at timestamptz not null,
  last_sequence bigint not null
);
insert into npq.visibility (last_at, last_sequence) values ('-infinity', 0);

create function npq.visible_lock() returns bigint language sql immutable as $$ select 7166711840252321::bigint $$;

-- All that a provider saw of a registration, kept for one that loses it: nothing that anybody changes later reaches it.
create function npq.as_lost(was npq.registrations) returns jsonb language plpgsql stable as $$
begin
  return (select to_jsonb(was) || jsonb_build_object(
    'work_details_id', (select id from npq.work_details where registration_id = was.id order by number desc limit 1),
    'full_name', person.name, 'trn', person.trn, 'trn_confirmed_at', person.trn_confirmed_at,
    'email', (select address from access.addresses where account_id = was.account_id and removed_at is null
      order by verified_at is null, added_at limit 1)
  ) from directory.people as person where person.id = was.person_id);
end
$$;

create function npq.show_to_providers() returns trigger language plpgsql as $$
declare
  shown timestamptz;
  -- Of several changes in one transaction the first comes first, with the registration as it was before all of them.
  was npq.registrations := coalesce(old, new);
begin
  perform pg_advisory_xact_lock(npq.visible_lock());
  -- The product's time of the command, and how long its transaction has taken since; never before what was shown last.
  update npq.visibility
  set last_at = greatest(last_at + interval '1 microsecond', new.touched_at + (clock_timestamp() - transaction_timestamp()))
  returning last_at into shown;
  insert into npq.provider_sights as sight
    (provider_id, registration_id, participant_id, cohort, created_at, updated_at, lost_at, frozen, is_accepted, training_status)
  select provider_id, registration.id, person_id, cohort, registration.created_at, shown,
    case when bool_or(unassigned_at is null) then null else max(unassigned_at) end,
    case when bool_or(unassigned_at is null) then null else npq.as_lost(was) end, status = 'accepted', registration.training_status
  from npq.registrations as registration join npq.registration_providers as provider on provider.registration_id = registration.id
  where registration.id = new.id
  group by provider_id, registration.id
  on conflict (provider_id, registration_id) do update
  set participant_id = excluded.participant_id, cohort = excluded.cohort, updated_at = excluded.updated_at,
    lost_at = excluded.lost_at, is_accepted = excluded.is_accepted, training_status = excluded.training_status,
    frozen = case when sight.lost_at = excluded.lost_at then sight.frozen else excluded.frozen end
  -- Who has lost it sees nothing that happens later, except a new id of the person.
  where excluded.lost_at is null or sight.lost_at is null or sight.lost_at <> excluded.lost_at
    or sight.participant_id <> excluded.participant_id;
  return null;
end
$$;
create constraint trigger registrations_shown after insert or update on npq.registrations
  deferrable initially deferred for each row execute function npq.show_to_providers();

create function npq.put_in_order() returns trigger language plpgsql as $$
declare
  next bigint;
begin
  perform pg_advisory_xact_lock(npq.visible_lock());
  update npq.visibility set last_sequence = last_sequence + 1 returning last_sequence into next;
  update npq.changes set sequence = next where id = new.id;
  return null;
end
$$;
create constraint trigger changes_in_order after insert on npq.changes
  deferrable initially deferred for each row execute function npq.put_in_order();

-- What providers declare of participants is shown with a time of its commit too, for the same reason.
create function npq.show_declaration() returns trigger language plpgsql as $$
declare
  shown timestamptz;
begin
  perform pg_advisory_xact_lock(npq.visible_lock());
  update npq.visibility
  set last_at = greatest(last_at + interval '1 microsecond', new.updated_at + (clock_timestamp() - transaction_timestamp()))
  returning last_at into shown;
  update npq.declarations set updated_at = shown where id = new.id;
  return null;
end
$$;
create constraint trigger declarations_shown_first after insert on npq.declarations
  deferrable initially deferred for each row execute function npq.show_declaration();
create constraint trigger declarations_shown after update of state, held_because, declaration_date on npq.declarations
  deferrable initially deferred for each row execute function npq.show_declaration();

create function npq.show_outcome() returns trigger language plpgsql as $$
declare
  shown timestamptz;
begin
  perform pg_advisory_xact_lock(npq.visible_lock());
  update npq.visibility
  set last_at = greatest(last_at + interval '1 microsecond', new.created_at + (clock_timestamp() - transaction_timestamp()))
  returning last_at into shown;
  update npq.outcomes set created_at = shown where id = new.id;
  return null;
end
$$;
create constraint trigger outcomes_shown after insert on npq.outcomes
  deferrable initially deferred for each row execute function npq.show_outcome();

-- Many registrations changed by a file: looked at first, then done row by row, each in a transaction of its own.
create table npq.bulk_runs (
  id uuid primary key,
  kind text not null check (kind in ('revert-to-pending', 'reject-expired', 'transfer-provider')),
  file_name text not null,
  sha256 text not null,
  status text not null check (status in ('checking', 'checked', 'running', 'finished', 'discarded')),
  reason text not null check (reason <> ''),
  created_by uuid references access.accounts (id),
  created_at timestamptz not null,
  finished_at timestamptz,
  check ((status in ('finished', 'discarded')) = (finished_at is not null))
);
create index bulk_runs_created on npq.bulk_runs (created_at);
create table npq.bulk_rows (
  run_id uuid not null references npq.bulk_runs (id) on delete cascade,
  line integer not null,
  cells jsonb not null,
  -- What would happen, by a trial that is undone; then what did.
  verdict text not null check (verdict in ('waiting', 'would-change', 'would-not', 'unreadable', 'changed', 'not-changed')),
  -- The refusal of the command, or what cannot be read.
  because text,
  settled_at timestamptz,
  primary key (run_id, line)
);
