-- Where an organisation that people add has its seat, so that it can be found by it. Schools and trusts have theirs from GIAS.
alter table directory.organisations
  add column postcode text check (postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$');

-- The words of a name without accents and capitals: "Sian" and "Siân" are the same word to whoever looks for somebody.
-- unaccent() is only stable, because its dictionary could be changed; named with its dictionary it is what an index may rely on.
create function directory.name_words(name text) returns text[] language sql immutable parallel safe
  return array_remove(
    regexp_split_to_array(lower(public.unaccent('public.unaccent'::regdictionary, normalize(name, NFKC))), '[^[:alnum:]]+'), '');

-- What is typed as a query of such words: each is the beginning of one.
create function directory.name_query(typed text) returns tsquery language sql immutable parallel safe
  return (select string_agg('''' || word || ''':*', ' & ')::tsquery from unnest(directory.name_words(typed)) as word);

-- The words beside it know accents; they stay until no running release reads them.
alter table directory.people
  add column name_words tsvector not null generated always as (array_to_tsvector(directory.name_words(name))) stored;
create index people_name_words on directory.people using gin (name_words) with (fastupdate = off);

-- Staff list claims of one status, newest first, and those with one type of training, of which there may be few or none.
create index claims_status_newest on claims.claims (status, submitted_at desc, id) where submitted_at is not null;
create index claim_lines_training on claims.claim_lines (training_type, claim_id);

-- GIAS types of schools whose grants the payer pays through the local authority that maintains them; every other type is paid directly.
create table claims.authority_paid_types (
  type_code text not null,
  name text not null,
  period daterange not null check (not isempty(period)),
  source text not null,
  exclude using gist (type_code with =, period with &&)
);
insert into claims.authority_paid_types
select code, name, daterange('2023-09-01', null), 'Conditions of grant: general mentor training, payments; GIAS types of establishment, September 2026'
from (values
  ('1', 'Community school'), ('2', 'Voluntary aided school'), ('3', 'Voluntary controlled school'), ('5', 'Foundation school'),
  ('7', 'Community special school'), ('12', 'Foundation special school'), ('14', 'Pupil referral unit'),
  ('15', 'Local authority nursery school')) as types (code, name);

-- The first rules and words of NPQs count from midnight in London on their day, not an hour later.
alter table npq.funding_policies disable trigger funding_policies_stay;
update npq.funding_policies set in_force_from = '2026-05-31T23:00:00Z' where in_force_from = '2026-06-01T00:00:00Z';
alter table npq.funding_policies enable trigger funding_policies_stay;
alter table npq.consent_texts disable trigger consent_texts_stay;
update npq.consent_texts set in_force_from = '2026-05-31T23:00:00Z' where in_force_from = '2026-06-01T00:00:00Z';
alter table npq.consent_texts enable trigger consent_texts_stay;
