-- What the migrations add up to. Made by bin/generate from a migrated database: to be read, never run.

CREATE OR REPLACE FUNCTION audit.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$function$;

CREATE OR REPLACE FUNCTION claims.count_held_hours()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION claims.keep_file()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.kind, new.file_name, new.sha256, new.bytes, new.made_at) is distinct from
     (old.kind, old.file_name, old.sha256, old.bytes, old.made_at) then
    raise exception 'a file stays as it was' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION claims.keep_submitted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.submitted_at is not null and (new.area, new.pence_per_hour, new.hours, new.amount_pence, new.school_id, new.academic_year)
    is distinct from (old.area, old.pence_per_hour, old.hours, old.amount_pence, old.school_id, old.academic_year) then
    raise exception 'what a submitted claim is worth never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION claims.ledger_balances()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION claims.never_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'rows of % are never changed', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION directory.keep_search_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into directory.search_words (word)
  select distinct word
  from changed, unnest(string_to_array(changed.search_name || ' ' || changed.search_place, ' ')) as word
  where length(word) > 3 and word !~ '[0-9]'
  order by word
  on conflict do nothing;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION directory.name_query(typed text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (SELECT (string_agg(((''''::text || word.word) || ''':*'::text), ' & '::text))::tsquery AS string_agg FROM unnest(directory.name_words(name_query.typed)) word(word));

CREATE OR REPLACE FUNCTION directory.name_words(name text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN array_remove(regexp_split_to_array(lower(unaccent('unaccent'::regdictionary, NORMALIZE(name, NFKC))), '[^[:alnum:]]+'::text), ''::text);

CREATE OR REPLACE FUNCTION directory.spellings(word text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT ("left"(spellings.word, (place.place - 1)) || substr(spellings.word, (place.place + 1))) FROM generate_series(1, (length(spellings.word) + 1)) place(place));

CREATE OR REPLACE FUNCTION npq.approved_alone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION npq.as_lost(was npq.registrations)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (select to_jsonb(was) || jsonb_build_object(
    'work_details_id', (select id from npq.work_details where registration_id = was.id order by number desc limit 1),
    'full_name', person.name, 'trn', person.trn, 'trn_confirmed_at', person.trn_confirmed_at,
    'email', (select address from access.addresses where account_id = was.account_id and removed_at is null
      order by verified_at is null, added_at limit 1)
  ) from directory.people as person where person.id = was.person_id);
end
$function$;

CREATE OR REPLACE FUNCTION npq.never_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is never changed or removed', tg_table_name;
end
$function$;

CREATE OR REPLACE FUNCTION npq.put_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  next bigint;
begin
  perform pg_advisory_xact_lock(npq.visible_lock());
  update npq.visibility set last_sequence = last_sequence + 1 returning last_sequence into next;
  update npq.changes set sequence = next where id = new.id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION npq.registrations_stay_inside()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION npq.show_changed_mailbox()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  accounts uuid[] := array(select id from access.accounts
    where id in (case when tg_op <> 'DELETE' then new.account_id end, case when tg_op <> 'INSERT' then old.account_id end)
      and person_id is not null);
begin
  -- Most accounts are of schools: they are nobody's participant and wait for nobody.
  if cardinality(accounts) = 0 then
    return null;
  end if;
  perform pg_advisory_xact_lock(npq.visible_lock());
  perform npq.show_person(array(select id from npq.registrations where account_id = any (accounts)));
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION npq.show_changed_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- Held before looking: a registration that is being committed is then either seen here, or shows the person as they are now.
  perform pg_advisory_xact_lock(npq.visible_lock());
  perform npq.show_person(array(select id from npq.registrations where person_id = new.id));
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION npq.show_declaration()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION npq.show_outcome()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION npq.show_person(registrations uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  shown timestamptz;
begin
  if not exists (select from npq.provider_sights where registration_id = any (registrations) and lost_at is null) then
    return;
  end if;
  -- The product's time, which can be moved outside production.
  update npq.visibility
  set last_at = greatest(last_at + interval '1 microsecond',
    clock_timestamp() + (select make_interval(secs => offset_seconds) from platform.clock))
  returning last_at into shown;
  -- Who has lost the registration sees the person as they were then.
  update npq.provider_sights set updated_at = shown where registration_id = any (registrations) and lost_at is null;
end
$function$;

CREATE OR REPLACE FUNCTION npq.show_to_providers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION npq.used_schedules_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from npq.registrations where cohort = old.cohort and schedule_identifier = old.identifier
  ) then
    raise exception 'schedule % of cohort % is used', old.identifier, old.cohort
      using errcode = 'check_violation', constraint = 'schedules_used_stay';
  end if;
  return coalesce(new, old);
end
$function$;

CREATE OR REPLACE FUNCTION npq.visible_lock()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$ select 7166711840252321::bigint $function$;

create table audit.event_subjects (
  subject_kind text not null,
  subject_id text not null,
  event_id bigint not null,
  constraint event_subjects_pkey PRIMARY KEY (subject_kind, subject_id, event_id),
  constraint event_subjects_event_id_fkey FOREIGN KEY (event_id) REFERENCES audit.events(id)
);
CREATE INDEX event_subjects_event ON audit.event_subjects USING btree (event_id);
CREATE TRIGGER event_subjects_append_only BEFORE DELETE OR UPDATE ON audit.event_subjects FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER event_subjects_never_truncated BEFORE TRUNCATE ON audit.event_subjects FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
grant insert, select on audit.event_subjects to tts_app;

create table audit.events (
  id bigint generated always as identity not null,
  process_id uuid not null,
  name text not null,
  version smallint not null,
  happened_at timestamp with time zone not null,
  payload jsonb not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  constraint events_pkey PRIMARY KEY (id),
  constraint events_process_id_fkey FOREIGN KEY (process_id) REFERENCES audit.processes(id),
  constraint events_version_check CHECK ((version > 0))
);
CREATE INDEX events_name ON audit.events USING btree (name, id);
CREATE INDEX events_process ON audit.events USING btree (process_id);
CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE ON audit.events FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER events_never_truncated BEFORE TRUNCATE ON audit.events FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
grant insert, select on audit.events to tts_app;

create table audit.processes (
  id uuid not null,
  name text not null,
  door text not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  on_behalf_of uuid,
  reason text,
  ticket text,
  request_id text,
  started_at timestamp with time zone not null,
  constraint processes_pkey PRIMARY KEY (id),
  constraint processes_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['anonymous'::text, 'account'::text, 'link-holder'::text, 'system'::text, 'api-token'::text]))),
  constraint processes_check CHECK (((actor_kind = 'anonymous'::text) = (actor_id IS NULL))),
  constraint processes_door_check CHECK ((door = ANY (ARRAY['web'::text, 'staff'::text, 'api'::text, 'job'::text, 'command-line'::text])))
);
CREATE TRIGGER processes_append_only BEFORE DELETE OR UPDATE ON audit.processes FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER processes_never_truncated BEFORE TRUNCATE ON audit.processes FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
grant insert, select on audit.processes to tts_app;

create table platform.clock (
  only_row boolean not null default true,
  offset_seconds bigint not null default 0,
  constraint clock_pkey PRIMARY KEY (only_row),
  constraint clock_only_row_check CHECK (only_row)
);
grant delete, insert, select, update on platform.clock to tts_app;

create table platform.development_outbox (
  message_id uuid not null,
  recipient text not null,
  subject text not null,
  body text not null,
  sent_at timestamp with time zone not null,
  constraint development_outbox_pkey PRIMARY KEY (message_id)
);
grant delete, insert, select, update on platform.development_outbox to tts_app;

create table platform.idempotency_keys (
  key text not null,
  command text not null,
  input_hash text not null,
  value jsonb,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (key)
);
CREATE INDEX idempotency_keys_created ON platform.idempotency_keys USING btree (created_at);
grant delete, insert, select, update on platform.idempotency_keys to tts_app;

create table platform.journey_drafts (
  id uuid not null,
  journey text not null,
  version integer not null,
  subject text not null,
  owner text not null,
  answers jsonb not null default '{}'::jsonb,
  revision integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  leads_to text,
  constraint journey_drafts_pkey PRIMARY KEY (id),
  constraint journey_drafts_check CHECK (((leads_to IS NULL) OR (answers = '{}'::jsonb)))
);
CREATE INDEX journey_drafts_expiry ON platform.journey_drafts USING btree (expires_at);
CREATE INDEX journey_drafts_owner ON platform.journey_drafts USING btree (owner, journey, subject);
grant delete, insert, select, update on platform.journey_drafts to tts_app;

create table platform.message_deliveries (
  id bigint generated always as identity not null,
  message_id uuid not null,
  source text not null,
  status text not null,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  constraint message_deliveries_pkey PRIMARY KEY (id),
  constraint message_deliveries_message_id_source_status_occurred_at_key UNIQUE (message_id, source, status, occurred_at),
  constraint message_deliveries_message_id_fkey FOREIGN KEY (message_id) REFERENCES platform.messages(id),
  constraint message_deliveries_source_check CHECK ((source = ANY (ARRAY['transport'::text, 'callback'::text, 'poll'::text])))
);
grant delete, insert, select, update on platform.message_deliveries to tts_app;

create table platform.messages (
  id uuid not null,
  intent text not null,
  template text not null,
  recipient text not null,
  subject text not null,
  body text,
  holds_secret boolean not null,
  priority smallint not null,
  process_id uuid not null,
  subjects jsonb not null,
  status text not null default 'queued'::text,
  attempts integer not null default 0,
  attempted_at timestamp with time zone,
  next_attempt_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  last_error text,
  provider_id text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  settled_at timestamp with time zone,
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_intent_key UNIQUE (intent),
  constraint messages_process_id_fkey FOREIGN KEY (process_id) REFERENCES audit.processes(id),
  constraint messages_check CHECK (((body IS NOT NULL) OR (holds_secret AND (status <> ALL (ARRAY['queued'::text, 'sending'::text]))))),
  constraint messages_priority_check CHECK ((priority = ANY (ARRAY[1, 2, 3]))),
  constraint messages_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'permanent-failure'::text, 'temporary-failure'::text, 'technical-failure'::text, 'abandoned'::text])))
);
CREATE INDEX messages_bounced ON platform.messages USING btree (settled_at) WHERE (status = 'permanent-failure'::text);
CREATE INDEX messages_due ON platform.messages USING btree (priority, next_attempt_at) WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE UNIQUE INDEX messages_provider ON platform.messages USING btree (provider_id) WHERE (provider_id IS NOT NULL);
CREATE INDEX messages_recipient ON platform.messages USING btree (lower(recipient), created_at);
CREATE INDEX messages_subjects ON platform.messages USING gin (subjects jsonb_path_ops);
CREATE INDEX messages_unsent ON platform.messages USING btree (lower(recipient), priority, created_at, id) WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX messages_unsettled ON platform.messages USING btree (next_attempt_at) WHERE (status = 'sent'::text);
grant delete, insert, select, update on platform.messages to tts_app;

create table platform.rate_limits (
  key text not null,
  window_start timestamp with time zone not null,
  hits integer not null,
  constraint rate_limits_pkey PRIMARY KEY (key, window_start)
);
grant delete, insert, select, update on platform.rate_limits to tts_app;

create table platform.sessions (
  id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  method text not null,
  user_agent text not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_because text,
  acting_for uuid,
  view_as uuid,
  view_as_reason text,
  view_as_until timestamp with time zone,
  proved_at timestamp with time zone not null,
  door text,
  id_token bytea,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_check CHECK (((ended_at IS NULL) = (ended_because IS NULL))),
  constraint sessions_check1 CHECK (((view_as IS NULL) = (view_as_reason IS NULL))),
  constraint sessions_check2 CHECK (((view_as IS NULL) = (view_as_until IS NULL))),
  constraint sessions_check3 CHECK (((door IS NULL) = (id_token IS NULL))),
  constraint sessions_door_check CHECK ((door = ANY (ARRAY['staff'::text, 'dfe-sign-in'::text, 'one-login'::text]))),
  constraint sessions_method_check CHECK ((method = ANY (ARRAY['email'::text, 'dfe-sign-in'::text, 'one-login'::text, 'persona'::text])))
);
CREATE INDEX sessions_account ON platform.sessions USING btree (account_id) WHERE (ended_at IS NULL);
grant delete, insert, select, update on platform.sessions to tts_app;

create table platform.stored_file_parts (
  file_id uuid not null,
  position integer not null,
  content bytea not null,
  constraint stored_file_parts_pkey PRIMARY KEY (file_id, "position"),
  constraint stored_file_parts_file_id_fkey FOREIGN KEY (file_id) REFERENCES platform.stored_files(id) ON DELETE CASCADE
);
grant delete, insert, select, update on platform.stored_file_parts to tts_app;

create table platform.stored_files (
  id uuid not null,
  stored_at timestamp with time zone not null,
  constraint stored_files_pkey PRIMARY KEY (id)
);
grant delete, insert, select, update on platform.stored_files to tts_app;

create table directory.academic_years (
  year integer not null,
  period daterange not null,
  constraint academic_years_pkey PRIMARY KEY (year),
  constraint academic_years_year_check CHECK (((year >= 2000) AND (year <= 2100))),
  constraint academic_years_period_excl EXCLUDE USING gist (period WITH &&)
);
grant delete, insert, select, update on directory.academic_years to tts_app;

create table directory.bank_holidays (
  day date not null,
  name text not null,
  constraint bank_holidays_pkey PRIMARY KEY (day)
);
grant delete, insert, select, update on directory.bank_holidays to tts_app;

create table directory.contact_points (
  id uuid not null,
  organisation_id uuid not null,
  channel text not null,
  address text not null,
  source text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  constraint contact_points_pkey PRIMARY KEY (id),
  constraint contact_points_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint contact_points_address_check CHECK ((address <> ''::text)),
  constraint contact_points_channel_check CHECK ((channel = ANY (ARRAY['main'::text, 'alternative'::text]))),
  constraint contact_points_check CHECK ((until > since)),
  constraint contact_points_source_check CHECK ((source = ANY (ARRAY['gias'::text, 'school'::text, 'staff'::text])))
);
CREATE UNIQUE INDEX contact_points_current ON directory.contact_points USING btree (organisation_id, channel, source) WHERE (until IS NULL);
grant delete, insert, select, update on directory.contact_points to tts_app;

create table directory.eligibility_policies (
  version text not null,
  period daterange not null,
  open_status_codes text[] not null,
  england_district_prefixes text[] not null,
  excluded_type_codes text[] not null,
  section_41_type_codes text[] not null,
  source text not null,
  constraint eligibility_policies_pkey PRIMARY KEY (version),
  constraint eligibility_policies_period_check CHECK ((NOT isempty(period))),
  constraint eligibility_policies_period_excl EXCLUDE USING gist (period WITH &&)
);
grant delete, insert, select, update on directory.eligibility_policies to tts_app;

create table directory.import_rejects (
  import_id uuid not null,
  line integer not null,
  reason text not null,
  raw text not null,
  constraint import_rejects_pkey PRIMARY KEY (import_id, line),
  constraint import_rejects_import_id_fkey FOREIGN KEY (import_id) REFERENCES directory.imports(id)
);
grant delete, insert, select, update on directory.import_rejects to tts_app;

create table directory.imports (
  id uuid not null,
  name text not null,
  file_names text[] not null,
  sha256 text not null,
  status text not null,
  rows_read integer not null default 0,
  summary jsonb not null default '{}'::jsonb,
  refusal jsonb,
  process_id uuid not null,
  stored_as text,
  file_day date,
  is_sample boolean not null default false,
  accepted_because text,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_process_id_fkey FOREIGN KEY (process_id) REFERENCES audit.processes(id),
  constraint imports_check CHECK (((status = 'running'::text) = (finished_at IS NULL))),
  constraint imports_status_check CHECK ((status = ANY (ARRAY['running'::text, 'previewed'::text, 'applied'::text, 'refused'::text, 'failed'::text])))
);
CREATE INDEX imports_name ON directory.imports USING btree (name, started_at DESC);
grant delete, insert, select, update on directory.imports to tts_app;

