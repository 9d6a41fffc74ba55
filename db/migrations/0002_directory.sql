-- One registry of organisations and the reference facts about them.
create table directory.organisations (
  id uuid primary key,
  kind text not null check (kind in ('school', 'trust', 'local-authority', 'company', 'department')),
  name text not null check (name <> ''),
  ukprn text check (ukprn ~ '^[0-9]{8}$'),
  status text not null check (status in ('open', 'closed', 'proposed')),
  opened_on date,
  closed_on date,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index organisations_kind_name on directory.organisations (kind, name);
-- GIAS has many namesakes; what people add by hand has none.
create unique index organisations_added_name on directory.organisations (lower(name)) where kind in ('company', 'department');

create table directory.local_authorities (
  organisation_id uuid primary key references directory.organisations (id),
  code text not null unique check (code ~ '^[0-9]{3}$')
);

-- A school as GIAS says. What the school told us lives elsewhere; an import never touches it.
create table directory.schools (
  organisation_id uuid primary key references directory.organisations (id),
  urn text not null unique check (urn ~ '^[0-9]{5,6}$'),
  name text not null,
  la_code text not null,
  la_name text not null,
  establishment_number text,
  type_code text not null,
  type_name text not null,
  type_group_code text not null,
  status_code text not null check (status_code in ('1', '2', '3', '4')),
  status_name text not null,
  phase_code text not null,
  phase_name text not null,
  opened_on date,
  closed_on date,
  low_age smallint,
  high_age smallint,
  religious_character text,
  pupils integer,
  ukprn text,
  -- What follows from the next column and the list of section 41: one rule, kept by both importers.
  section_41 boolean not null,
  -- As the extract says; null where it says "Not applicable", and the list then decides.
  section_41_approved boolean,
  street text,
  locality text,
  address3 text,
  town text,
  county text,
  postcode text,
  website text,
  telephone text,
  head_title text,
  head_first_name text,
  head_last_name text,
  head_job_title text,
  district_code text,
  district_name text,
  region_name text,
  gias_changed_on date,
  -- Both hold comparable words as school-search-rules.ts makes them. Their order is the same on every server.
  search_name text collate "C" not null,
  search_place text collate "C" not null,
  -- The import that last wrote the row: one that finds it unchanged leaves it alone.
  last_seen_import uuid not null,
  search_words tsvector not null generated always as
    (array_to_tsvector(array_remove(string_to_array(search_name || ' ' || search_place, ' '), ''))) stored
);
-- Without a pending list: searches must not slow down after an import.
create index schools_search on directory.schools using gin (search_words) with (fastupdate = off);
create index schools_open_first on directory.schools ((status_code = '2'), search_name, urn);
create index schools_la on directory.schools (la_code, name);
create index schools_postcode on directory.schools (replace(postcode, ' ', ''));

-- Every word by which a school can be found, so that a mistyped one can be put right. Kept as an index is: by the database.
create table directory.search_words (
  word text primary key
);

-- The word itself and the word less any one letter: two words share one of these when one slip of the keyboard makes
-- either from the other (a letter added, left out, changed, or two swapped).
create function directory.spellings(word text) returns text[] language sql immutable parallel safe
  return array(
    select left(word, place - 1) || substr(word, place + 1) from generate_series(1, length(word) + 1) as place
  );
create index search_words_spellings on directory.search_words using gin (directory.spellings(word)) with (fastupdate = off);

create function directory.keep_search_words() returns trigger language plpgsql as $$
begin
  insert into directory.search_words (word)
  select distinct word
  from changed, unnest(string_to_array(changed.search_name || ' ' || changed.search_place, ' ')) as word
  where length(word) > 3 and word !~ '[0-9]'
  order by word
  on conflict do nothing;
  return null;
end
$$;
create trigger schools_added after insert on directory.schools
  referencing new table as changed for each statement execute function directory.keep_search_words();
create trigger schools_changed after update on directory.schools
  referencing new table as changed for each statement execute function directory.keep_search_words();

-- The published list of independent special institutions approved under section 41 of the Children and Families Act 2014.
create table directory.section_41_listings (
  urn text primary key,
  granted_on date,
  revoked_on date,
  check (granted_on is not null or revoked_on is not null)
);

-- Links as GIAS publishes them; many name establishments that the extract no longer holds.
create table directory.school_links (
  urn text not null,
  linked_urn text not null,
  linked_name text not null,
  link_type text not null,
  established_on date,
  primary key (urn, linked_urn, link_type)
);
create index school_links_linked on directory.school_links (linked_urn);

create table directory.trusts (
  organisation_id uuid primary key references directory.organisations (id),
  group_uid text not null unique,
  group_id text,
  group_type_code text not null,
  group_type_name text not null,
  companies_house_number text,
  postcode text
);

create table directory.trust_memberships (
  school_id uuid not null references directory.schools (organisation_id),
  trust_id uuid not null references directory.trusts (organisation_id),
  period daterange not null check (not isempty(period)),
  primary key (school_id, trust_id, period),
  exclude using gist (school_id with =, period with &&)
);
create index trust_memberships_trust on directory.trust_memberships (trust_id);

create table directory.organisation_roles (
  organisation_id uuid not null references directory.organisations (id),
  role text not null check (role in
    ('lead-provider', 'delivery-partner', 'appropriate-body', 'accredited-itt-provider', 'npq-provider', 'payer')),
  period daterange not null check (not isempty(period)),
  source text not null,
  primary key (organisation_id, role, period),
  exclude using gist (organisation_id with =, role with =, period with &&)
);

create table directory.organisation_aliases (
  organisation_id uuid not null references directory.organisations (id),
  name text not null,
  period daterange not null check (not isempty(period)),
  source text not null,
  primary key (organisation_id, name, period)
);

create table directory.organisation_relations (
  from_id uuid not null references directory.organisations (id),
  to_id uuid not null references directory.organisations (id),
  kind text not null check (kind in ('part-of', 'successor', 'same-as')),
  period daterange not null check (not isempty(period)),
  confidence text not null check (confidence in ('certain', 'likely')),
  source text not null,
  primary key (from_id, to_id, kind, period),
  check (from_id <> to_id)
);
create index organisation_relations_to on directory.organisation_relations (to_id);

-- Where an organisation can be reached. One address a channel at a time; a correction ends the old row.
create table directory.contact_points (
  id uuid primary key,
  organisation_id uuid not null references directory.organisations (id),
  channel text not null check (channel in ('main', 'alternative')),
  address text not null check (address <> ''),
  source text not null check (source in ('gias', 'staff')),
  since timestamptz not null,
  until timestamptz check (until > since)
);
create unique index contact_points_current on directory.contact_points (organisation_id, channel, source) where until is null;

create table directory.people (
  id uuid primary key,
  name text not null check (name <> ''),
  trn text unique check (trn ~ '^[0-9]{7}$'),
  created_at timestamptz not null
);

-- Which schools may use the service, as dated data: figures and codes are policy, not code.
create table directory.eligibility_policies (
  version text primary key,
  period daterange not null check (not isempty(period)),
  open_status_codes text[] not null,
  england_district_prefixes text[] not null,
  excluded_type_codes text[] not null,
  section_41_type_codes text[] not null,
  source text not null,
  exclude using gist (period with &&)
);
insert into directory.eligibility_policies values (
  '2026-04',
  daterange('2021-09-01', null),
  array['1', '3'],
  array['E', '9999'],
  array['10', '11', '25', '26', '27', '29', '30', '37', '49', '56'],
  array['10', '11'],
  'Register early career teachers, GIAS types, April 2026'
);

create table directory.academic_years (
  year integer primary key check (year >= 2000 and year <= 2100),
  period daterange not null,
  exclude using gist (period with &&)
);
insert into directory.academic_years
select year, daterange(make_date(year, 9, 1), make_date(year + 1, 9, 1)) from generate_series(2020, 2035) as year;

create table directory.imports (
  id uuid primary key,
  name text not null,
  file_names text[] not null,
  sha256 text not null,
  status text not null check (status in ('running', 'previewed', 'applied', 'refused', 'failed')),
  rows_read integer not null default 0,
  summary jsonb not null default '{}',
  refusal jsonb,
  process_id uuid not null references audit.processes (id),
  -- Where an uploaded file is kept until it is applied or refused; null when it came from the command line.
  stored_as text,
  -- The day of its content, by its name or the newest day in it.
  file_day date,
  -- Part of a whole, as seeds and tests are: absent rows mean nothing, and the next file is not measured against it.
  is_sample boolean not null default false,
  -- Why an unusual file was let through.
  accepted_because text,
  started_at timestamptz not null,
  finished_at timestamptz,
  check ((status = 'running') = (finished_at is null))
);
create index imports_name on directory.imports (name, started_at desc);

create table directory.import_rejects (
  import_id uuid not null references directory.imports (id),
  line integer not null,
  reason text not null,
  raw text not null,
  primary key (import_id, line)
);
