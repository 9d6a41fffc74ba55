-- The platform's own tables: history, messages, sessions, drafts. No domain here.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists unaccent;

-- The application connects as this role, which owns nothing: what it may not do, the database refuses.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tts_app') then
    create role tts_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;
grant tts_app to current_user;

create schema audit;
create schema platform;
create schema directory;
create schema access;
grant usage on schema audit, platform, directory, access to tts_app;
alter default privileges in schema platform grant select, insert, update, delete on tables to tts_app;
alter default privileges in schema directory grant select, insert, update, delete on tables to tts_app;
alter default privileges in schema access grant select, insert, update, delete on tables to tts_app;
alter default privileges in schema audit grant select, insert on tables to tts_app;
alter default privileges in schema audit, platform grant usage on sequences to tts_app;

-- One request, job or API call: who did it, through which door and, for staff, why.
create table audit.processes (
  id uuid primary key,
  name text not null,
  door text not null check (door in ('web', 'staff', 'api', 'job', 'command-line')),
  actor_kind text not null check (actor_kind in ('anonymous', 'account', 'link-holder', 'system')),
  actor_id text,
  actor_name text not null,
  on_behalf_of uuid,
  reason text,
  ticket text,
  request_id text,
  started_at timestamptz not null,
  check ((actor_kind = 'anonymous') = (actor_id is null))
);

-- transaction_id lets a reader stop before transactions that have not committed, so that a feed misses nothing.
create table audit.events (
  id bigint generated always as identity primary key,
  process_id uuid not null references audit.processes (id),
  name text not null,
  version smallint not null check (version > 0),
  happened_at timestamptz not null,
  payload jsonb not null,
  transaction_id xid8 not null default pg_current_xact_id()
);
create index events_process on audit.events (process_id);
create index events_name on audit.events (name, id);

create table audit.event_subjects (
  subject_kind text not null,
  subject_id text not null,
  event_id bigint not null references audit.events (id),
  primary key (subject_kind, subject_id, event_id)
);
create index event_subjects_event on audit.event_subjects (event_id);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger processes_append_only before update or delete on audit.processes
  for each row execute function audit.refuse_change();
create trigger events_append_only before update or delete on audit.events
  for each row execute function audit.refuse_change();
create trigger event_subjects_append_only before update or delete on audit.event_subjects
  for each row execute function audit.refuse_change();
create trigger processes_never_truncated before truncate on audit.processes
  for each statement execute function audit.refuse_change();
create trigger events_never_truncated before truncate on audit.events
  for each statement execute function audit.refuse_change();
create trigger event_subjects_never_truncated before truncate on audit.event_subjects
  for each statement execute function audit.refuse_change();

-- A repeated form or API call finds its first answer here, in the same transaction as the change.
create table platform.idempotency_keys (
  key text primary key,
  command text not null,
  input_hash text not null,
  value jsonb,
  created_at timestamptz not null
);
create index idempotency_keys_created on platform.idempotency_keys (created_at);

create table platform.journey_drafts (
  id uuid primary key,
  journey text not null,
  version integer not null,
  subject text not null,
  owner text not null,
  answers jsonb not null default '{}',
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  -- Where a finished journey leads. Its answers are gone by then: the facts are in the domain's own tables.
  leads_to text,
  check (leads_to is null or answers = '{}')
);
create index journey_drafts_owner on platform.journey_drafts (owner, journey, subject);
create index journey_drafts_expiry on platform.journey_drafts (expires_at);

-- account_id has no foreign key: the platform knows nothing of accounts.
create table platform.sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null,
  method text not null check (method in ('email', 'dfe-sign-in', 'one-login', 'persona')),
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  check ((ended_at is null) = (ended_because is null))
);
create index sessions_account on platform.sessions (account_id) where ended_at is null;

-- Every message is written with the change that causes it. `intent` makes it one message however often the cause is repeated.
create table platform.messages (
  id uuid primary key,
  intent text not null unique,
  template text not null,
  recipient text not null,
  subject text not null,
  body text,
  holds_secret boolean not null,
  priority smallint not null check (priority in (1, 2, 3)),
  process_id uuid not null references audit.processes (id),
  subjects jsonb not null,
  status text not null default 'queued' check (status in
    ('queued', 'sending', 'sent', 'delivered', 'permanent-failure', 'temporary-failure', 'technical-failure', 'abandoned')),
  attempts integer not null default 0,
  attempted_at timestamptz,
  next_attempt_at timestamptz not null,
  leased_until timestamptz,
  last_error text,
  provider_id text,
  created_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz,
  check (body is not null or (holds_secret and status not in ('queued', 'sending')))
);
create index messages_due on platform.messages (priority, next_attempt_at) where status in ('queued', 'sending');
create index messages_unsettled on platform.messages (next_attempt_at) where status = 'sent';
create index messages_unsent on platform.messages (lower(recipient), priority, created_at, id)
  where status in ('queued', 'sending');
create index messages_subjects on platform.messages using gin (subjects jsonb_path_ops);
create index messages_recipient on platform.messages (lower(recipient), created_at);
create unique index messages_provider on platform.messages (provider_id) where provider_id is not null;

-- What the provider told us, in the order that it reached us. Evidence, never edited.
create table platform.message_deliveries (
  id bigint generated always as identity primary key,
  message_id uuid not null references platform.messages (id),
  source text not null check (source in ('transport', 'callback', 'poll')),
  status text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  unique (message_id, source, status, occurred_at)
);

-- Where the development transport puts what it "sends"; empty in production.
create table platform.development_outbox (
  message_id uuid primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  sent_at timestamptz not null
);

create table platform.rate_limits (
  key text not null,
  window_start timestamptz not null,
  hits integer not null,
  primary key (key, window_start)
);

-- How far the platform's clock is moved from the machine's. Refused in production.
create table platform.clock (
  only_row boolean primary key default true check (only_row),
  offset_seconds bigint not null default 0
);
insert into platform.clock default values;

-- Files that people upload, compressed, until they are dealt with. Here and not on a disk: web and worker may be on different
-- machines, and a file is kept if and only if the change that names it is.
create table platform.stored_files (
  id uuid primary key,
  stored_at timestamptz not null
);
create table platform.stored_file_parts (
  file_id uuid not null references platform.stored_files (id) on delete cascade,
  position integer not null,
  content bytea not null,
  primary key (file_id, position)
);
-- The content is compressed already.
alter table platform.stored_file_parts alter column content set storage external;
