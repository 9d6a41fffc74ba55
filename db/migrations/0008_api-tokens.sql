-- Secrets with which the systems of an organisation call the API. Several live at once, so that one can follow another without a gap.
create table access.api_tokens (
  id uuid primary key,
  organisation_id uuid not null references directory.organisations (id),
  -- Which API it opens; the organisation must hold the role of that name on the day.
  scope text not null check (scope in ('npq-provider')),
  name text not null check (name <> ''),
  -- The secret itself is shown once and kept nowhere; its last letters tell two of them apart.
  token_hash bytea not null unique,
  ending text not null,
  created_by uuid not null references access.accounts (id),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  -- To the minute, and no finer.
  last_used_at timestamptz,
  -- The one that takes its place, when it was rotated: it then ends with `expires_at`.
  replaced_by uuid references access.api_tokens (id),
  -- Whom we have told that it runs out.
  expiry_told_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references access.accounts (id),
  check ((revoked_at is null) = (revoked_by is null)),
  check (replaced_by <> id)
);
create index api_tokens_organisation on access.api_tokens (organisation_id, created_at);
create index api_tokens_replaced_by on access.api_tokens (replaced_by) where replaced_by is not null;
create index api_tokens_expiry on access.api_tokens (expires_at) where revoked_at is null and expiry_told_at is null;

-- The systems of a provider act too.
alter table audit.processes
  drop constraint processes_actor_kind_check,
  add constraint processes_actor_kind_check check (actor_kind in ('anonymous', 'account', 'link-holder', 'system', 'api-token'));