create table directory.local_authorities (
  organisation_id uuid not null,
  code text not null,
  constraint local_authorities_pkey PRIMARY KEY (organisation_id),
  constraint local_authorities_code_key UNIQUE (code),
  constraint local_authorities_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint local_authorities_code_check CHECK ((code ~ '^[0-9]{3}$'::text))
);
grant delete, insert, select, update on directory.local_authorities to tts_app;

create table directory.organisation_aliases (
  organisation_id uuid not null,
  name text not null,
  period daterange not null,
  source text not null,
  constraint organisation_aliases_pkey PRIMARY KEY (organisation_id, name, period),
  constraint organisation_aliases_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint organisation_aliases_period_check CHECK ((NOT isempty(period)))
);
grant delete, insert, select, update on directory.organisation_aliases to tts_app;

create table directory.organisation_relations (
  from_id uuid not null,
  to_id uuid not null,
  kind text not null,
  period daterange not null,
  confidence text not null,
  source text not null,
  constraint organisation_relations_pkey PRIMARY KEY (from_id, to_id, kind, period),
  constraint organisation_relations_from_id_fkey FOREIGN KEY (from_id) REFERENCES directory.organisations(id),
  constraint organisation_relations_to_id_fkey FOREIGN KEY (to_id) REFERENCES directory.organisations(id),
  constraint organisation_relations_check CHECK ((from_id <> to_id)),
  constraint organisation_relations_confidence_check CHECK ((confidence = ANY (ARRAY['certain'::text, 'likely'::text]))),
  constraint organisation_relations_kind_check CHECK ((kind = ANY (ARRAY['part-of'::text, 'successor'::text, 'same-as'::text]))),
  constraint organisation_relations_period_check CHECK ((NOT isempty(period)))
);
CREATE INDEX organisation_relations_to ON directory.organisation_relations USING btree (to_id);
grant delete, insert, select, update on directory.organisation_relations to tts_app;

create table directory.organisation_roles (
  organisation_id uuid not null,
  role text not null,
  period daterange not null,
  source text not null,
  constraint organisation_roles_pkey PRIMARY KEY (organisation_id, role, period),
  constraint organisation_roles_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint organisation_roles_period_check CHECK ((NOT isempty(period))),
  constraint organisation_roles_role_check CHECK ((role = ANY (ARRAY['lead-provider'::text, 'delivery-partner'::text, 'appropriate-body'::text, 'accredited-itt-provider'::text, 'npq-provider'::text, 'payer'::text]))),
  constraint organisation_roles_organisation_id_role_period_excl EXCLUDE USING gist (organisation_id WITH =, role WITH =, period WITH &&)
);
grant delete, insert, select, update on directory.organisation_roles to tts_app;

create table directory.organisations (
  id uuid not null,
  kind text not null,
  name text not null,
  ukprn text,
  status text not null,
  opened_on date,
  closed_on date,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  postcode text,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_kind_check CHECK ((kind = ANY (ARRAY['school'::text, 'trust'::text, 'local-authority'::text, 'company'::text, 'department'::text]))),
  constraint organisations_name_check CHECK ((name <> ''::text)),
  constraint organisations_postcode_check CHECK ((postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'::text)),
  constraint organisations_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'proposed'::text]))),
  constraint organisations_ukprn_check CHECK ((ukprn ~ '^[0-9]{8}$'::text))
);
CREATE UNIQUE INDEX organisations_added_name ON directory.organisations USING btree (lower(name)) WHERE (kind = ANY (ARRAY['company'::text, 'department'::text]));
CREATE INDEX organisations_kind_name ON directory.organisations USING btree (kind, name);
grant delete, insert, select, update on directory.organisations to tts_app;

create table directory.people (
  id uuid not null,
  name text not null,
  trn text,
  created_at timestamp with time zone not null,
  search_words tsvector not null default array_to_tsvector(array_remove(regexp_split_to_array(lower(name), '[^[:alnum:]]+'::text), ''::text)),
  record_status text not null default 'unchecked'::text,
  trn_confirmed_at timestamp with time zone,
  last_checked_at timestamp with time zone,
  merged_into uuid,
  merged_at timestamp with time zone,
  name_words tsvector not null default array_to_tsvector(directory.name_words(name)),
  constraint people_pkey PRIMARY KEY (id),
  constraint people_trn_key UNIQUE (trn),
  constraint people_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES directory.people(id),
  constraint people_check CHECK (((trn_confirmed_at IS NULL) OR (trn IS NOT NULL))),
  constraint people_check1 CHECK (((merged_into IS NULL) = (merged_at IS NULL))),
  constraint people_check2 CHECK ((merged_into <> id)),
  constraint people_check3 CHECK (((merged_into IS NULL) OR (trn IS NULL))),
  constraint people_name_check CHECK ((name <> ''::text)),
  constraint people_record_status_check CHECK ((record_status = ANY (ARRAY['unchecked'::text, 'ok'::text, 'merged'::text, 'deactivated'::text, 'not-found'::text]))),
  constraint people_trn_check CHECK ((trn ~ '^[0-9]{7}$'::text))
);
CREATE INDEX people_merged_into ON directory.people USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX people_name_words ON directory.people USING gin (name_words) WITH (fastupdate=off);
CREATE INDEX people_search ON directory.people USING gin (search_words) WITH (fastupdate=off);
CREATE CONSTRAINT TRIGGER people_shown AFTER UPDATE ON directory.people DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.name IS DISTINCT FROM new.name) OR (old.trn IS DISTINCT FROM new.trn) OR ((old.trn_confirmed_at IS NULL) <> (new.trn_confirmed_at IS NULL)))) EXECUTE FUNCTION npq.show_changed_person();
grant delete, insert, select, update on directory.people to tts_app;

create table directory.person_id_changes (
  id uuid not null,
  from_person_id uuid not null,
  to_person_id uuid not null,
  changed_at timestamp with time zone not null,
  why text not null,
  undone_at timestamp with time zone,
  constraint person_id_changes_pkey PRIMARY KEY (id),
  constraint person_id_changes_from_person_id_fkey FOREIGN KEY (from_person_id) REFERENCES directory.people(id),
  constraint person_id_changes_to_person_id_fkey FOREIGN KEY (to_person_id) REFERENCES directory.people(id),
  constraint person_id_changes_check CHECK ((from_person_id <> to_person_id)),
  constraint person_id_changes_check1 CHECK (((undone_at IS NULL) OR (why = 'merged'::text))),
  constraint person_id_changes_why_check CHECK ((why = ANY (ARRAY['merged'::text, 'merge-undone'::text])))
);
CREATE INDEX person_id_changes_from ON directory.person_id_changes USING btree (from_person_id);
CREATE UNIQUE INDEX person_id_changes_merged_once ON directory.person_id_changes USING btree (from_person_id) WHERE ((why = 'merged'::text) AND (undone_at IS NULL));
CREATE INDEX person_id_changes_to ON directory.person_id_changes USING btree (to_person_id);
grant delete, insert, select, update on directory.person_id_changes to tts_app;

create table directory.registration_periods (
  academic_year integer not null,
  opens_on date not null,
  source text not null,
  constraint registration_periods_pkey PRIMARY KEY (academic_year),
  constraint registration_periods_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES directory.academic_years(year)
);
grant delete, insert, select, update on directory.registration_periods to tts_app;

create table directory.school_links (
  urn text not null,
  linked_urn text not null,
  linked_name text not null,
  link_type text not null,
  established_on date,
  constraint school_links_pkey PRIMARY KEY (urn, linked_urn, link_type)
);
CREATE INDEX school_links_linked ON directory.school_links USING btree (linked_urn);
grant delete, insert, select, update on directory.school_links to tts_app;

create table directory.schools (
  organisation_id uuid not null,
  urn text not null,
  name text not null,
  la_code text not null,
  la_name text not null,
  establishment_number text,
  type_code text not null,
  type_name text not null,
  type_group_code text not null,
  status_code text not null,
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
  section_41 boolean not null,
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
  search_name text not null,
  search_place text not null,
  last_seen_import uuid not null,
  search_words tsvector not null default array_to_tsvector(array_remove(string_to_array(((search_name || ' '::text) || search_place), ' '::text), ''::text)),
  constraint schools_pkey PRIMARY KEY (organisation_id),
  constraint schools_urn_key UNIQUE (urn),
  constraint schools_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint schools_status_code_check CHECK ((status_code = ANY (ARRAY['1'::text, '2'::text, '3'::text, '4'::text]))),
  constraint schools_urn_check CHECK ((urn ~ '^[0-9]{5,6}$'::text))
);
CREATE INDEX schools_la ON directory.schools USING btree (la_code, name);
CREATE INDEX schools_open_first ON directory.schools USING btree (((status_code = '2'::text)), search_name, urn);
CREATE INDEX schools_postcode ON directory.schools USING btree (replace(postcode, ' '::text, ''::text));
CREATE INDEX schools_search ON directory.schools USING gin (search_words) WITH (fastupdate=off);
CREATE TRIGGER schools_added AFTER INSERT ON directory.schools REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.keep_search_words();
CREATE TRIGGER schools_changed AFTER UPDATE ON directory.schools REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.keep_search_words();
grant delete, insert, select, update on directory.schools to tts_app;

create table directory.search_words (
  word text not null,
  constraint search_words_pkey PRIMARY KEY (word)
);
CREATE INDEX search_words_spellings ON directory.search_words USING gin (directory.spellings(word)) WITH (fastupdate=off);
grant delete, insert, select, update on directory.search_words to tts_app;

create table directory.section_41_listings (
  urn text not null,
  granted_on date,
  revoked_on date,
  constraint section_41_listings_pkey PRIMARY KEY (urn),
  constraint section_41_listings_check CHECK (((granted_on IS NOT NULL) OR (revoked_on IS NOT NULL)))
);
grant delete, insert, select, update on directory.section_41_listings to tts_app;

create table directory.trust_memberships (
  school_id uuid not null,
  trust_id uuid not null,
  period daterange not null,
  constraint trust_memberships_pkey PRIMARY KEY (school_id, trust_id, period),
  constraint trust_memberships_school_id_fkey FOREIGN KEY (school_id) REFERENCES directory.schools(organisation_id),
  constraint trust_memberships_trust_id_fkey FOREIGN KEY (trust_id) REFERENCES directory.trusts(organisation_id),
  constraint trust_memberships_period_check CHECK ((NOT isempty(period))),
  constraint trust_memberships_school_id_period_excl EXCLUDE USING gist (school_id WITH =, period WITH &&)
);
CREATE INDEX trust_memberships_trust ON directory.trust_memberships USING btree (trust_id);
grant delete, insert, select, update on directory.trust_memberships to tts_app;

create table directory.trusts (
  organisation_id uuid not null,
  group_uid text not null,
  group_id text,
  group_type_code text not null,
  group_type_name text not null,
  companies_house_number text,
  postcode text,
  constraint trusts_pkey PRIMARY KEY (organisation_id),
  constraint trusts_group_uid_key UNIQUE (group_uid),
  constraint trusts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id)
);
grant delete, insert, select, update on directory.trusts to tts_app;

create table access.account_merges (
  id uuid not null,
  kept_account_id uuid not null,
  gone_account_id uuid not null,
  kept_person_id uuid,
  gone_person_id uuid,
  because text not null,
  moved jsonb not null,
  merged_at timestamp with time zone not null,
  merged_by uuid,
  undo_until timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint account_merges_pkey PRIMARY KEY (id),
  constraint account_merges_gone_account_id_fkey FOREIGN KEY (gone_account_id) REFERENCES access.accounts(id),
  constraint account_merges_gone_person_id_fkey FOREIGN KEY (gone_person_id) REFERENCES directory.people(id),
  constraint account_merges_kept_account_id_fkey FOREIGN KEY (kept_account_id) REFERENCES access.accounts(id),
  constraint account_merges_kept_person_id_fkey FOREIGN KEY (kept_person_id) REFERENCES directory.people(id),
  constraint account_merges_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES access.accounts(id),
  constraint account_merges_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES access.accounts(id),
  constraint account_merges_because_check CHECK ((because = ANY (ARRAY['by-staff'::text, 'proven-by-owner'::text]))),
  constraint account_merges_check CHECK ((kept_account_id <> gone_account_id)),
  constraint account_merges_check1 CHECK (((kept_person_id IS NULL) = (gone_person_id IS NULL)))
);
CREATE INDEX account_merges_kept ON access.account_merges USING btree (kept_account_id);
CREATE UNIQUE INDEX account_merges_once ON access.account_merges USING btree (gone_account_id) WHERE (undone_at IS NULL);
grant delete, insert, select, update on access.account_merges to tts_app;

create table access.accounts (
  id uuid not null,
  person_id uuid,
  name text not null,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  last_signed_in_at timestamp with time zone,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.people(id),
  constraint accounts_name_check CHECK ((name <> ''::text))
);
CREATE UNIQUE INDEX accounts_person ON access.accounts USING btree (person_id) WHERE (person_id IS NOT NULL);
grant delete, insert, select, update on access.accounts to tts_app;

create table access.addresses (
  id uuid not null,
  account_id uuid not null,
  address text not null,
  folded text not null,
  verified_at timestamp with time zone,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint addresses_pkey PRIMARY KEY (id),
  constraint addresses_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint addresses_folded_check CHECK ((folded = lower(folded)))
);
CREATE INDEX addresses_account ON access.addresses USING btree (account_id);
CREATE INDEX addresses_beginning ON access.addresses USING btree (folded text_pattern_ops) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX addresses_in_use ON access.addresses USING btree (folded) WHERE (removed_at IS NULL);
CREATE CONSTRAINT TRIGGER addresses_shown AFTER UPDATE OF account_id, address, verified_at, removed_at ON access.addresses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION npq.show_changed_mailbox();
CREATE CONSTRAINT TRIGGER addresses_shown_first AFTER INSERT OR DELETE ON access.addresses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION npq.show_changed_mailbox();
grant delete, insert, select, update on access.addresses to tts_app;

create table access.api_tokens (
  id uuid not null,
  organisation_id uuid not null,
  scope text not null,
  name text not null,
  token_hash bytea not null,
  ending text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  replaced_by uuid,
  expiry_told_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  constraint api_tokens_pkey PRIMARY KEY (id),
  constraint api_tokens_token_hash_key UNIQUE (token_hash),
  constraint api_tokens_created_by_fkey FOREIGN KEY (created_by) REFERENCES access.accounts(id),
  constraint api_tokens_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint api_tokens_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES access.api_tokens(id),
  constraint api_tokens_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES access.accounts(id),
  constraint api_tokens_check CHECK ((expires_at > created_at)),
  constraint api_tokens_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint api_tokens_check2 CHECK ((replaced_by <> id)),
  constraint api_tokens_name_check CHECK ((name <> ''::text)),
  constraint api_tokens_scope_check CHECK ((scope = 'npq-provider'::text))
);
CREATE INDEX api_tokens_expiry ON access.api_tokens USING btree (expires_at) WHERE ((revoked_at IS NULL) AND (expiry_told_at IS NULL));
CREATE INDEX api_tokens_organisation ON access.api_tokens USING btree (organisation_id, created_at);
CREATE INDEX api_tokens_replaced_by ON access.api_tokens USING btree (replaced_by) WHERE (replaced_by IS NOT NULL);
grant delete, insert, select, update on access.api_tokens to tts_app;

