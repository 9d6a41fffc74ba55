-- What the migrations add up to. Made by bin/generate from a migrated database: to be read, never run.

CREATE OR REPLACE FUNCTION audit.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$function$;

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

CREATE OR REPLACE FUNCTION directory.spellings(word text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT ("left"(spellings.word, (place.place - 1)) || substr(spellings.word, (place.place + 1))) FROM generate_series(1, (length(spellings.word) + 1)) place(place));

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
  constraint processes_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['anonymous'::text, 'account'::text, 'link-holder'::text, 'system'::text]))),
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
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_kind_check CHECK ((kind = ANY (ARRAY['school'::text, 'trust'::text, 'local-authority'::text, 'company'::text, 'department'::text]))),
  constraint organisations_name_check CHECK ((name <> ''::text)),
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
  constraint people_pkey PRIMARY KEY (id),
  constraint people_trn_key UNIQUE (trn),
  constraint people_name_check CHECK ((name <> ''::text)),
  constraint people_trn_check CHECK ((trn ~ '^[0-9]{7}$'::text))
);
grant delete, insert, select, update on directory.people to tts_app;

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
CREATE UNIQUE INDEX addresses_in_use ON access.addresses USING btree (folded) WHERE (removed_at IS NULL);
grant delete, insert, select, update on access.addresses to tts_app;

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
  constraint proofs_purpose_check CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'nomination'::text, 'answer-join-request'::text, 'object-to-handover'::text, 'confirm-tutor'::text, 'verify-address'::text])))
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
  constraint staff_powers_power_check CHECK ((power = ANY (ARRAY['support'::text, 'manage-reference-data'::text, 'operate'::text])))
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
