-- Who may get in. A person is in the directory; an account signs in; an identity or an address proves whose account it is.
create table access.accounts (
  id uuid primary key,
  person_id uuid references directory.people (id),
  name text not null check (name <> ''),
  created_at timestamptz not null,
  disabled_at timestamptz
);

create table access.identities (
  issuer text not null,
  subject text not null,
  account_id uuid not null references access.accounts (id),
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create index identities_account on access.identities (account_id);

create table access.addresses (
  id uuid primary key,
  account_id uuid not null references access.accounts (id),
  address text not null,
  folded text not null check (folded = lower(folded)),
  verified_at timestamptz,
  added_at timestamptz not null,
  removed_at timestamptz
);
create unique index addresses_in_use on access.addresses (folded) where removed_at is null;
create index addresses_account on access.addresses (account_id);

create table access.memberships (
  id uuid primary key,
  account_id uuid not null references access.accounts (id),
  organisation_id uuid not null references directory.organisations (id),
  role text not null check (role in ('induction-tutor', 'administrator', 'claims', 'viewer')),
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at),
  ended_because text,
  check ((ended_at is null) = (ended_because is null))
);
-- Providers are shown one named induction tutor for each school.
create unique index memberships_one_tutor on access.memberships (organisation_id)
  where role = 'induction-tutor' and ended_at is null;
create unique index memberships_once on access.memberships (account_id, organisation_id, role) where ended_at is null;
create index memberships_organisation on access.memberships (organisation_id) where ended_at is null;

create table access.staff_powers (
  account_id uuid not null references access.accounts (id),
  power text not null check (power in ('support', 'manage-reference-data', 'operate')),
  granted_at timestamptz not null,
  ended_at timestamptz,
  primary key (account_id, power, granted_at)
);

-- A secret sent to a mailbox. Only hashes are kept; reading the mailbox is what proves.
create table access.proofs (
  id uuid primary key,
  purpose text not null check (purpose in ('sign-in', 'nomination')),
  address text not null,
  account_id uuid references access.accounts (id),
  organisation_id uuid references directory.organisations (id),
  token_hash bytea not null unique,
  code_hash bytea,
  code_salt bytea,
  browser_hash bytea,
  failed_attempts integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  code_expires_at timestamptz,
  opened_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  check ((code_hash is null) = (code_salt is null)),
  check (purpose <> 'nomination' or organisation_id is not null)
);
create index proofs_address on access.proofs (purpose, lower(address), created_at);
create index proofs_organisation on access.proofs (organisation_id, created_at) where purpose = 'nomination';

-- Wrong codes, one row each: ten in an hour for one address and codes for it rest. Forgotten after a day.
create table access.sign_in_failures (
  id uuid primary key,
  folded text not null check (folded = lower(folded)),
  proof_id uuid not null references access.proofs (id),
  failed_at timestamptz not null
);
create index sign_in_failures_folded on access.sign_in_failures (folded, failed_at);

-- What a school told us about the year: whether it expects early career teachers.
create table access.early_career_expectations (
  organisation_id uuid not null references directory.organisations (id),
  academic_year integer not null references directory.academic_years (year),
  answer text not null check (answer in ('yes', 'no', 'not-known')),
  proof_id uuid not null references access.proofs (id),
  answered_at timestamptz not null,
  primary key (organisation_id, academic_year, answered_at)
);