create table access.arrivals (
  id uuid not null,
  browser_hash bytea not null,
  door text not null,
  issuer text not null,
  subject text not null,
  name text,
  address text,
  address_verified boolean not null,
  organisations jsonb not null,
  chosen text,
  id_token bytea not null,
  proved_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint arrivals_pkey PRIMARY KEY (id),
  constraint arrivals_door_check CHECK ((door = ANY (ARRAY['dfe-sign-in'::text, 'one-login'::text])))
);
CREATE INDEX arrivals_expired ON access.arrivals USING btree (expires_at);
grant delete, insert, select, update on access.arrivals to tts_app;

create table access.dfe_sign_in_roles (
  membership_id uuid not null,
  subject text not null,
  organisation text not null,
  confirmed_at timestamp with time zone not null,
  asked_at timestamp with time zone not null,
  constraint dfe_sign_in_roles_pkey PRIMARY KEY (membership_id),
  constraint dfe_sign_in_roles_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES access.memberships(id)
);
grant delete, insert, select, update on access.dfe_sign_in_roles to tts_app;

create table access.early_career_expectations (
  organisation_id uuid not null,
  academic_year integer not null,
  answer text not null,
  proof_id uuid,
  answered_at timestamp with time zone not null,
  account_id uuid,
  constraint early_career_expectations_pkey PRIMARY KEY (organisation_id, academic_year, answered_at),
  constraint early_career_expectations_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES directory.academic_years(year),
  constraint early_career_expectations_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint early_career_expectations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint early_career_expectations_proof_id_fkey FOREIGN KEY (proof_id) REFERENCES access.proofs(id),
  constraint early_career_expectations_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'not-known'::text]))),
  constraint early_career_expectations_check CHECK (((proof_id IS NOT NULL) OR (account_id IS NOT NULL)))
);
grant delete, insert, select, update on access.early_career_expectations to tts_app;

create table access.handovers (
  id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  from_account_id uuid,
  to_account_id uuid not null,
  happened_at timestamp with time zone not null,
  overlap_until timestamp with time zone,
  object_until timestamp with time zone not null,
  status text not null,
  objected_at timestamp with time zone,
  objected_by text,
  objection text,
  settled_at timestamp with time zone,
  settled_by uuid,
  settled_because text,
  done_by uuid,
  memberships_ended uuid[] not null default '{}'::uuid[],
  memberships_started uuid[] not null default '{}'::uuid[],
  constraint handovers_pkey PRIMARY KEY (id),
  constraint handovers_done_by_fkey FOREIGN KEY (done_by) REFERENCES access.accounts(id),
  constraint handovers_from_account_id_fkey FOREIGN KEY (from_account_id) REFERENCES access.accounts(id),
  constraint handovers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint handovers_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES access.accounts(id),
  constraint handovers_to_account_id_fkey FOREIGN KEY (to_account_id) REFERENCES access.accounts(id),
  constraint handovers_check CHECK (((objected_at IS NULL) = (objected_by IS NULL))),
  constraint handovers_check1 CHECK (((status = ANY (ARRAY['undone'::text, 'upheld'::text, 'reinstated'::text])) = (settled_at IS NOT NULL))),
  constraint handovers_kind_check CHECK ((kind = ANY (ARRAY['nominated'::text, 'handed-over'::text, 'by-staff'::text]))),
  constraint handovers_objected_by_check CHECK ((objected_by = ANY (ARRAY['replaced-person'::text, 'contact'::text]))),
  constraint handovers_status_check CHECK ((status = ANY (ARRAY['done'::text, 'objected'::text, 'undone'::text, 'upheld'::text, 'reinstated'::text])))
);
CREATE INDEX handovers_objected ON access.handovers USING btree (objected_at) WHERE (status = 'objected'::text);
CREATE INDEX handovers_organisation ON access.handovers USING btree (organisation_id, happened_at);
grant delete, insert, select, update on access.handovers to tts_app;

create table access.identities (
  issuer text not null,
  subject text not null,
  account_id uuid not null,
  linked_at timestamp with time zone not null,
  door text not null,
  constraint identities_pkey PRIMARY KEY (issuer, subject),
  constraint identities_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint identities_door_check CHECK ((door = ANY (ARRAY['staff'::text, 'dfe-sign-in'::text, 'one-login'::text])))
);
CREATE INDEX identities_account ON access.identities USING btree (account_id);
grant delete, insert, select, update on access.identities to tts_app;

create table access.invitation_batches (
  id uuid not null,
  name text not null,
  criteria jsonb not null,
  schools integer not null,
  per_minute integer not null,
  status text not null,
  starts_at timestamp with time zone not null,
  created_by uuid,
  asked_for uuid,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint invitation_batches_pkey PRIMARY KEY (id),
  constraint invitation_batches_asked_for_fkey FOREIGN KEY (asked_for) REFERENCES directory.organisations(id),
  constraint invitation_batches_created_by_fkey FOREIGN KEY (created_by) REFERENCES access.accounts(id),
  constraint invitation_batches_check CHECK (((status = ANY (ARRAY['stopped'::text, 'finished'::text])) = (finished_at IS NOT NULL))),
  constraint invitation_batches_name_check CHECK ((name <> ''::text)),
  constraint invitation_batches_per_minute_check CHECK ((per_minute > 0)),
  constraint invitation_batches_schools_check CHECK ((schools >= 0)),
  constraint invitation_batches_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'sending'::text, 'stopped'::text, 'finished'::text])))
);
CREATE INDEX invitation_batches_due ON access.invitation_batches USING btree (starts_at) WHERE (status = ANY (ARRAY['planned'::text, 'sending'::text]));
grant delete, insert, select, update on access.invitation_batches to tts_app;

create table access.invitations (
  batch_id uuid not null,
  organisation_id uuid not null,
  status text not null,
  skipped_because text,
  proof_id uuid,
  settled_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (batch_id, organisation_id),
  constraint invitations_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES access.invitation_batches(id),
  constraint invitations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint invitations_proof_id_fkey FOREIGN KEY (proof_id) REFERENCES access.proofs(id),
  constraint invitations_check CHECK (((status = 'skipped'::text) = (skipped_because IS NOT NULL))),
  constraint invitations_check1 CHECK (((status = 'sent'::text) = (proof_id IS NOT NULL))),
  constraint invitations_check2 CHECK (((status = 'waiting'::text) = (settled_at IS NULL))),
  constraint invitations_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'skipped'::text])))
);
CREATE INDEX invitations_organisation ON access.invitations USING btree (organisation_id);
CREATE INDEX invitations_sent ON access.invitations USING btree (batch_id, settled_at) WHERE (status = 'sent'::text);
CREATE INDEX invitations_waiting ON access.invitations USING btree (batch_id, organisation_id) WHERE (status = 'waiting'::text);
CREATE UNIQUE INDEX invitations_waiting_once ON access.invitations USING btree (organisation_id) WHERE (status = 'waiting'::text);
grant delete, insert, select, update on access.invitations to tts_app;

create table access.join_requests (
  id uuid not null,
  organisation_id uuid not null,
  reference_hash bytea not null,
  name text not null,
  address text not null,
  folded text not null,
  account_id uuid,
  role text not null,
  note text,
  status text not null,
  asked_at timestamp with time zone not null,
  moves_on_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by uuid,
  refused_because text,
  created_at timestamp with time zone not null,
  given_role text,
  decided_with uuid,
  constraint join_requests_pkey PRIMARY KEY (id),
  constraint join_requests_reference_hash_key UNIQUE (reference_hash),
  constraint join_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint join_requests_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES access.accounts(id),
  constraint join_requests_decided_with_fkey FOREIGN KEY (decided_with) REFERENCES access.proofs(id),
  constraint join_requests_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint join_requests_check CHECK (((status = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text])) = (decided_at IS NOT NULL))),
  constraint join_requests_check1 CHECK (((status <> 'refused'::text) OR (refused_because IS NOT NULL))),
  constraint join_requests_folded_check CHECK ((folded = lower(folded))),
  constraint join_requests_given_role_check CHECK ((given_role = ANY (ARRAY['administrator'::text, 'claims'::text, 'viewer'::text]))),
  constraint join_requests_name_check CHECK ((name <> ''::text)),
  constraint join_requests_role_check CHECK ((role = ANY (ARRAY['induction-tutor'::text, 'administrator'::text, 'claims'::text, 'viewer'::text]))),
  constraint join_requests_status_check CHECK ((status = ANY (ARRAY['with-administrators'::text, 'with-contact'::text, 'with-trust'::text, 'with-staff'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX join_requests_due ON access.join_requests USING btree (moves_on_at) WHERE (status = ANY (ARRAY['with-administrators'::text, 'with-contact'::text, 'with-trust'::text]));
CREATE UNIQUE INDEX join_requests_once ON access.join_requests USING btree (organisation_id, folded) WHERE (status <> ALL (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text]));
CREATE INDEX join_requests_organisation ON access.join_requests USING btree (organisation_id, created_at);
CREATE INDEX join_requests_with_staff ON access.join_requests USING btree (created_at) WHERE (status = 'with-staff'::text);
grant delete, insert, select, update on access.join_requests to tts_app;

create table access.link_requests (
  id uuid not null,
  organisation_id uuid not null,
  reference_hash bytea not null,
  browser_hash bytea not null,
  status text not null,
  asked_at timestamp with time zone,
  name text,
  address text,
  telephone text,
  explanation text,
  check_kind text,
  check_note text,
  decided_by uuid,
  decided_at timestamp with time zone,
  refused_because text,
  created_at timestamp with time zone not null,
  constraint link_requests_pkey PRIMARY KEY (id),
  constraint link_requests_reference_hash_key UNIQUE (reference_hash),
  constraint link_requests_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES access.accounts(id),
  constraint link_requests_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint link_requests_check CHECK (((status <> 'with-staff'::text) OR ((name IS NOT NULL) AND (address IS NOT NULL) AND (asked_at IS NOT NULL)))),
  constraint link_requests_check1 CHECK (((status <> 'answered'::text) OR ((check_kind IS NOT NULL) AND (check_note IS NOT NULL)))),
  constraint link_requests_check2 CHECK (((status <> 'refused'::text) OR (refused_because IS NOT NULL))),
  constraint link_requests_check_kind_check CHECK ((check_kind = ANY (ARRAY['telephone'::text, 'website'::text, 'trust'::text, 'local-authority'::text]))),
  constraint link_requests_status_check CHECK ((status = ANY (ARRAY['nothing-sent'::text, 'sent'::text, 'with-staff'::text, 'answered'::text, 'refused'::text])))
);
CREATE INDEX link_requests_browser ON access.link_requests USING btree (browser_hash, created_at);
CREATE INDEX link_requests_organisation ON access.link_requests USING btree (organisation_id, created_at);
CREATE INDEX link_requests_with_staff ON access.link_requests USING btree (asked_at) WHERE (status = 'with-staff'::text);
grant delete, insert, select, update on access.link_requests to tts_app;

create table access.memberships (
  id uuid not null,
  account_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_because text,
  granted_by uuid,
  granted_because text not null default 'nominated'::text,
  until timestamp with time zone,
  invited_as text,
  invited_at text,
  ended_by uuid,
  constraint memberships_pkey PRIMARY KEY (id),
  constraint memberships_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint memberships_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES access.accounts(id),
  constraint memberships_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES access.accounts(id),
  constraint memberships_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint memberships_check CHECK ((ended_at >= started_at)),
  constraint memberships_check1 CHECK (((ended_at IS NULL) = (ended_because IS NULL))),
  constraint memberships_check2 CHECK ((until >= started_at)),
  constraint memberships_check3 CHECK (((invited_as IS NULL) = (invited_at IS NULL))),
  constraint memberships_granted_because_check CHECK ((granted_because = ANY (ARRAY['nominated'::text, 'added'::text, 'request-approved'::text, 'handed-over'::text, 'restored'::text, 'by-staff'::text, 'dfe-sign-in'::text]))),
  constraint memberships_role_check CHECK ((role = ANY (ARRAY['induction-tutor'::text, 'administrator'::text, 'claims'::text, 'viewer'::text])))
);
CREATE UNIQUE INDEX memberships_once ON access.memberships USING btree (account_id, organisation_id, role) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX memberships_one_tutor ON access.memberships USING btree (organisation_id) WHERE ((role = 'induction-tutor'::text) AND (ended_at IS NULL));
CREATE INDEX memberships_organisation ON access.memberships USING btree (organisation_id) WHERE (ended_at IS NULL);
CREATE INDEX memberships_until ON access.memberships USING btree (until) WHERE ((ended_at IS NULL) AND (until IS NOT NULL));
grant delete, insert, select, update on access.memberships to tts_app;

create table access.merge_requests (
  id uuid not null,
  account_id uuid not null,
  other_account_id uuid not null,
  status text not null,
  asked_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  constraint merge_requests_pkey PRIMARY KEY (id),
  constraint merge_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint merge_requests_other_account_id_fkey FOREIGN KEY (other_account_id) REFERENCES access.accounts(id),
  constraint merge_requests_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES access.accounts(id),
  constraint merge_requests_check CHECK ((account_id <> other_account_id)),
  constraint merge_requests_check1 CHECK (((status = ANY (ARRAY['merged'::text, 'refused'::text])) = (settled_at IS NOT NULL))),
  constraint merge_requests_status_check CHECK ((status = ANY (ARRAY['found'::text, 'with-staff'::text, 'merged'::text, 'refused'::text])))
);
CREATE UNIQUE INDEX merge_requests_once ON access.merge_requests USING btree (account_id, other_account_id) WHERE (status = ANY (ARRAY['found'::text, 'with-staff'::text]));
CREATE INDEX merge_requests_other ON access.merge_requests USING btree (other_account_id);
CREATE INDEX merge_requests_with_staff ON access.merge_requests USING btree (asked_at) WHERE (status = 'with-staff'::text);
grant delete, insert, select, update on access.merge_requests to tts_app;

create table access.missing_counts (
  place_kind text not null,
  reason text not null,
  phase_code text not null,
  only_due boolean not null,
  outcome text not null,
  place_key text not null,
  schools integer not null,
  constraint missing_counts_pkey PRIMARY KEY (place_kind, reason, phase_code, only_due, outcome, place_key),
  constraint missing_counts_check CHECK (((place_kind = 'england'::text) = (place_key = ''::text))),
  constraint missing_counts_place_kind_check CHECK ((place_kind = ANY (ARRAY['england'::text, 'authority'::text, 'trust'::text]))),
  constraint missing_counts_schools_check CHECK ((schools > 0))
);
CREATE INDEX missing_counts_most ON access.missing_counts USING btree (place_kind, reason, phase_code, only_due, schools DESC, place_key);
grant delete, insert, select, update on access.missing_counts to tts_app;

create table access.missing_list (
  is_only boolean not null,
  as_at timestamp with time zone not null,
  constraint missing_list_pkey PRIMARY KEY (is_only),
  constraint missing_list_is_only_check CHECK (is_only)
);
grant delete, insert, select, update on access.missing_list to tts_app;

create table access.missing_pages (
  sort text not null,
  reason text not null,
  phase_code text not null,
  only_due boolean not null,
  page integer not null,
  la_name text not null,
  link_order timestamp with time zone not null,
  search_name text not null,
  urn text not null,
  constraint missing_pages_pkey PRIMARY KEY (sort, reason, phase_code, only_due, page),
  constraint missing_pages_page_check CHECK ((page > 1)),
  constraint missing_pages_sort_check CHECK ((sort = ANY (ARRAY['name'::text, 'authority'::text, 'oldest-link'::text])))
);
grant delete, insert, select, update on access.missing_pages to tts_app;

create table access.missing_schools (
  organisation_id uuid not null,
  urn text not null,
  la_code text not null,
  la_name text not null,
  establishment_number text,
  trust_id uuid,
  phase_code text not null,
  search_name text not null,
  search_words tsvector not null,
  reason text not null,
  outcome text not null,
  reminder_due boolean not null,
  sent_at timestamp with time zone,
  opened_at timestamp with time zone,
  link_order timestamp with time zone not null default COALESCE(sent_at, 'infinity'::timestamp with time zone),
  constraint missing_schools_pkey PRIMARY KEY (organisation_id),
  constraint missing_schools_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint missing_schools_check CHECK (((opened_at IS NULL) OR (sent_at IS NOT NULL))),
  constraint missing_schools_outcome_check CHECK ((outcome = ANY (ARRAY['main'::text, 'alternative'::text, 'said-no'::text, 'suppressed-type'::text, 'no-address'::text, 'address-bounced'::text, 'recent-link'::text, 'already-planned'::text]))),
  constraint missing_schools_reason_check CHECK ((reason = ANY (ARRAY['said-no'::text, 'unfinished'::text, 'no-address'::text, 'never-invited'::text, 'link-ended'::text, 'bounced'::text, 'refused'::text, 'expired'::text, 'unopened'::text, 'on-its-way'::text])))
);
CREATE INDEX missing_schools_authority ON access.missing_schools USING btree (la_name, search_name, urn);
CREATE INDEX missing_schools_la ON access.missing_schools USING btree (la_code);
CREATE INDEX missing_schools_link ON access.missing_schools USING btree (link_order, search_name, urn);
CREATE INDEX missing_schools_name ON access.missing_schools USING btree (search_name, urn);
CREATE INDEX missing_schools_reason_authority ON access.missing_schools USING btree (reason, la_name, search_name, urn);
CREATE INDEX missing_schools_reason_link ON access.missing_schools USING btree (reason, link_order, search_name, urn);
CREATE INDEX missing_schools_reason_name ON access.missing_schools USING btree (reason, search_name, urn);
CREATE INDEX missing_schools_trust ON access.missing_schools USING btree (trust_id);
CREATE INDEX missing_schools_words ON access.missing_schools USING gin (search_words) WITH (fastupdate=off);
grant delete, insert, select, update on access.missing_schools to tts_app;

create table access.proofs (
  id uuid not null,
  purpose text not null,
  address text not null,
  account_id uuid,
  organisation_id uuid,
  token_hash bytea not null,
  code_hash bytea,
  code_salt bytea,
  browser_hash bytea,
  failed_attempts integer not null default 0,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  code_expires_at timestamp with time zone,
  opened_at timestamp with time zone,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  channel text,
  link_request_id uuid,
  join_request_id uuid,
  handover_id uuid,
  tutor_confirmation_id uuid,
  constraint proofs_pkey PRIMARY KEY (id),
  constraint proofs_token_hash_key UNIQUE (token_hash),
  constraint proofs_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint proofs_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES access.handovers(id),
  constraint proofs_join_request_id_fkey FOREIGN KEY (join_request_id) REFERENCES access.join_requests(id),
  constraint proofs_link_request_id_fkey FOREIGN KEY (link_request_id) REFERENCES access.link_requests(id),
  constraint proofs_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint proofs_tutor_confirmation_id_fkey FOREIGN KEY (tutor_confirmation_id) REFERENCES access.tutor_confirmations(id),
  constraint proofs_channel_check CHECK ((channel = ANY (ARRAY['main'::text, 'alternative'::text, 'checked-by-staff'::text, 'letter'::text]))),
  constraint proofs_check CHECK (((code_hash IS NULL) = (code_salt IS NULL))),
  constraint proofs_check1 CHECK (((purpose <> 'nomination'::text) OR (organisation_id IS NOT NULL))),
  constraint proofs_check2 CHECK (((purpose <> 'answer-join-request'::text) OR (join_request_id IS NOT NULL))),
  constraint proofs_check3 CHECK (((purpose <> 'object-to-handover'::text) OR (handover_id IS NOT NULL))),
  constraint proofs_check4 CHECK (((purpose <> 'confirm-tutor'::text) OR (tutor_confirmation_id IS NOT NULL))),
  constraint proofs_check5 CHECK (((purpose <> 'verify-address'::text) OR (account_id IS NOT NULL))),
  constraint proofs_check6 CHECK (((purpose <> 'join-accounts'::text) OR (account_id IS NOT NULL))),
  constraint proofs_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'nomination'::text, 'answer-join-request'::text, 'object-to-handover'::text, 'confirm-tutor'::text, 'verify-address'::text, 'join-accounts'::text])))
);
CREATE INDEX proofs_address ON access.proofs USING btree (purpose, lower(address), created_at);
CREATE INDEX proofs_confirmation ON access.proofs USING btree (tutor_confirmation_id) WHERE (tutor_confirmation_id IS NOT NULL);
CREATE INDEX proofs_handover ON access.proofs USING btree (handover_id) WHERE (handover_id IS NOT NULL);
CREATE INDEX proofs_join_request ON access.proofs USING btree (join_request_id) WHERE (join_request_id IS NOT NULL);
CREATE INDEX proofs_link_request ON access.proofs USING btree (link_request_id, created_at) WHERE (link_request_id IS NOT NULL);
CREATE INDEX proofs_organisation ON access.proofs USING btree (organisation_id, created_at) WHERE (purpose = 'nomination'::text);
CREATE INDEX proofs_used_in_browser ON access.proofs USING btree (browser_hash) WHERE ((purpose = 'sign-in'::text) AND (used_at IS NOT NULL));
grant delete, insert, select, update on access.proofs to tts_app;

