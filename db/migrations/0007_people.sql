-- People as the teaching record knows them, and what happens when two of them turn out to be one.

-- What the teaching record said, and when. A date of birth is asked for to find somebody there and is never kept.
alter table directory.people
  add column record_status text not null default 'unchecked' check (record_status in
    ('unchecked', 'ok', 'merged', 'deactivated', 'not-found')),
  add column trn_confirmed_at timestamptz,
  add column last_checked_at timestamptz,
  -- The person that this one turned out to be; null for a person of their own.
  add column merged_into uuid references directory.people (id),
  add column merged_at timestamptz,
  add check (trn_confirmed_at is null or trn is not null),
  add check ((merged_into is null) = (merged_at is null)),
  add check (merged_into <> id),
  -- The number goes with the person who is left.
  add check (merged_into is null or trn is null);
create index people_merged_into on directory.people (merged_into) where merged_into is not null;

-- Published for ever: whoever knows a person by an old id finds them by the new one. A change that is taken back is another.
create table directory.person_id_changes (
  id uuid primary key,
  from_person_id uuid not null references directory.people (id),
  to_person_id uuid not null references directory.people (id),
  changed_at timestamptz not null,
  why text not null check (why in ('merged', 'merge-undone')),
  -- When a merge was undone; the change back is a row of its own.
  undone_at timestamptz,
  check (from_person_id <> to_person_id),
  check (undone_at is null or why = 'merged')
);
create index person_id_changes_from on directory.person_id_changes (from_person_id);
create index person_id_changes_to on directory.person_id_changes (to_person_id);
create unique index person_id_changes_merged_once on directory.person_id_changes (from_person_id)
  where why = 'merged' and undone_at is null;

-- One account signs in for one person.
create unique index accounts_person on access.accounts (person_id) where person_id is not null;

-- Two accounts made one: what was moved, so that undoing it moves exactly that back.
create table access.account_merges (
  id uuid primary key,
  kept_account_id uuid not null references access.accounts (id),
  gone_account_id uuid not null references access.accounts (id),
  -- The people that became one; null when at most one of the accounts stood for a person.
  kept_person_id uuid references directory.people (id),
  gone_person_id uuid references directory.people (id),
  because text not null check (because in ('by-staff', 'proven-by-owner')),
  -- What each module moved, under its name.
  moved jsonb not null,
  merged_at timestamptz not null,
  merged_by uuid references access.accounts (id),
  undo_until timestamptz not null,
  undone_at timestamptz,
  undone_by uuid references access.accounts (id),
  check (kept_account_id <> gone_account_id),
  check ((kept_person_id is null) = (gone_person_id is null))
);
create unique index account_merges_once on access.account_merges (gone_account_id) where undone_at is null;
create index account_merges_kept on access.account_merges (kept_account_id);

-- Somebody who has proved a number that is on another account: they prove that mailbox too, or staff decide.
create table access.merge_requests (
  id uuid primary key,
  account_id uuid not null references access.accounts (id),
  other_account_id uuid not null references access.accounts (id),
  status text not null check (status in ('found', 'with-staff', 'merged', 'refused')),
  asked_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid references access.accounts (id),
  check (account_id <> other_account_id),
  check ((status in ('merged', 'refused')) = (settled_at is not null))
);
create unique index merge_requests_once on access.merge_requests (account_id, other_account_id)
  where status in ('found', 'with-staff');
create index merge_requests_with_staff on access.merge_requests (asked_at) where status = 'with-staff';
create index merge_requests_other on access.merge_requests (other_account_id);

alter table access.proofs
  drop constraint proofs_purpose_check,
  add constraint proofs_purpose_check check (purpose in
    ('sign-in', 'nomination', 'answer-join-request', 'object-to-handover', 'confirm-tutor', 'verify-address',
      'join-accounts')),
  add check (purpose <> 'join-accounts' or account_id is not null);

-- Numbers that could not be checked because the teaching record did not answer: the number alone waits, never a date of birth.
create table access.waiting_numbers (
  account_id uuid primary key references access.accounts (id),
  trn text not null check (trn ~ '^[0-9]{7}$'),
  asked_at timestamptz not null,
  tried_at timestamptz not null
);
create index waiting_numbers_tried on access.waiting_numbers (tried_at);
