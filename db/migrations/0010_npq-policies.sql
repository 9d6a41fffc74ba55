-- The dated data of NPQs that staff keep: cohorts with their schedules, rules of funding that a second person approves, and
-- texts of consent. Until now they came with migrations alone.

alter table npq.cohorts
  -- Counts every change: who changes it names the revision that they saw.
  add column revision integer not null default 1,
  add constraint cohorts_named_by_year check (identifier = year::text || suffix),
  add constraint cohorts_registration_ends check (not lower_inf(registration) and not upper_inf(registration)),
  add constraint cohorts_open_before_start check (starts_on >= lower(registration)),
  add constraint cohorts_one_start_a_day unique (starts_on),
  -- The springs of two years are never open on the same day: nobody could tell which is meant. A spring and an autumn may be.
  add constraint cohorts_no_overlap exclude using gist (suffix with =, registration with &&);

-- Whoever registered while it was open stays within the period.
create function npq.registrations_stay_inside() returns trigger language plpgsql as $$
begin
  if exists (
    select from npq.registrations as registration
    where registration.cohort = new.identifier
      and old.registration @> (registration.created_at at time zone 'Europe/London')::date
      and not new.registration @> (registration.created_at at time zone 'Europe/London')::date
  ) then
    raise exception 'registrations of cohort % would fall outside its period', new.identifier
      using errcode = 'check_violation', constraint = 'cohorts_registrations_inside';
  end if;
  return new;
end
$$;
create trigger cohorts_registrations_inside before update of registration on npq.cohorts
  for each row execute function npq.registrations_stay_inside();

alter table npq.schedules
  add constraint schedules_no_overlap
    exclude using gist (cohort with =, course_kind with =, daterange(applies_from, applies_to, '[]') with &&);
create index registrations_schedule on npq.registrations (cohort, schedule_identifier) where schedule_identifier is not null;

-- A schedule that somebody trains on stays as it was: declarations were made by it.
create function npq.used_schedules_stay() returns trigger language plpgsql as $$
begin
  if exists (
    select from npq.registrations where cohort = old.cohort and schedule_identifier = old.identifier
  ) then
    raise exception 'schedule % of cohort % is used', old.identifier, old.cohort
      using errcode = 'check_violation', constraint = 'schedules_used_stay';
  end if;
  return coalesce(new, old);
end
$$;
create trigger schedules_used_stay before update or delete on npq.schedules
  for each row execute function npq.used_schedules_stay();

-- Rules of funding on their way: written by one member of staff, approved or refused by another. The engine never reads them;
-- it reads npq.funding_policies, where they come when they are approved.
create table npq.funding_proposals (
  id uuid primary key,
  cohort text not null references npq.cohorts (identifier),
  status text not null check (status in ('draft', 'proposed', 'approved', 'refused', 'discarded')),
  -- The version that it began as a copy of.
  copied_version text not null,
  copied_cohort text not null,
  rules jsonb not null,
  source text,
  because text,
  -- Null for rules that count from the moment of their approval.
  in_force_from timestamptz,
  -- The version in force then, against which its differences were looked at; null for the first rules of a cohort.
  compared_with text,
  -- The table of cases that it was tried on.
  scenario_run_id uuid references npq.scenario_runs (id),
  proposed_by uuid not null references access.accounts (id),
  begun_at timestamptz not null,
  proposed_at timestamptz,
  decided_by uuid references access.accounts (id),
  decided_at timestamptz,
  decided_because text,
  -- Its name once it is approved.
  version text,
  foreign key (copied_version, copied_cohort) references npq.funding_policies (version, cohort),
  constraint funding_proposals_second_person check (decided_by <> proposed_by),
  check ((status in ('approved', 'refused')) = (num_nonnulls(decided_by, decided_at, decided_because) = 3)),
  check (status in ('approved', 'refused') or num_nonnulls(decided_by, decided_at, decided_because) = 0),
  check (status in ('draft', 'discarded') or num_nonnulls(source, because, proposed_at, scenario_run_id) = 4),
  check ((status = 'approved') = (version is not null))
);
create index funding_proposals_open on npq.funding_proposals (cohort, begun_at) where status in ('draft', 'proposed');

alter table npq.funding_policies
  add column proposal_id uuid unique references npq.funding_proposals (id);

create function npq.approved_alone() returns trigger language plpgsql as $$
begin
  if not exists (
    select from npq.funding_proposals as proposal
    where proposal.id = new.proposal_id and proposal.status = 'approved' and proposal.cohort = new.cohort
      and proposal.version = new.version and proposal.rules = new.rules and proposal.source = new.source
  ) then
    raise exception 'rules of cohort % that no second person approved', new.cohort
      using errcode = 'check_violation', constraint = 'funding_policies_approved';
  end if;
  return new;
end
$$;
create trigger funding_policies_approved before insert on npq.funding_policies
  for each row execute function npq.approved_alone();
create trigger funding_policies_stay before update or delete on npq.funding_policies
  for each row execute function npq.never_changes();

alter table npq.consent_texts
  add column added_by uuid references access.accounts (id),
  add column added_at timestamptz,
  add check (text <> '');
create trigger consent_texts_stay before update or delete on npq.consent_texts
  for each row execute function npq.never_changes();
create index registrations_consent on npq.registrations (consent_version);