create table access.sign_in_failures (
  id uuid not null,
  folded text not null,
  proof_id uuid not null,
  failed_at timestamp with time zone not null,
  constraint sign_in_failures_pkey PRIMARY KEY (id),
  constraint sign_in_failures_proof_id_fkey FOREIGN KEY (proof_id) REFERENCES access.proofs(id),
  constraint sign_in_failures_folded_check CHECK ((folded = lower(folded)))
);
CREATE INDEX sign_in_failures_folded ON access.sign_in_failures USING btree (folded, failed_at);
grant delete, insert, select, update on access.sign_in_failures to tts_app;

create table access.staff_powers (
  account_id uuid not null,
  power text not null,
  granted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint staff_powers_pkey PRIMARY KEY (account_id, power, granted_at),
  constraint staff_powers_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint staff_powers_power_check CHECK ((power = ANY (ARRAY['support'::text, 'manage-reference-data'::text, 'operate'::text, 'pay'::text])))
);
grant delete, insert, select, update on access.staff_powers to tts_app;

create table access.tutor_confirmations (
  id uuid not null,
  organisation_id uuid not null,
  membership_id uuid not null,
  asked_because text not null,
  occasion text not null,
  asked_at timestamp with time zone not null,
  contact_asked_at timestamp with time zone,
  answered_at timestamp with time zone,
  answer text,
  answered_by text,
  constraint tutor_confirmations_pkey PRIMARY KEY (id),
  constraint tutor_confirmations_membership_id_asked_because_occasion_key UNIQUE (membership_id, asked_because, occasion),
  constraint tutor_confirmations_membership_id_fkey FOREIGN KEY (membership_id) REFERENCES access.memberships(id),
  constraint tutor_confirmations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint tutor_confirmations_answer_check CHECK ((answer = ANY (ARRAY['still-right'::text, 'somebody-else'::text]))),
  constraint tutor_confirmations_answered_by_check CHECK ((answered_by = ANY (ARRAY['tutor'::text, 'contact'::text, 'administrator'::text, 'staff'::text]))),
  constraint tutor_confirmations_asked_because_check CHECK ((asked_because = ANY (ARRAY['registration-opens'::text, 'not-signed-in'::text, 'bounced'::text]))),
  constraint tutor_confirmations_check CHECK (((answered_at IS NULL) = (answer IS NULL))),
  constraint tutor_confirmations_check1 CHECK (((answered_at IS NULL) = (answered_by IS NULL)))
);
CREATE INDEX tutor_confirmations_open ON access.tutor_confirmations USING btree (organisation_id) WHERE (answered_at IS NULL);
grant delete, insert, select, update on access.tutor_confirmations to tts_app;

create table access.waiting_numbers (
  account_id uuid not null,
  trn text not null,
  asked_at timestamp with time zone not null,
  tried_at timestamp with time zone not null,
  constraint waiting_numbers_pkey PRIMARY KEY (account_id),
  constraint waiting_numbers_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint waiting_numbers_trn_check CHECK ((trn ~ '^[0-9]{7}$'::text))
);
CREATE INDEX waiting_numbers_tried ON access.waiting_numbers USING btree (tried_at);
grant delete, insert, select, update on access.waiting_numbers to tts_app;

create table npq.bulk_rows (
  run_id uuid not null,
  line integer not null,
  cells jsonb not null,
  verdict text not null,
  because text,
  settled_at timestamp with time zone,
  constraint bulk_rows_pkey PRIMARY KEY (run_id, line),
  constraint bulk_rows_run_id_fkey FOREIGN KEY (run_id) REFERENCES npq.bulk_runs(id) ON DELETE CASCADE,
  constraint bulk_rows_verdict_check CHECK ((verdict = ANY (ARRAY['waiting'::text, 'would-change'::text, 'would-not'::text, 'unreadable'::text, 'changed'::text, 'not-changed'::text])))
);
grant delete, insert, select, update on npq.bulk_rows to tts_app;

create table npq.bulk_runs (
  id uuid not null,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  status text not null,
  reason text not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint bulk_runs_pkey PRIMARY KEY (id),
  constraint bulk_runs_created_by_fkey FOREIGN KEY (created_by) REFERENCES access.accounts(id),
  constraint bulk_runs_check CHECK (((status = ANY (ARRAY['finished'::text, 'discarded'::text])) = (finished_at IS NOT NULL))),
  constraint bulk_runs_kind_check CHECK ((kind = ANY (ARRAY['revert-to-pending'::text, 'reject-expired'::text, 'transfer-provider'::text]))),
  constraint bulk_runs_reason_check CHECK ((reason <> ''::text)),
  constraint bulk_runs_status_check CHECK ((status = ANY (ARRAY['checking'::text, 'checked'::text, 'running'::text, 'finished'::text, 'discarded'::text])))
);
CREATE INDEX bulk_runs_created ON npq.bulk_runs USING btree (created_at);
grant delete, insert, select, update on npq.bulk_runs to tts_app;

create table npq.change_requests (
  id uuid not null,
  registration_id uuid not null,
  kind text not null,
  from_provider_id uuid not null,
  to_provider_id uuid not null,
  to_course_identifier text not null,
  course_answers jsonb not null default '{}'::jsonb,
  funding_choice text,
  note text,
  status text not null,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by uuid,
  refused_because text,
  constraint change_requests_pkey PRIMARY KEY (id),
  constraint change_requests_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES access.accounts(id),
  constraint change_requests_from_provider_id_fkey FOREIGN KEY (from_provider_id) REFERENCES directory.organisations(id),
  constraint change_requests_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint change_requests_to_course_identifier_fkey FOREIGN KEY (to_course_identifier) REFERENCES npq.courses(identifier),
  constraint change_requests_to_provider_id_fkey FOREIGN KEY (to_provider_id) REFERENCES directory.organisations(id),
  constraint change_requests_check CHECK (((status = 'asked'::text) = (answered_at IS NULL))),
  constraint change_requests_check1 CHECK (((status = 'refused'::text) = (refused_because IS NOT NULL))),
  constraint change_requests_funding_choice_check CHECK ((funding_choice = ANY (ARRAY['school'::text, 'trust'::text, 'self'::text, 'another'::text, 'employer'::text]))),
  constraint change_requests_kind_check CHECK ((kind = ANY (ARRAY['provider'::text, 'course'::text]))),
  constraint change_requests_status_check CHECK ((status = ANY (ARRAY['asked'::text, 'released'::text, 'refused'::text, 'taken-back'::text])))
);
CREATE UNIQUE INDEX change_requests_open ON npq.change_requests USING btree (registration_id) WHERE (status = 'asked'::text);
CREATE INDEX change_requests_provider ON npq.change_requests USING btree (from_provider_id, asked_at) WHERE (status = 'asked'::text);
grant delete, insert, select, update on npq.change_requests to tts_app;

create table npq.changes (
  id uuid not null,
  sequence bigint,
  registration_id uuid not null,
  provider_id uuid not null,
  kind text not null,
  before jsonb not null,
  after jsonb not null,
  effective_on date,
  happened_at timestamp with time zone not null,
  constraint changes_pkey PRIMARY KEY (id),
  constraint changes_sequence_key UNIQUE (sequence),
  constraint changes_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint changes_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint changes_kind_check CHECK ((kind = ANY (ARRAY['submitted'::text, 'accepted'::text, 'rejected'::text, 'withdrawn'::text, 'work-details-changed'::text, 'course-changed'::text, 'provider-changed'::text, 'funding-changed'::text, 'funded-place-changed'::text, 'schedule-changed'::text, 'deferred'::text, 'resumed'::text, 'reverted'::text, 'merged'::text])))
);
CREATE INDEX changes_feed ON npq.changes USING btree (provider_id, sequence);
CREATE INDEX changes_happened ON npq.changes USING btree (happened_at) WHERE (kind = ANY (ARRAY['work-details-changed'::text, 'course-changed'::text, 'provider-changed'::text]));
CREATE INDEX changes_registration ON npq.changes USING btree (registration_id, happened_at);
CREATE CONSTRAINT TRIGGER changes_in_order AFTER INSERT ON npq.changes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION npq.put_in_order();
grant delete, insert, select, update on npq.changes to tts_app;

create table npq.childcare_providers (
  urn text not null,
  name text not null,
  status text not null,
  street text,
  town text,
  postcode text,
  local_authority text,
  region text,
  on_early_years_register boolean,
  search_text text not null,
  search_words tsvector not null default array_to_tsvector(array_remove(string_to_array(search_text, ' '::text), ''::text)),
  updated_at timestamp with time zone not null,
  constraint childcare_providers_pkey PRIMARY KEY (urn),
  constraint childcare_providers_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint childcare_providers_urn_check CHECK ((urn ~ '^[A-Z]{0,2}[0-9]{5,8}$'::text))
);
CREATE INDEX childcare_providers_search ON npq.childcare_providers USING gin (search_words) WITH (fastupdate=off);
grant delete, insert, select, update on npq.childcare_providers to tts_app;

create table npq.cohorts (
  identifier text not null,
  year smallint not null,
  suffix text not null,
  name text not null,
  hint text,
  funding text not null,
  registration daterange not null,
  starts_on date not null,
  source text not null,
  revision integer not null default 1,
  constraint cohorts_pkey PRIMARY KEY (identifier),
  constraint cohorts_name_key UNIQUE (name),
  constraint cohorts_one_start_a_day UNIQUE (starts_on),
  constraint cohorts_year_suffix_key UNIQUE (year, suffix),
  constraint cohorts_funding_check CHECK ((funding = ANY (ARRAY['zero'::text, 'capped'::text, 'full'::text]))),
  constraint cohorts_identifier_check CHECK ((identifier ~ '^[0-9]{4}[a-c]$'::text)),
  constraint cohorts_named_by_year CHECK ((identifier = ((year)::text || suffix))),
  constraint cohorts_open_before_start CHECK ((starts_on >= lower(registration))),
  constraint cohorts_registration_check CHECK ((NOT isempty(registration))),
  constraint cohorts_registration_ends CHECK (((NOT lower_inf(registration)) AND (NOT upper_inf(registration)))),
  constraint cohorts_suffix_check CHECK ((suffix ~ '^[a-c]$'::text)),
  constraint cohorts_no_overlap EXCLUDE USING gist (suffix WITH =, registration WITH &&)
);
CREATE TRIGGER cohorts_registrations_inside BEFORE UPDATE OF registration ON npq.cohorts FOR EACH ROW EXECUTE FUNCTION npq.registrations_stay_inside();
grant delete, insert, select, update on npq.cohorts to tts_app;

