-- Which schools have nobody registered and why, kept ready for the pages of staff (docs/adr, "Who is missing is a list").
-- The worker writes all of it, again and again; it says nothing that the other tables do not.

create table access.missing_schools (
  organisation_id uuid primary key references directory.organisations (id),
  -- By which schools are found and put in order, as the directory has them.
  urn text not null,
  la_code text not null,
  la_name text collate "C" not null,
  establishment_number text,
  trust_id uuid,
  phase_code text not null,
  search_name text collate "C" not null,
  search_words tsvector not null,
  reason text not null check (reason in ('said-no', 'unfinished', 'no-address', 'never-invited', 'link-ended', 'bounced',
    'refused', 'expired', 'unopened', 'on-its-way')),
  -- What an invitation would do: the channel of its link, or why the school is passed over.
  outcome text not null check (outcome in ('main', 'alternative', 'said-no', 'suppressed-type', 'no-address',
    'address-bounced', 'recent-link', 'already-planned')),
  -- The newest link is so old that the school is worth a reminder.
  reminder_due boolean not null,
  sent_at timestamptz,
  opened_at timestamptz,
  check (opened_at is null or sent_at is not null),
  -- Schools that were never sent a link come last.
  link_order timestamptz not null generated always as (coalesce(sent_at, timestamptz 'infinity')) stored
);
create index missing_schools_name on access.missing_schools (search_name, urn);
create index missing_schools_authority on access.missing_schools (la_name, search_name, urn);
create index missing_schools_link on access.missing_schools (link_order, search_name, urn);
create index missing_schools_reason_name on access.missing_schools (reason, search_name, urn);
create index missing_schools_reason_authority on access.missing_schools (reason, la_name, search_name, urn);
create index missing_schools_reason_link on access.missing_schools (reason, link_order, search_name, urn);
create index missing_schools_la on access.missing_schools (la_code);
create index missing_schools_trust on access.missing_schools (trust_id);
-- Without a pending list, as for the search for a school.
create index missing_schools_words on access.missing_schools using gin (search_words) with (fastupdate = off);

-- How many there are, by what pages ask for. An empty text stands for all.
create table access.missing_counts (
  place_kind text not null check (place_kind in ('england', 'authority', 'trust')),
  reason text not null,
  phase_code text not null,
  only_due boolean not null,
  outcome text not null,
  place_key text not null,
  schools integer not null check (schools > 0),
  primary key (place_kind, reason, phase_code, only_due, outcome, place_key),
  check ((place_kind = 'england') = (place_key = ''))
);
create index missing_counts_most on access.missing_counts (place_kind, reason, phase_code, only_due, schools desc, place_key);

-- The first school of each page after the first, so that the last page costs what the second does.
create table access.missing_pages (
  sort text not null check (sort in ('name', 'authority', 'oldest-link')),
  reason text not null,
  phase_code text not null,
  only_due boolean not null,
  page integer not null check (page > 1),
  la_name text collate "C" not null,
  link_order timestamptz not null,
  search_name text collate "C" not null,
  urn text not null,
  primary key (sort, reason, phase_code, only_due, page)
);

-- When all of it was last true. One row.
create table access.missing_list (
  is_only boolean primary key check (is_only),
  as_at timestamptz not null
);