create table npq.consent_texts (
  version text not null,
  text text not null,
  in_force_from timestamp with time zone not null,
  added_by uuid,
  added_at timestamp with time zone,
  constraint consent_texts_pkey PRIMARY KEY (version),
  constraint consent_texts_in_force_from_key UNIQUE (in_force_from),
  constraint consent_texts_added_by_fkey FOREIGN KEY (added_by) REFERENCES access.accounts(id),
  constraint consent_texts_text_check CHECK ((text <> ''::text))
);
CREATE TRIGGER consent_texts_stay BEFORE DELETE OR UPDATE ON npq.consent_texts FOR EACH ROW EXECUTE FUNCTION npq.never_changes();
grant delete, insert, select, update on npq.consent_texts to tts_app;

create table npq.course_offers (
  course_identifier text not null,
  cohort text not null,
  provider_id uuid not null,
  hint text,
  offered_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint course_offers_pkey PRIMARY KEY (course_identifier, cohort, provider_id),
  constraint course_offers_cohort_fkey FOREIGN KEY (cohort) REFERENCES npq.cohorts(identifier),
  constraint course_offers_course_identifier_fkey FOREIGN KEY (course_identifier) REFERENCES npq.courses(identifier),
  constraint course_offers_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id)
);
CREATE INDEX course_offers_provider ON npq.course_offers USING btree (provider_id);
grant delete, insert, select, update on npq.course_offers to tts_app;

create table npq.courses (
  identifier text not null,
  short_code text not null,
  name text not null,
  kind text not null,
  position smallint not null,
  is_offered boolean not null,
  has_outcome boolean not null,
  constraint courses_pkey PRIMARY KEY (identifier),
  constraint courses_position_key UNIQUE ("position"),
  constraint courses_short_code_key UNIQUE (short_code),
  constraint courses_kind_check CHECK ((kind = ANY (ARRAY['leadership'::text, 'specialist'::text, 'ehco'::text, 'support'::text])))
);
grant delete, insert, select, update on npq.courses to tts_app;

create table npq.declarations (
  id uuid not null,
  registration_id uuid not null,
  provider_id uuid not null,
  declaration_type text not null,
  declaration_date date not null,
  state text not null,
  held_because text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint declarations_pkey PRIMARY KEY (id),
  constraint declarations_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint declarations_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint declarations_declaration_type_check CHECK ((declaration_type = ANY (ARRAY['started'::text, 'retained-1'::text, 'retained-2'::text, 'completed'::text]))),
  constraint declarations_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'eligible'::text, 'ineligible'::text, 'payable'::text, 'paid'::text, 'voided'::text, 'awaiting_clawback'::text, 'clawed_back'::text])))
);
CREATE UNIQUE INDEX declarations_one_live ON npq.declarations USING btree (registration_id, declaration_type) WHERE (state = ANY (ARRAY['submitted'::text, 'eligible'::text, 'payable'::text, 'paid'::text]));
CREATE INDEX declarations_provider ON npq.declarations USING btree (provider_id, created_at, id);
CREATE INDEX declarations_registration ON npq.declarations USING btree (registration_id);
CREATE CONSTRAINT TRIGGER declarations_shown AFTER UPDATE OF state, held_because, declaration_date ON npq.declarations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION npq.show_declaration();
CREATE CONSTRAINT TRIGGER declarations_shown_first AFTER INSERT ON npq.declarations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION npq.show_declaration();
grant delete, insert, select, update on npq.declarations to tts_app;

create table npq.funding_decisions (
  id uuid not null,
  registration_id uuid,
  decided_by text not null,
  policy_version text not null,
  list_versions jsonb not null,
  inputs jsonb not null,
  result text not null,
  reason text not null,
  note text,
  account_id uuid,
  decided_at timestamp with time zone not null,
  constraint funding_decisions_pkey PRIMARY KEY (id),
  constraint funding_decisions_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint funding_decisions_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id) DEFERRABLE INITIALLY DEFERRED,
  constraint funding_decisions_decided_by_check CHECK ((decided_by = ANY (ARRAY['engine'::text, 'staff'::text, 'previous-service'::text]))),
  constraint funding_decisions_result_check CHECK ((result = ANY (ARRAY['funded'::text, 'not-funded'::text, 'review'::text])))
);
CREATE INDEX funding_decisions_registration ON npq.funding_decisions USING btree (registration_id, decided_at);
CREATE TRIGGER funding_decisions_stay BEFORE DELETE OR UPDATE ON npq.funding_decisions FOR EACH ROW EXECUTE FUNCTION npq.never_changes();
grant delete, insert, select, update on npq.funding_decisions to tts_app;

create table npq.funding_policies (
  version text not null,
  cohort text not null,
  in_force_from timestamp with time zone not null,
  rules jsonb not null,
  source text not null,
  proposal_id uuid,
  constraint funding_policies_pkey PRIMARY KEY (version, cohort),
  constraint funding_policies_cohort_in_force_from_key UNIQUE (cohort, in_force_from),
  constraint funding_policies_proposal_id_key UNIQUE (proposal_id),
  constraint funding_policies_cohort_fkey FOREIGN KEY (cohort) REFERENCES npq.cohorts(identifier),
  constraint funding_policies_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES npq.funding_proposals(id)
);
CREATE TRIGGER funding_policies_approved BEFORE INSERT ON npq.funding_policies FOR EACH ROW EXECUTE FUNCTION npq.approved_alone();
CREATE TRIGGER funding_policies_stay BEFORE DELETE OR UPDATE ON npq.funding_policies FOR EACH ROW EXECUTE FUNCTION npq.never_changes();
grant delete, insert, select, update on npq.funding_policies to tts_app;

create table npq.funding_proposals (
  id uuid not null,
  cohort text not null,
  status text not null,
  copied_version text not null,
  copied_cohort text not null,
  rules jsonb not null,
  source text,
  because text,
  in_force_from timestamp with time zone,
  compared_with text,
  scenario_run_id uuid,
  proposed_by uuid not null,
  begun_at timestamp with time zone not null,
  proposed_at timestamp with time zone,
  decided_by uuid,
  decided_at timestamp with time zone,
  decided_because text,
  version text,
  constraint funding_proposals_pkey PRIMARY KEY (id),
  constraint funding_proposals_cohort_fkey FOREIGN KEY (cohort) REFERENCES npq.cohorts(identifier),
  constraint funding_proposals_copied_version_copied_cohort_fkey FOREIGN KEY (copied_version, copied_cohort) REFERENCES npq.funding_policies(version, cohort),
  constraint funding_proposals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES access.accounts(id),
  constraint funding_proposals_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES access.accounts(id),
  constraint funding_proposals_scenario_run_id_fkey FOREIGN KEY (scenario_run_id) REFERENCES npq.scenario_runs(id),
  constraint funding_proposals_check CHECK (((status = ANY (ARRAY['approved'::text, 'refused'::text])) = (num_nonnulls(decided_by, decided_at, decided_because) = 3))),
  constraint funding_proposals_check1 CHECK (((status = ANY (ARRAY['approved'::text, 'refused'::text])) OR (num_nonnulls(decided_by, decided_at, decided_because) = 0))),
  constraint funding_proposals_check2 CHECK (((status = ANY (ARRAY['draft'::text, 'discarded'::text])) OR (num_nonnulls(source, because, proposed_at, scenario_run_id) = 4))),
  constraint funding_proposals_check3 CHECK (((status = 'approved'::text) = (version IS NOT NULL))),
  constraint funding_proposals_second_person CHECK ((decided_by <> proposed_by)),
  constraint funding_proposals_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text, 'refused'::text, 'discarded'::text])))
);
CREATE INDEX funding_proposals_open ON npq.funding_proposals USING btree (cohort, begun_at) WHERE (status = ANY (ARRAY['draft'::text, 'proposed'::text]));
grant delete, insert, select, update on npq.funding_proposals to tts_app;

create table npq.list_entries (
  version_id uuid not null,
  identifier text not null,
  constraint list_entries_pkey PRIMARY KEY (version_id, identifier),
  constraint list_entries_version_id_fkey FOREIGN KEY (version_id) REFERENCES npq.list_versions(id) ON DELETE CASCADE
);
grant delete, insert, select, update on npq.list_entries to tts_app;

create table npq.list_versions (
  id uuid not null,
  list text not null,
  status text not null,
  in_force_from timestamp with time zone not null,
  file_name text not null,
  sha256 text not null,
  rows integer not null,
  added integer not null default 0,
  removed integer not null default 0,
  left_out jsonb not null default '[]'::jsonb,
  applied_because text,
  uploaded_by uuid,
  uploaded_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  taken_back_at timestamp with time zone,
  taken_back_because text,
  constraint list_versions_pkey PRIMARY KEY (id),
  constraint list_versions_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES access.accounts(id),
  constraint list_versions_check CHECK (((status = ANY (ARRAY['applied'::text, 'taken-back'::text])) = (applied_at IS NOT NULL))),
  constraint list_versions_check1 CHECK (((status = 'taken-back'::text) = (taken_back_at IS NOT NULL))),
  constraint list_versions_list_check CHECK ((list = ANY (ARRAY['rise'::text, 'pp50-schools'::text, 'pp50-further-education'::text, 'childminders'::text, 'disadvantaged-early-years'::text, 'local-authority-nurseries'::text]))),
  constraint list_versions_rows_check CHECK ((rows >= 0)),
  constraint list_versions_status_check CHECK ((status = ANY (ARRAY['previewed'::text, 'applied'::text, 'taken-back'::text, 'discarded'::text])))
);
CREATE INDEX list_versions_in_force ON npq.list_versions USING btree (list, in_force_from DESC) WHERE (status = 'applied'::text);
grant delete, insert, select, update on npq.list_versions to tts_app;

create table npq.outcomes (
  id uuid not null,
  registration_id uuid not null,
  state text not null,
  completed_on date not null,
  created_at timestamp with time zone not null,
  constraint outcomes_pkey PRIMARY KEY (id),
  constraint outcomes_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint outcomes_state_check CHECK ((state = ANY (ARRAY['passed'::text, 'failed'::text, 'voided'::text])))
);
CREATE INDEX outcomes_registration ON npq.outcomes USING btree (registration_id, created_at);
CREATE CONSTRAINT TRIGGER outcomes_shown AFTER INSERT ON npq.outcomes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION npq.show_outcome();
grant delete, insert, select, update on npq.outcomes to tts_app;

create table npq.provider_sights (
  provider_id uuid not null,
  registration_id uuid not null,
  participant_id uuid not null,
  cohort text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  lost_at timestamp with time zone,
  frozen jsonb,
  is_accepted boolean not null,
  training_status text,
  constraint provider_sights_pkey PRIMARY KEY (provider_id, registration_id),
  constraint provider_sights_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint provider_sights_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint provider_sights_check CHECK (((frozen IS NULL) = (lost_at IS NULL)))
);
CREATE INDEX provider_sights_created ON npq.provider_sights USING btree (provider_id, created_at, registration_id);
CREATE INDEX provider_sights_participant ON npq.provider_sights USING btree (provider_id, participant_id);
CREATE INDEX provider_sights_registration ON npq.provider_sights USING btree (registration_id);
CREATE INDEX provider_sights_updated ON npq.provider_sights USING btree (provider_id, updated_at, registration_id);
grant delete, insert, select, update on npq.provider_sights to tts_app;

create table npq.registration_providers (
  registration_id uuid not null,
  provider_id uuid not null,
  assigned_at timestamp with time zone not null,
  unassigned_at timestamp with time zone,
  unassigned_because text,
  constraint registration_providers_pkey PRIMARY KEY (registration_id, provider_id, assigned_at),
  constraint registration_providers_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint registration_providers_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint registration_providers_check CHECK ((unassigned_at >= assigned_at)),
  constraint registration_providers_check1 CHECK (((unassigned_at IS NULL) = (unassigned_because IS NULL)))
);
CREATE UNIQUE INDEX registration_providers_current ON npq.registration_providers USING btree (registration_id) WHERE (unassigned_at IS NULL);
CREATE INDEX registration_providers_of ON npq.registration_providers USING btree (provider_id, registration_id);
grant delete, insert, select, update on npq.registration_providers to tts_app;

create table npq.registrations (
  id uuid not null,
  person_id uuid not null,
  account_id uuid,
  draft_id uuid,
  course_identifier text not null,
  cohort text not null,
  status text not null,
  training_status text,
  decision_id uuid not null,
  funding_choice text,
  funded_place boolean,
  schedule_identifier text,
  review_status text,
  course_answers jsonb not null default '{}'::jsonb,
  consent_version text,
  consented_at timestamp with time zone,
  reason_for_rejection text,
  targeted_delivery boolean not null default false,
  created_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  ended_at timestamp with time zone,
  work_details_changed_at timestamp with time zone,
  revision integer not null default 1,
  touched_at timestamp with time zone not null,
  constraint registrations_pkey PRIMARY KEY (id),
  constraint registrations_draft_id_key UNIQUE (draft_id),
  constraint registrations_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint registrations_cohort_fkey FOREIGN KEY (cohort) REFERENCES npq.cohorts(identifier),
  constraint registrations_cohort_schedule_identifier_fkey FOREIGN KEY (cohort, schedule_identifier) REFERENCES npq.schedules(cohort, identifier),
  constraint registrations_consent_version_fkey FOREIGN KEY (consent_version) REFERENCES npq.consent_texts(version),
  constraint registrations_course_identifier_fkey FOREIGN KEY (course_identifier) REFERENCES npq.courses(identifier),
  constraint registrations_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES npq.funding_decisions(id) DEFERRABLE INITIALLY DEFERRED,
  constraint registrations_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.people(id),
  constraint registrations_check CHECK (((status = 'accepted'::text) = (training_status IS NOT NULL))),
  constraint registrations_check1 CHECK (((status <> 'accepted'::text) OR (accepted_at IS NOT NULL))),
  constraint registrations_check2 CHECK (((status = ANY (ARRAY['rejected'::text, 'withdrawn'::text, 'expired'::text])) = (ended_at IS NOT NULL))),
  constraint registrations_check3 CHECK (((status = 'rejected'::text) = (reason_for_rejection IS NOT NULL))),
  constraint registrations_funding_choice_check CHECK ((funding_choice = ANY (ARRAY['school'::text, 'trust'::text, 'self'::text, 'another'::text, 'employer'::text]))),
  constraint registrations_review_status_check CHECK ((review_status = ANY (ARRAY['needs_review'::text, 'awaiting_information'::text, 'reregister'::text, 'decision_made'::text]))),
  constraint registrations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'rejected'::text, 'withdrawn'::text, 'expired'::text]))),
  constraint registrations_training_status_check CHECK ((training_status = ANY (ARRAY['active'::text, 'deferred'::text, 'withdrawn'::text])))
);
CREATE INDEX registrations_account ON npq.registrations USING btree (account_id, created_at);
CREATE INDEX registrations_cohort ON npq.registrations USING btree (cohort, created_at, id);
CREATE INDEX registrations_consent ON npq.registrations USING btree (consent_version);
CREATE INDEX registrations_created ON npq.registrations USING btree (created_at, id);
CREATE UNIQUE INDEX registrations_one_live ON npq.registrations USING btree (person_id, course_identifier, cohort) WHERE ((status = ANY (ARRAY['pending'::text, 'accepted'::text])) AND (training_status IS DISTINCT FROM 'withdrawn'::text));
CREATE INDEX registrations_person ON npq.registrations USING btree (person_id, created_at);
CREATE INDEX registrations_review ON npq.registrations USING btree (review_status, created_at) WHERE (review_status IS NOT NULL);
CREATE INDEX registrations_schedule ON npq.registrations USING btree (cohort, schedule_identifier) WHERE (schedule_identifier IS NOT NULL);
CREATE CONSTRAINT TRIGGER registrations_shown AFTER INSERT OR UPDATE ON npq.registrations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION npq.show_to_providers();
grant delete, insert, select, update on npq.registrations to tts_app;

create table npq.review_notes (
  id uuid not null,
  registration_id uuid not null,
  review_status text,
  note text not null,
  account_id uuid,
  written_at timestamp with time zone not null,
  constraint review_notes_pkey PRIMARY KEY (id),
  constraint review_notes_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint review_notes_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint review_notes_note_check CHECK ((note <> ''::text))
);
CREATE INDEX review_notes_registration ON npq.review_notes USING btree (registration_id, written_at);
CREATE TRIGGER review_notes_stay BEFORE DELETE OR UPDATE ON npq.review_notes FOR EACH ROW EXECUTE FUNCTION npq.never_changes();
grant delete, insert, select, update on npq.review_notes to tts_app;

create table npq.scenario_runs (
  id uuid not null,
  file_name text not null,
  sha256 text not null,
  results jsonb not null,
  differing integer not null,
  account_id uuid,
  ran_at timestamp with time zone not null,
  constraint scenario_runs_pkey PRIMARY KEY (id),
  constraint scenario_runs_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint scenario_runs_differing_check CHECK ((differing >= 0))
);
CREATE INDEX scenario_runs_newest ON npq.scenario_runs USING btree (ran_at DESC);
grant delete, insert, select, update on npq.scenario_runs to tts_app;

create table npq.schedules (
  identifier text not null,
  cohort text not null,
  course_kind text not null,
  name text not null,
  applies_from date not null,
  applies_to date not null,
  declaration_types text[] not null,
  constraint schedules_pkey PRIMARY KEY (cohort, identifier),
  constraint schedules_cohort_fkey FOREIGN KEY (cohort) REFERENCES npq.cohorts(identifier),
  constraint schedules_check CHECK ((applies_to >= applies_from)),
  constraint schedules_course_kind_check CHECK ((course_kind = ANY (ARRAY['leadership'::text, 'specialist'::text, 'ehco'::text, 'support'::text]))),
  constraint schedules_no_overlap EXCLUDE USING gist (cohort WITH =, course_kind WITH =, daterange(applies_from, applies_to, '[]'::text) WITH &&)
);
CREATE TRIGGER schedules_used_stay BEFORE DELETE OR UPDATE ON npq.schedules FOR EACH ROW EXECUTE FUNCTION npq.used_schedules_stay();
grant delete, insert, select, update on npq.schedules to tts_app;

create table npq.submissions (
  registration_id uuid not null,
  submitted_at timestamp with time zone not null,
  email_key text not null,
  provider_id uuid not null,
  course_identifier text not null,
  cohort text not null,
  setting text not null,
  work_key text not null,
  funding_key text not null,
  answers_key text not null,
  name_key text not null,
  signed_in_by text not null,
  source text not null,
  constraint submissions_pkey PRIMARY KEY (registration_id),
  constraint submissions_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint submissions_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint submissions_source_check CHECK ((source = ANY (ARRAY['here'::text, 'previous-service'::text])))
);
CREATE INDEX submissions_email ON npq.submissions USING btree (email_key, submitted_at);
CREATE INDEX submissions_submitted ON npq.submissions USING btree (submitted_at, registration_id);
grant delete, insert, select, update on npq.submissions to tts_app;

create table npq.tasks (
  id uuid not null,
  registration_id uuid not null,
  kind text not null,
  facts jsonb not null,
  opened_at timestamp with time zone not null,
  assigned_to uuid,
  closed_at timestamp with time zone,
  closed_by uuid,
  outcome text,
  constraint tasks_pkey PRIMARY KEY (id),
  constraint tasks_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES access.accounts(id),
  constraint tasks_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES access.accounts(id),
  constraint tasks_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint tasks_check CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  constraint tasks_kind_check CHECK ((kind = ANY (ARRAY['funded-place-in-doubt'::text, 'funding-review'::text, 'likely-duplicate'::text])))
);
CREATE INDEX tasks_open ON npq.tasks USING btree (kind, opened_at) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX tasks_open_once ON npq.tasks USING btree (registration_id, kind) WHERE (closed_at IS NULL);
grant delete, insert, select, update on npq.tasks to tts_app;

create table npq.training_changes (
  id uuid not null,
  registration_id uuid not null,
  kind text not null,
  reason text,
  schedule_identifier text,
  happened_at timestamp with time zone not null,
  constraint training_changes_pkey PRIMARY KEY (id),
  constraint training_changes_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint training_changes_kind_check CHECK ((kind = ANY (ARRAY['accepted'::text, 'deferred'::text, 'resumed'::text, 'withdrawn'::text, 'schedule-changed'::text, 'reverted'::text])))
);
CREATE INDEX training_changes_registration ON npq.training_changes USING btree (registration_id, happened_at);
grant delete, insert, select, update on npq.training_changes to tts_app;

create table npq.visibility (
  is_only boolean not null default true,
  last_at timestamp with time zone not null,
  last_sequence bigint not null,
  constraint visibility_pkey PRIMARY KEY (is_only),
  constraint visibility_is_only_check CHECK (is_only)
);
grant delete, insert, select, update on npq.visibility to tts_app;

create table npq.work_details (
  id uuid not null,
  person_id uuid not null,
  registration_id uuid,
  number integer not null,
  works_in_england boolean not null,
  country text,
  setting text not null,
  nursery_kind text,
  has_ofsted_urn boolean,
  organisation_id uuid,
  childcare_urn text,
  employment_type text,
  employment_role text,
  employer_name text,
  itt_provider_id uuid,
  referred_by_return_to_teaching_adviser boolean,
  employer jsonb,
  change_kind text not null,
  effective_on date not null,
  decision_id uuid,
  by_staff boolean not null default false,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  constraint work_details_pkey PRIMARY KEY (id),
  constraint work_details_registration_id_number_key UNIQUE (registration_id, number),
  constraint work_details_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES npq.funding_decisions(id) DEFERRABLE INITIALLY DEFERRED,
  constraint work_details_itt_provider_id_fkey FOREIGN KEY (itt_provider_id) REFERENCES directory.organisations(id),
  constraint work_details_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint work_details_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.people(id),
  constraint work_details_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES access.accounts(id),
  constraint work_details_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES npq.registrations(id),
  constraint work_details_change_kind_check CHECK ((change_kind = ANY (ARRAY['registered'::text, 'correction'::text, 'move'::text]))),
  constraint work_details_check CHECK ((works_in_england OR (num_nonnulls(nursery_kind, has_ofsted_urn, organisation_id, childcare_urn, employment_type, employment_role, employer_name, itt_provider_id, referred_by_return_to_teaching_adviser) = 0))),
  constraint work_details_check1 CHECK (((NOT works_in_england) OR (country IS NULL))),
  constraint work_details_check2 CHECK (((NOT works_in_england) OR (setting <> 'early_years_or_childcare'::text) OR (nursery_kind IS NOT NULL))),
  constraint work_details_check3 CHECK (((setting = 'early_years_or_childcare'::text) OR (num_nonnulls(nursery_kind, has_ofsted_urn, childcare_urn) = 0))),
  constraint work_details_check4 CHECK (((NOT works_in_england) OR (setting <> 'another_setting'::text) OR (employment_type IS NOT NULL))),
  constraint work_details_check5 CHECK (((setting = 'another_setting'::text) OR (num_nonnulls(employment_type, employment_role, itt_provider_id) = 0))),
  constraint work_details_check6 CHECK (((NOT works_in_england) OR (setting <> 'other'::text) OR (referred_by_return_to_teaching_adviser IS NOT NULL))),
  constraint work_details_check7 CHECK (((setting = 'other'::text) OR (referred_by_return_to_teaching_adviser IS NULL))),
  constraint work_details_check8 CHECK (((organisation_id IS NULL) OR (setting <> ALL (ARRAY['another_setting'::text, 'other'::text])))),
  constraint work_details_employment_type_check CHECK ((employment_type = ANY (ARRAY['hospital_school'::text, 'lead_mentor_for_accredited_itt_provider'::text, 'local_authority_supply_teacher'::text, 'local_authority_virtual_school'::text, 'young_offender_institution'::text, 'other'::text]))),
  constraint work_details_number_check CHECK ((number > 0)),
  constraint work_details_nursery_kind_check CHECK ((nursery_kind = ANY (ARRAY['local_authority_maintained_nursery'::text, 'preschool_class_as_part_of_school'::text, 'private_nursery'::text, 'childminder'::text, 'another_early_years_setting'::text]))),
  constraint work_details_setting_check CHECK ((setting = ANY (ARRAY['early_years_or_childcare'::text, 'a_school'::text, 'an_academy_trust'::text, 'a_16_to_19_educational_setting'::text, 'another_setting'::text, 'other'::text])))
);
CREATE INDEX work_details_childcare ON npq.work_details USING btree (childcare_urn) WHERE (childcare_urn IS NOT NULL);
CREATE INDEX work_details_organisation ON npq.work_details USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);
CREATE INDEX work_details_person ON npq.work_details USING btree (person_id, recorded_at);
CREATE TRIGGER work_details_stay BEFORE DELETE OR UPDATE OF registration_id, setting, employer, decision_id, recorded_at ON npq.work_details FOR EACH ROW EXECUTE FUNCTION npq.never_changes();
grant delete, insert, select, update on npq.work_details to tts_app;

create table claims.allowances (
  person_id uuid not null,
  provider_id uuid not null,
  academic_year integer not null,
  training_type text not null,
  cap smallint not null,
  held smallint not null default 0,
  constraint allowances_pkey PRIMARY KEY (person_id, provider_id, academic_year),
  constraint allowances_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES claims.years(academic_year),
  constraint allowances_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.people(id),
  constraint allowances_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint allowances_cap_check CHECK ((cap > 0)),
  constraint allowances_not_exceeded CHECK (((held >= 0) AND (held <= cap))),
  constraint allowances_training_type_check CHECK ((training_type = ANY (ARRAY['initial'::text, 'refresher'::text])))
);
grant delete, insert, select, update on claims.allowances to tts_app;

create table claims.audit_answers (
  id uuid not null,
  audit_id uuid not null,
  claim_id uuid not null,
  line_id uuid not null,
  party text not null,
  answer text not null,
  hours smallint,
  reason_code text,
  note text,
  is_draft boolean not null default false,
  said_by uuid,
  said_by_name text not null,
  said_at timestamp with time zone not null,
  constraint audit_answers_pkey PRIMARY KEY (id),
  constraint audit_answers_audit_id_claim_id_fkey FOREIGN KEY (audit_id, claim_id) REFERENCES claims.audit_claims(audit_id, claim_id),
  constraint audit_answers_line_id_fkey FOREIGN KEY (line_id) REFERENCES claims.claim_lines(id),
  constraint audit_answers_said_by_fkey FOREIGN KEY (said_by) REFERENCES access.accounts(id),
  constraint audit_answers_answer_check CHECK ((answer = ANY (ARRAY['confirmed'::text, 'other-hours'::text, 'refused'::text, 'agrees'::text, 'disagrees'::text, 'upheld'::text, 'not-upheld'::text]))),
  constraint audit_answers_check CHECK (((answer = 'other-hours'::text) = (hours IS NOT NULL))),
  constraint audit_answers_hours_check CHECK ((hours >= 0)),
  constraint audit_answers_party_check CHECK ((party = ANY (ARRAY['provider'::text, 'school'::text, 'dfe'::text])))
);
CREATE INDEX audit_answers_claim ON claims.audit_answers USING btree (audit_id, claim_id);
CREATE INDEX audit_answers_line ON claims.audit_answers USING btree (line_id, said_at DESC);
grant delete, insert, select, update on claims.audit_answers to tts_app;

create table claims.audit_claims (
  audit_id uuid not null,
  claim_id uuid not null,
  answered_at timestamp with time zone,
  school_due_on date,
  school_replied_at timestamp with time zone,
  decided_at timestamp with time zone,
  outcome text,
  constraint audit_claims_pkey PRIMARY KEY (audit_id, claim_id),
  constraint audit_claims_audit_id_fkey FOREIGN KEY (audit_id) REFERENCES claims.audits(id),
  constraint audit_claims_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint audit_claims_outcome_check CHECK ((outcome = ANY (ARRAY['confirmed'::text, 'not-upheld'::text])))
);
CREATE UNIQUE INDEX audit_claims_one_open ON claims.audit_claims USING btree (claim_id) WHERE (decided_at IS NULL);
grant delete, insert, select, update on claims.audit_claims to tts_app;

create table claims.audits (
  id uuid not null,
  sample_id uuid not null,
  provider_id uuid not null,
  asked_at timestamp with time zone not null,
  due_on date not null,
  extension_asked_until date,
  extension_asked_because text,
  extension_answered_at timestamp with time zone,
  extension_granted boolean,
  closed_at timestamp with time zone,
  revision integer not null default 1,
  constraint audits_pkey PRIMARY KEY (id),
  constraint audits_sample_id_provider_id_key UNIQUE (sample_id, provider_id),
  constraint audits_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint audits_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES claims.samples(id)
);
CREATE INDEX audits_provider ON claims.audits USING btree (provider_id, asked_at DESC);
grant delete, insert, select, update on claims.audits to tts_app;

create table claims.authority_paid_types (
  type_code text not null,
  name text not null,
  period daterange not null,
  source text not null,
  constraint authority_paid_types_period_check CHECK ((NOT isempty(period))),
  constraint authority_paid_types_type_code_period_excl EXCLUDE USING gist (type_code WITH =, period WITH &&)
);
grant delete, insert, select, update on claims.authority_paid_types to tts_app;

create table claims.batch_items (
  batch_id uuid not null,
  claim_id uuid not null,
  position integer not null,
  pence bigint not null,
  row jsonb not null,
  claim_revision integer not null,
  outcome text not null,
  reason text,
  answered_at timestamp with time zone,
  told_at timestamp with time zone,
  constraint batch_items_pkey PRIMARY KEY (batch_id, claim_id),
  constraint batch_items_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES claims.batches(id),
  constraint batch_items_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint batch_items_outcome_check CHECK ((outcome = ANY (ARRAY['waiting'::text, 'discarded'::text, 'paid'::text, 'unpaid'::text, 'recovered'::text, 'not-recovered'::text]))),
  constraint batch_items_pence_check CHECK ((pence > 0))
);
CREATE INDEX batch_items_claim ON claims.batch_items USING btree (claim_id);
CREATE UNIQUE INDEX batch_items_one_open ON claims.batch_items USING btree (claim_id) WHERE (outcome = 'waiting'::text);
CREATE UNIQUE INDEX batch_items_position ON claims.batch_items USING btree (batch_id, "position");
CREATE INDEX batch_items_to_tell ON claims.batch_items USING btree (batch_id, "position") WHERE ((answered_at IS NOT NULL) AND (told_at IS NULL));
grant delete, insert, select, update on claims.batch_items to tts_app;

create table claims.batches (
  id uuid not null,
  kind text not null,
  number integer generated always as identity not null,
  window_id uuid,
  status text not null,
  claims integer not null,
  total_pence bigint not null,
  list_sha256 text not null,
  prepared_by uuid,
  prepared_by_name text not null,
  prepared_at timestamp with time zone not null,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamp with time zone,
  discarded_by_name text,
  discarded_at timestamp with time zone,
  discarded_because text,
  revision integer not null default 1,
  constraint batches_pkey PRIMARY KEY (id),
  constraint batches_number_key UNIQUE (number),
  constraint batches_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES access.accounts(id),
  constraint batches_prepared_by_fkey FOREIGN KEY (prepared_by) REFERENCES access.accounts(id),
  constraint batches_window_id_fkey FOREIGN KEY (window_id) REFERENCES claims.windows(id),
  constraint batches_check CHECK (((prepared_by IS NULL) OR (approved_by IS NULL) OR (prepared_by <> approved_by))),
  constraint batches_check1 CHECK (((approved_at IS NOT NULL) = (status = ANY (ARRAY['sent'::text, 'answered'::text, 'closed'::text])))),
  constraint batches_claims_check CHECK ((claims > 0)),
  constraint batches_kind_check CHECK ((kind = ANY (ARRAY['payment'::text, 'clawback'::text]))),
  constraint batches_status_check CHECK ((status = ANY (ARRAY['prepared'::text, 'discarded'::text, 'sent'::text, 'answered'::text, 'closed'::text]))),
  constraint batches_total_pence_check CHECK ((total_pence > 0))
);
grant delete, insert, select, update on claims.batches to tts_app;

create table claims.claim_lines (
  id uuid not null,
  claim_id uuid not null,
  person_id uuid not null,
  position smallint not null,
  hours smallint not null,
  training_type text,
  cap smallint,
  pence bigint,
  mentor_name text not null,
  mentor_trn text not null,
  constraint claim_lines_pkey PRIMARY KEY (id),
  constraint claim_lines_claim_id_person_id_key UNIQUE (claim_id, person_id),
  constraint claim_lines_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint claim_lines_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.people(id),
  constraint claim_lines_hours_check CHECK ((hours > 0)),
  constraint claim_lines_mentor_trn_check CHECK ((mentor_trn ~ '^[0-9]{7}$'::text)),
  constraint claim_lines_training_type_check CHECK ((training_type = ANY (ARRAY['initial'::text, 'refresher'::text])))
);
CREATE INDEX claim_lines_person ON claims.claim_lines USING btree (person_id);
CREATE INDEX claim_lines_training ON claims.claim_lines USING btree (training_type, claim_id);
grant delete, insert, select, update on claims.claim_lines to tts_app;

create table claims.claims (
  id uuid not null,
  reference text not null,
  school_id uuid not null,
  provider_id uuid not null,
  academic_year integer not null,
  window_id uuid,
  status text not null,
  created_by uuid,
  created_for uuid,
  created_at timestamp with time zone not null,
  reserved_until timestamp with time zone,
  submitted_at timestamp with time zone,
  submitted_by uuid,
  submitted_by_name text,
  submitted_for uuid,
  submitted_by_mentor boolean,
  area text,
  pence_per_hour bigint,
  hours integer,
  amount_pence bigint,
  school_name text,
  school_urn text,
  provider_name text,
  provider_confirmed_hours boolean,
  unpaid_reason text,
  paid_at timestamp with time zone,
  assigned_to uuid,
  moved_at timestamp with time zone not null,
  search_words tsvector not null default ''::tsvector,
  revision integer not null default 1,
  constraint claims_pkey PRIMARY KEY (id),
  constraint claims_reference_key UNIQUE (reference),
  constraint claims_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES claims.years(academic_year),
  constraint claims_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES access.accounts(id),
  constraint claims_created_by_fkey FOREIGN KEY (created_by) REFERENCES access.accounts(id),
  constraint claims_created_for_fkey FOREIGN KEY (created_for) REFERENCES directory.organisations(id),
  constraint claims_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint claims_school_id_fkey FOREIGN KEY (school_id) REFERENCES directory.organisations(id),
  constraint claims_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES access.accounts(id),
  constraint claims_submitted_for_fkey FOREIGN KEY (submitted_for) REFERENCES directory.organisations(id),
  constraint claims_window_id_fkey FOREIGN KEY (window_id) REFERENCES claims.windows(id),
  constraint claims_area_check CHECK ((area = ANY (ARRAY['inner-london'::text, 'outer-london'::text, 'fringe'::text, 'rest-of-england'::text]))),
  constraint claims_check CHECK (((submitted_at IS NULL) = (status = ANY (ARRAY['draft'::text, 'discarded'::text])))),
  constraint claims_check1 CHECK (((submitted_at IS NULL) = (amount_pence IS NULL))),
  constraint claims_check2 CHECK (((submitted_at IS NULL) OR ((area IS NOT NULL) AND (pence_per_hour IS NOT NULL) AND (hours IS NOT NULL) AND (window_id IS NOT NULL) AND (amount_pence = (hours * pence_per_hour))))),
  constraint claims_hours_check CHECK ((hours > 0)),
  constraint claims_pence_per_hour_check CHECK ((pence_per_hour > 0)),
  constraint claims_reference_check CHECK ((reference ~ '^[1-9][0-9]{7}$'::text)),
  constraint claims_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'discarded'::text, 'submitted'::text, 'withdrawn'::text, 'needs-provider'::text, 'with-payer'::text, 'payer-needs-information'::text, 'information-sent'::text, 'not-paid'::text, 'paid'::text, 'in-audit'::text, 'provider-disagrees'::text, 'not-upheld'::text, 'clawback-proposed'::text, 'clawback-refused'::text, 'clawback-agreed'::text, 'clawback-with-payer'::text, 'clawed-back'::text])))
);
CREATE INDEX claims_assigned ON claims.claims USING btree (assigned_to) WHERE (assigned_to IS NOT NULL);
CREATE INDEX claims_by_amount ON claims.claims USING btree (amount_pence, id) WHERE (submitted_at IS NOT NULL);
CREATE INDEX claims_by_moved ON claims.claims USING btree (moved_at, id) WHERE (submitted_at IS NOT NULL);
CREATE INDEX claims_by_provider_name ON claims.claims USING btree (provider_name, id) WHERE (submitted_at IS NOT NULL);
CREATE INDEX claims_by_school_name ON claims.claims USING btree (school_name, id) WHERE (submitted_at IS NOT NULL);
CREATE INDEX claims_created_by ON claims.claims USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX claims_lately ON claims.claims USING btree (academic_year, submitted_at DESC) WHERE (submitted_at IS NOT NULL);
CREATE INDEX claims_newest ON claims.claims USING btree (submitted_at DESC, id) WHERE (submitted_at IS NOT NULL);
CREATE INDEX claims_provider ON claims.claims USING btree (provider_id, academic_year);
CREATE INDEX claims_school ON claims.claims USING btree (school_id, academic_year);
CREATE INDEX claims_search ON claims.claims USING gin (search_words) WITH (fastupdate=off);
CREATE INDEX claims_status ON claims.claims USING btree (status, moved_at);
CREATE INDEX claims_status_newest ON claims.claims USING btree (status, submitted_at DESC, id) WHERE (submitted_at IS NOT NULL);
CREATE INDEX claims_submitted_by ON claims.claims USING btree (submitted_by) WHERE (submitted_by IS NOT NULL);
CREATE INDEX claims_window ON claims.claims USING btree (window_id, status);
CREATE TRIGGER claims_keep_submitted BEFORE UPDATE ON claims.claims FOR EACH ROW EXECUTE FUNCTION claims.keep_submitted();
grant delete, insert, select, update on claims.claims to tts_app;

create table claims.clawback_lines (
  clawback_id uuid not null,
  line_id uuid not null,
  hours_claimed smallint not null,
  hours_worked smallint not null,
  hours_back smallint not null default (hours_claimed - hours_worked),
  pence bigint not null,
  reason_code text not null,
  note text,
  constraint clawback_lines_pkey PRIMARY KEY (clawback_id, line_id),
  constraint clawback_lines_clawback_id_fkey FOREIGN KEY (clawback_id) REFERENCES claims.clawbacks(id),
  constraint clawback_lines_line_id_fkey FOREIGN KEY (line_id) REFERENCES claims.claim_lines(id),
  constraint clawback_lines_check CHECK ((hours_worked <= hours_claimed)),
  constraint clawback_lines_hours_worked_check CHECK ((hours_worked >= 0)),
  constraint clawback_lines_pence_check CHECK ((pence >= 0))
);
CREATE INDEX clawback_lines_line ON claims.clawback_lines USING btree (line_id);
grant delete, insert, select, update on claims.clawback_lines to tts_app;

create table claims.clawbacks (
  id uuid not null,
  claim_id uuid not null,
  status text not null,
  origin text not null,
  hours integer not null,
  pence bigint not null,
  proposed_by uuid,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_because text,
  constraint clawbacks_pkey PRIMARY KEY (id),
  constraint clawbacks_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint clawbacks_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES access.accounts(id),
  constraint clawbacks_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES access.accounts(id),
  constraint clawbacks_check CHECK (((proposed_by IS NULL) OR (decided_by IS NULL) OR (proposed_by <> decided_by))),
  constraint clawbacks_hours_check CHECK ((hours > 0)),
  constraint clawbacks_origin_check CHECK ((origin = ANY (ARRAY['audit'::text, 'school'::text, 'report'::text]))),
  constraint clawbacks_pence_check CHECK ((pence > 0)),
  constraint clawbacks_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'refused'::text, 'approved'::text, 'with-payer'::text, 'recovered'::text, 'dropped'::text])))
);
CREATE UNIQUE INDEX clawbacks_one_open ON claims.clawbacks USING btree (claim_id) WHERE (status = ANY (ARRAY['proposed'::text, 'approved'::text, 'with-payer'::text]));
grant delete, insert, select, update on claims.clawbacks to tts_app;

create table claims.conditions_acceptances (
  id uuid not null,
  version text not null,
  academic_year integer not null,
  organisation_id uuid not null,
  accepted_by uuid not null,
  accepted_by_name text not null,
  accepted_at timestamp with time zone not null,
  taken_back_at timestamp with time zone,
  constraint conditions_acceptances_pkey PRIMARY KEY (id),
  constraint conditions_acceptances_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES access.accounts(id),
  constraint conditions_acceptances_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint conditions_acceptances_version_fkey FOREIGN KEY (version) REFERENCES claims.grant_conditions(version)
);
CREATE UNIQUE INDEX conditions_accepted_once ON claims.conditions_acceptances USING btree (organisation_id, version) WHERE (taken_back_at IS NULL);
grant delete, insert, select, update on claims.conditions_acceptances to tts_app;

create table claims.detail_reports (
  id uuid not null,
  school_id uuid not null,
  detail text not null,
  said text not null,
  receipt text not null,
  reported_by uuid,
  reported_by_name text not null,
  reported_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by_name text,
  answer text,
  constraint detail_reports_pkey PRIMARY KEY (id),
  constraint detail_reports_receipt_key UNIQUE (receipt),
  constraint detail_reports_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES access.accounts(id),
  constraint detail_reports_school_id_fkey FOREIGN KEY (school_id) REFERENCES directory.organisations(id),
  constraint detail_reports_answer_check CHECK ((answer <> ''::text)),
  constraint detail_reports_check CHECK (((settled_at IS NULL) = (answer IS NULL))),
  constraint detail_reports_detail_check CHECK ((detail = ANY (ARRAY['name'::text, 'numbers'::text, 'address'::text, 'area'::text, 'payment-details'::text, 'conditions'::text, 'other'::text]))),
  constraint detail_reports_receipt_check CHECK ((receipt ~ '^[1-9][0-9]{7}$'::text)),
  constraint detail_reports_said_check CHECK ((said <> ''::text))
);
CREATE INDEX detail_reports_open ON claims.detail_reports USING btree (reported_at) WHERE (settled_at IS NULL);
CREATE INDEX detail_reports_school ON claims.detail_reports USING btree (school_id, reported_at DESC);
grant delete, insert, select, update on claims.detail_reports to tts_app;

create table claims.download_links (
  id uuid not null,
  file_id uuid not null,
  address text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  downloads smallint not null default 0,
  last_downloaded_at timestamp with time zone,
  replaced_at timestamp with time zone,
  constraint download_links_pkey PRIMARY KEY (id),
  constraint download_links_token_hash_key UNIQUE (token_hash),
  constraint download_links_file_id_fkey FOREIGN KEY (file_id) REFERENCES claims.files(id)
);
CREATE INDEX download_links_file ON claims.download_links USING btree (file_id);
grant delete, insert, select, update on claims.download_links to tts_app;

create table claims.eligible_schools (
  school_id uuid not null,
  academic_year integer not null,
  source text not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint eligible_schools_pkey PRIMARY KEY (school_id, academic_year),
  constraint eligible_schools_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES claims.years(academic_year),
  constraint eligible_schools_school_id_fkey FOREIGN KEY (school_id) REFERENCES directory.organisations(id)
);
grant delete, insert, select, update on claims.eligible_schools to tts_app;

create table claims.email_preferences (
  account_id uuid not null,
  kind text not null,
  wanted boolean not null,
  chosen_at timestamp with time zone not null,
  constraint email_preferences_pkey PRIMARY KEY (account_id, kind),
  constraint email_preferences_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint email_preferences_kind_check CHECK ((kind = ANY (ARRAY['progress'::text, 'reminders'::text, 'dates'::text])))
);
grant delete, insert, select, update on claims.email_preferences to tts_app;

create table claims.evidence_files (
  id uuid not null,
  request_id uuid,
  audit_id uuid,
  claim_id uuid not null,
  organisation_id uuid not null,
  file_name text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  stored_as uuid,
  scan text not null,
  scanned_at timestamp with time zone,
  finding text,
  uploaded_by uuid,
  uploaded_by_name text not null,
  uploaded_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  keep_until date not null,
  constraint evidence_files_pkey PRIMARY KEY (id),
  constraint evidence_files_audit_id_claim_id_fkey FOREIGN KEY (audit_id, claim_id) REFERENCES claims.audit_claims(audit_id, claim_id),
  constraint evidence_files_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint evidence_files_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint evidence_files_request_id_fkey FOREIGN KEY (request_id) REFERENCES claims.information_requests(id),
  constraint evidence_files_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES access.accounts(id),
  constraint evidence_files_bytes_check CHECK ((bytes > 0)),
  constraint evidence_files_scan_check CHECK ((scan = ANY (ARRAY['waiting'::text, 'clean'::text, 'infected'::text, 'failed'::text])))
);
CREATE INDEX evidence_files_claim ON claims.evidence_files USING btree (claim_id);
CREATE INDEX evidence_files_request ON claims.evidence_files USING btree (request_id);
CREATE INDEX evidence_files_waiting ON claims.evidence_files USING btree (uploaded_at) WHERE ((scan = 'waiting'::text) AND (removed_at IS NULL));
grant delete, insert, select, update on claims.evidence_files to tts_app;

create table claims.figures (
  name text not null,
  value bigint not null,
  unit text not null,
  in_force_from date not null,
  source text not null,
  constraint figures_pkey PRIMARY KEY (name, in_force_from),
  constraint figures_unit_check CHECK ((unit = ANY (ARRAY['days'::text, 'working-days'::text, 'hours'::text, 'percent'::text, 'pence'::text, 'count'::text, 'megabytes'::text, 'years'::text]))),
  constraint figures_value_check CHECK ((value >= 0))
);
grant delete, insert, select, update on claims.figures to tts_app;

create table claims.files (
  id uuid not null,
  kind text not null,
  batch_id uuid,
  audit_id uuid,
  organisation_id uuid,
  file_name text not null,
  sha256 text not null,
  bytes bytea not null,
  made_by uuid,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  status text not null,
  rows jsonb not null default '[]'::jsonb,
  faults jsonb not null default '[]'::jsonb,
  applied_at timestamp with time zone,
  applied_by_name text,
  constraint files_pkey PRIMARY KEY (id),
  constraint files_audit_id_fkey FOREIGN KEY (audit_id) REFERENCES claims.audits(id),
  constraint files_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES claims.batches(id),
  constraint files_made_by_fkey FOREIGN KEY (made_by) REFERENCES access.accounts(id),
  constraint files_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint files_kind_check CHECK ((kind = ANY (ARRAY['payment-request'::text, 'payment-response'::text, 'clawback-request'::text, 'clawback-response'::text, 'audit-request'::text, 'audit-response'::text, 'mentors'::text, 'trust-claims'::text, 'provider-hours'::text, 'eligible-schools'::text]))),
  constraint files_status_check CHECK ((status = ANY (ARRAY['made'::text, 'previewed'::text, 'applied'::text, 'refused'::text, 'discarded'::text])))
);
CREATE INDEX files_audit ON claims.files USING btree (audit_id) WHERE (audit_id IS NOT NULL);
CREATE INDEX files_batch ON claims.files USING btree (batch_id);
CREATE INDEX files_organisation ON claims.files USING btree (organisation_id, kind, made_at DESC);
CREATE TRIGGER files_stay BEFORE UPDATE ON claims.files FOR EACH ROW EXECUTE FUNCTION claims.keep_file();
grant delete, insert, select, update on claims.files to tts_app;

create table claims.funding_areas (
  district_code text not null,
  area text not null,
  name text not null,
  period daterange not null,
  source text not null,
  constraint funding_areas_area_check CHECK ((area = ANY (ARRAY['inner-london'::text, 'outer-london'::text, 'fringe'::text]))),
  constraint funding_areas_period_check CHECK ((NOT isempty(period))),
  constraint funding_areas_district_code_period_excl EXCLUDE USING gist (district_code WITH =, period WITH &&)
);
grant delete, insert, select, update on claims.funding_areas to tts_app;

create table claims.grant_conditions (
  version text not null,
  academic_year integer not null,
  sections jsonb not null,
  in_force_from timestamp with time zone not null,
  source text not null,
  constraint grant_conditions_pkey PRIMARY KEY (version),
  constraint grant_conditions_academic_year_in_force_from_key UNIQUE (academic_year, in_force_from),
  constraint grant_conditions_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES claims.years(academic_year)
);
CREATE TRIGGER grant_conditions_stay BEFORE DELETE OR UPDATE ON claims.grant_conditions FOR EACH ROW EXECUTE FUNCTION claims.never_changes();
grant delete, insert, select, update on claims.grant_conditions to tts_app;

create table claims.held_hours (
  line_id uuid not null,
  person_id uuid not null,
  provider_id uuid not null,
  academic_year integer not null,
  hours smallint not null,
  until timestamp with time zone,
  constraint held_hours_pkey PRIMARY KEY (line_id),
  constraint held_hours_line_id_fkey FOREIGN KEY (line_id) REFERENCES claims.claim_lines(id) ON DELETE CASCADE,
  constraint held_hours_person_id_provider_id_academic_year_fkey FOREIGN KEY (person_id, provider_id, academic_year) REFERENCES claims.allowances(person_id, provider_id, academic_year),
  constraint held_hours_hours_check CHECK ((hours > 0))
);
CREATE INDEX held_hours_allowance ON claims.held_hours USING btree (person_id, provider_id, academic_year);
CREATE INDEX held_hours_until ON claims.held_hours USING btree (until) WHERE (until IS NOT NULL);
CREATE TRIGGER held_hours_counted AFTER INSERT OR DELETE OR UPDATE ON claims.held_hours FOR EACH ROW EXECUTE FUNCTION claims.count_held_hours();
grant delete, insert, select, update on claims.held_hours to tts_app;

create table claims.information_requests (
  id uuid not null,
  claim_id uuid not null,
  line_id uuid,
  organisation_id uuid not null,
  asked_by_organisation_id uuid,
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  what text not null,
  question text not null,
  status text not null,
  due_on date not null,
  extension_asked_until date,
  extension_asked_because text,
  reminded_at timestamp with time zone,
  answer text,
  answered_by uuid,
  answered_by_name text,
  answered_at timestamp with time zone,
  settled_at timestamp with time zone,
  settled_because text,
  receipt text,
  revision integer not null default 1,
  constraint information_requests_pkey PRIMARY KEY (id),
  constraint information_requests_receipt_key UNIQUE (receipt),
  constraint information_requests_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES access.accounts(id),
  constraint information_requests_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES access.accounts(id),
  constraint information_requests_asked_by_organisation_id_fkey FOREIGN KEY (asked_by_organisation_id) REFERENCES directory.organisations(id),
  constraint information_requests_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint information_requests_line_id_fkey FOREIGN KEY (line_id) REFERENCES claims.claim_lines(id),
  constraint information_requests_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint information_requests_question_check CHECK ((question <> ''::text)),
  constraint information_requests_status_check CHECK ((status = ANY (ARRAY['open'::text, 'answered'::text, 'settled'::text, 'cancelled'::text]))),
  constraint information_requests_what_check CHECK ((what = ANY (ARRAY['employment'::text, 'placement'::text, 'hours'::text, 'provider'::text, 'payment-details'::text, 'other'::text])))
);
CREATE INDEX information_requests_claim ON claims.information_requests USING btree (claim_id);
CREATE INDEX information_requests_due ON claims.information_requests USING btree (due_on) WHERE (status = 'open'::text);
CREATE INDEX information_requests_organisation ON claims.information_requests USING btree (organisation_id, status);
grant delete, insert, select, update on claims.information_requests to tts_app;

create table claims.ledger (
  id uuid not null,
  claim_id uuid not null,
  line_id uuid,
  kind text not null,
  pence bigint not null,
  batch_id uuid,
  recorded_at timestamp with time zone not null,
  constraint ledger_pkey PRIMARY KEY (id),
  constraint ledger_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint ledger_line_id_fkey FOREIGN KEY (line_id) REFERENCES claims.claim_lines(id),
  constraint ledger_check CHECK (((pence <> 0) AND ((pence > 0) = (kind = ANY (ARRAY['claimed'::text, 'paid'::text, 'clawback-released'::text]))))),
  constraint ledger_kind_check CHECK ((kind = ANY (ARRAY['claimed'::text, 'released'::text, 'paid'::text, 'clawback-due'::text, 'clawback-released'::text, 'recovered'::text])))
);
CREATE INDEX ledger_batch ON claims.ledger USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX ledger_claim ON claims.ledger USING btree (claim_id);
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON claims.ledger DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims.ledger_balances();
CREATE TRIGGER ledger_stays BEFORE DELETE OR UPDATE ON claims.ledger FOR EACH ROW EXECUTE FUNCTION claims.never_changes();
grant delete, insert, select, update on claims.ledger to tts_app;

create table claims.notes (
  id uuid not null,
  claim_id uuid not null,
  kind text not null,
  text text not null,
  organisation_id uuid,
  written_by uuid,
  written_by_name text not null,
  written_at timestamp with time zone not null,
  constraint notes_pkey PRIMARY KEY (id),
  constraint notes_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint notes_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint notes_written_by_fkey FOREIGN KEY (written_by) REFERENCES access.accounts(id),
  constraint notes_check CHECK (((kind = 'message'::text) = (organisation_id IS NOT NULL))),
  constraint notes_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'message'::text]))),
  constraint notes_text_check CHECK ((text <> ''::text))
);
CREATE INDEX notes_claim ON claims.notes USING btree (claim_id);
CREATE TRIGGER notes_stay BEFORE DELETE OR UPDATE ON claims.notes FOR EACH ROW EXECUTE FUNCTION claims.never_changes();
grant delete, insert, select, update on claims.notes to tts_app;

create table claims.preparation_items (
  id uuid not null,
  school_id uuid not null,
  academic_year integer not null,
  mentor_name text not null,
  has_trn boolean not null default false,
  has_date_of_birth boolean not null default false,
  provider_id uuid,
  hours_agreed smallint,
  added_by uuid,
  created_at timestamp with time zone not null,
  done_at timestamp with time zone,
  revision integer not null default 1,
  constraint preparation_items_pkey PRIMARY KEY (id),
  constraint preparation_items_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES claims.years(academic_year),
  constraint preparation_items_added_by_fkey FOREIGN KEY (added_by) REFERENCES access.accounts(id),
  constraint preparation_items_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint preparation_items_school_id_fkey FOREIGN KEY (school_id) REFERENCES directory.organisations(id),
  constraint preparation_items_hours_agreed_check CHECK (((hours_agreed >= 1) AND (hours_agreed <= 100))),
  constraint preparation_items_mentor_name_check CHECK ((mentor_name <> ''::text))
);
CREATE INDEX preparation_items_school ON claims.preparation_items USING btree (school_id, academic_year);
grant delete, insert, select, update on claims.preparation_items to tts_app;

create table claims.provider_hours (
  file_id uuid not null,
  provider_id uuid not null,
  academic_year integer not null,
  trn text not null,
  school_urn text,
  mentor_name text,
  hours smallint not null,
  line integer not null,
  constraint provider_hours_pkey PRIMARY KEY (file_id, line),
  constraint provider_hours_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES claims.years(academic_year),
  constraint provider_hours_file_id_fkey FOREIGN KEY (file_id) REFERENCES claims.files(id),
  constraint provider_hours_provider_id_fkey FOREIGN KEY (provider_id) REFERENCES directory.organisations(id),
  constraint provider_hours_hours_check CHECK ((hours >= 0)),
  constraint provider_hours_trn_check CHECK ((trn ~ '^[0-9]{7}$'::text))
);
CREATE INDEX provider_hours_mentor ON claims.provider_hours USING btree (provider_id, academic_year, trn);
grant delete, insert, select, update on claims.provider_hours to tts_app;

create table claims.rates (
  id uuid not null,
  academic_year integer not null,
  area text not null,
  pence_per_hour bigint not null,
  status text not null,
  source text not null,
  because text,
  proposed_by uuid,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_because text,
  constraint rates_pkey PRIMARY KEY (id),
  constraint rates_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES claims.years(academic_year),
  constraint rates_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES access.accounts(id),
  constraint rates_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES access.accounts(id),
  constraint rates_area_check CHECK ((area = ANY (ARRAY['inner-london'::text, 'outer-london'::text, 'fringe'::text, 'rest-of-england'::text]))),
  constraint rates_check CHECK (((status = 'proposed'::text) = (decided_at IS NULL))),
  constraint rates_check1 CHECK (((proposed_by IS NULL) OR (decided_by IS NULL) OR (proposed_by <> decided_by))),
  constraint rates_pence_per_hour_check CHECK ((pence_per_hour > 0)),
  constraint rates_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'refused'::text])))
);
CREATE INDEX rates_in_force ON claims.rates USING btree (academic_year, area, decided_at DESC) WHERE (status = 'approved'::text);
CREATE UNIQUE INDEX rates_one_proposal ON claims.rates USING btree (academic_year, area) WHERE (status = 'proposed'::text);
grant delete, insert, select, update on claims.rates to tts_app;

create table claims.sample_claims (
  sample_id uuid not null,
  claim_id uuid not null,
  reason text not null,
  stratum text not null,
  drawn_as integer not null,
  pence bigint not null,
  because text,
  constraint sample_claims_pkey PRIMARY KEY (sample_id, claim_id),
  constraint sample_claims_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims.claims(id),
  constraint sample_claims_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES claims.samples(id),
  constraint sample_claims_reason_check CHECK ((reason = ANY (ARRAY['high-value'::text, 'mentor-submitted'::text, 'stratum'::text, 'by-hand'::text])))
);
CREATE INDEX sample_claims_claim ON claims.sample_claims USING btree (claim_id);
grant delete, insert, select, update on claims.sample_claims to tts_app;

create table claims.samples (
  id uuid not null,
  window_id uuid not null,
  seed text not null,
  settings jsonb not null,
  status text not null,
  population integer not null,
  population_pence bigint not null,
  chosen integer not null,
  chosen_pence bigint not null,
  strata jsonb not null,
  drawn_by uuid,
  drawn_by_name text not null,
  drawn_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  revision integer not null default 1,
  constraint samples_pkey PRIMARY KEY (id),
  constraint samples_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES access.accounts(id),
  constraint samples_window_id_fkey FOREIGN KEY (window_id) REFERENCES claims.windows(id),
  constraint samples_status_check CHECK ((status = ANY (ARRAY['drawn'::text, 'discarded'::text, 'sent'::text])))
);
grant delete, insert, select, update on claims.samples to tts_app;

create table claims.saved_views (
  id uuid not null,
  account_id uuid not null,
  name text not null,
  query text not null,
  created_at timestamp with time zone not null,
  constraint saved_views_pkey PRIMARY KEY (id),
  constraint saved_views_account_id_name_key UNIQUE (account_id, name),
  constraint saved_views_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.accounts(id),
  constraint saved_views_name_check CHECK ((name <> ''::text))
);
grant delete, insert, select, update on claims.saved_views to tts_app;

create table claims.school_mentors (
  id uuid not null,
  school_id uuid not null,
  person_id uuid not null,
  added_at timestamp with time zone not null,
  added_by uuid,
  removed_at timestamp with time zone,
  removed_by uuid,
  constraint school_mentors_pkey PRIMARY KEY (id),
  constraint school_mentors_added_by_fkey FOREIGN KEY (added_by) REFERENCES access.accounts(id),
  constraint school_mentors_person_id_fkey FOREIGN KEY (person_id) REFERENCES directory.people(id),
  constraint school_mentors_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES access.accounts(id),
  constraint school_mentors_school_id_fkey FOREIGN KEY (school_id) REFERENCES directory.organisations(id)
);
CREATE UNIQUE INDEX school_mentors_once ON claims.school_mentors USING btree (school_id, person_id) WHERE (removed_at IS NULL);
CREATE INDEX school_mentors_person ON claims.school_mentors USING btree (person_id);
grant delete, insert, select, update on claims.school_mentors to tts_app;

create table claims.vendor_numbers (
  organisation_id uuid not null,
  vendor_number text not null,
  recorded_at timestamp with time zone not null,
  constraint vendor_numbers_pkey PRIMARY KEY (organisation_id),
  constraint vendor_numbers_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES directory.organisations(id),
  constraint vendor_numbers_vendor_number_check CHECK ((vendor_number ~ '^[A-Za-z0-9-]{3,20}$'::text))
);
grant delete, insert, select, update on claims.vendor_numbers to tts_app;

create table claims.windows (
  id uuid not null,
  academic_year integer not null,
  period daterange not null,
  paid_by_authority_on date,
  paid_directly_on date,
  created_at timestamp with time zone not null,
  revision integer not null default 1,
  constraint windows_pkey PRIMARY KEY (id),
  constraint windows_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES claims.years(academic_year),
  constraint windows_period_check CHECK (((NOT isempty(period)) AND (NOT upper_inf(period)))),
  constraint windows_no_overlap EXCLUDE USING gist (period WITH &&)
);
grant delete, insert, select, update on claims.windows to tts_app;

create table claims.years (
  academic_year integer not null,
  initial_cap smallint not null,
  refresher_cap smallint not null,
  training_from date not null,
  source text not null,
  constraint years_pkey PRIMARY KEY (academic_year),
  constraint years_academic_year_fkey FOREIGN KEY (academic_year) REFERENCES directory.academic_years(year),
  constraint years_initial_cap_check CHECK ((initial_cap > 0)),
  constraint years_refresher_cap_check CHECK ((refresher_cap > 0))
);
grant delete, insert, select, update on claims.years to tts_app;
