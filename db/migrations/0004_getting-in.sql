-- Getting in, staying in, handing over: what people ask for, who answers, and how a change is undone.

-- Who is acting in a session besides its account; ids of others, as account_id is.
alter table platform.sessions
  add column acting_for uuid,
  add column view_as uuid,
  add column view_as_reason text,
  add column view_as_until timestamptz,
  add column proved_at timestamptz,
  add check ((view_as is null) = (view_as_reason is null)),
  add check ((view_as is null) = (view_as_until is null));
update platform.sessions set proved_at = created_at;
alter table platform.sessions alter column proved_at set not null;

alter table access.accounts add column last_signed_in_at timestamptz;

-- A membership may end on a day that is known when it begins, as in a handover with an overlap.
alter table access.memberships
  add column granted_by uuid references access.accounts (id),
  add column granted_because text not null default 'nominated' check (granted_because in
    ('nominated', 'added', 'request-approved', 'handed-over', 'restored', 'by-staff', 'dfe-sign-in')),
  add column until timestamptz check (until >= started_at),
  -- What whoever added them typed: shown until the person has signed in, so that adding tells nothing of an account.
  add column invited_as text,
  add column invited_at text,
  add check ((invited_as is null) = (invited_at is null)),
  add column ended_by uuid references access.accounts (id);
create index memberships_until on access.memberships (until) where ended_at is null and until is not null;

-- A school that corrects how it is reached comes before GIAS, and staff who have checked before both.
alter table directory.contact_points
  drop constraint contact_points_source_check,
  add constraint contact_points_source_check check (source in ('gias', 'school', 'staff'));

-- Somebody asked us to send the school its link, and comes back to see what became of it. Only they have the reference.
create table access.link_requests (
  id uuid primary key,
  organisation_id uuid not null references directory.organisations (id),
  reference_hash bytea not null unique,
  browser_hash bytea not null,
  status text not null check (status in ('nothing-sent', 'sent', 'with-staff', 'answered', 'refused')),
  -- What staff are told when no mailbox of the school answers, and since when they have it.
  asked_at timestamptz,
  name text,
  address text,
  telephone text,
  explanation text,
  -- What staff checked before they sent the link elsewhere: the recorded check.
  check_kind text check (check_kind in ('telephone', 'website', 'trust', 'local-authority')),
  check_note text,
  decided_by uuid references access.accounts (id),
  decided_at timestamptz,
  refused_because text,
  created_at timestamptz not null,
  check (status <> 'with-staff' or (name is not null and address is not null and asked_at is not null)),
  check (status <> 'answered' or (check_kind is not null and check_note is not null)),
  check (status <> 'refused' or refused_because is not null)
);
create index link_requests_organisation on access.link_requests (organisation_id, created_at);
create index link_requests_browser on access.link_requests (browser_hash, created_at);
create index link_requests_with_staff on access.link_requests (asked_at) where status = 'with-staff';

-- "Somebody else is registered": a request to be added. It goes to the next who can answer when the one before does not.
create table access.join_requests (
  id uuid primary key,
  organisation_id uuid not null references directory.organisations (id),
  reference_hash bytea not null unique,
  name text not null check (name <> ''),
  address text not null,
  folded text not null check (folded = lower(folded)),
  account_id uuid references access.accounts (id),
  role text not null check (role in ('induction-tutor', 'administrator', 'claims', 'viewer')),
  note text,
  status text not null check (status in
    ('with-administrators', 'with-contact', 'with-trust', 'with-staff', 'approved', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  -- When it goes to the next; null once staff have it, for there is nobody after them.
  moves_on_at timestamptz,
  decided_at timestamptz,
  decided_by uuid references access.accounts (id),
  refused_because text,
  created_at timestamptz not null,
  check ((status in ('approved', 'refused', 'withdrawn')) = (decided_at is not null)),
  check (status <> 'refused' or refused_because is not null)
);
create unique index join_requests_once on access.join_requests (organisation_id, folded)
  where status not in ('approved', 'refused', 'withdrawn');
create index join_requests_due on access.join_requests (moves_on_at)
  where status in ('with-administrators', 'with-contact', 'with-trust');
create index join_requests_organisation on access.join_requests (organisation_id, created_at);
create index join_requests_with_staff on access.join_requests (created_at) where status = 'with-staff';

-- Who followed whom as induction tutor, so that the one before can object and the change can be undone.
create table access.handovers (
  id uuid primary key,
  organisation_id uuid not null references directory.organisations (id),
  kind text not null check (kind in ('nominated', 'handed-over', 'by-staff')),
  from_account_id uuid references access.accounts (id),
  to_account_id uuid not null references access.accounts (id),
  happened_at timestamptz not null,
  overlap_until timestamptz,
  object_until timestamptz not null,
  status text not null check (status in ('done', 'objected', 'undone', 'upheld', 'reinstated')),
  objected_at timestamptz,
  objected_by text check (objected_by in ('replaced-person', 'contact')),
  objection text,
  settled_at timestamptz,
  settled_by uuid references access.accounts (id),
  settled_because text,
  -- Who did it; null when the link in the school's mailbox did.
  done_by uuid references access.accounts (id),
  -- What exactly changed, so that undoing it leaves nothing else changed.
  memberships_ended uuid[] not null default '{}',
  memberships_started uuid[] not null default '{}',
  check ((objected_at is null) = (objected_by is null)),
  check ((status in ('undone', 'upheld', 'reinstated')) = (settled_at is not null))
);
create index handovers_organisation on access.handovers (organisation_id, happened_at);
create index handovers_objected on access.handovers (objected_at) where status = 'objected';

-- Once a year the school says whether its tutor is still right, and at other times when something makes us doubt it.
create table access.tutor_confirmations (
  id uuid primary key,
  organisation_id uuid not null references directory.organisations (id),
  membership_id uuid not null references access.memberships (id),
  asked_because text not null check (asked_because in ('registration-opens', 'not-signed-in', 'bounced')),
  -- The year, month or message that made us ask: the same cause asks once.
  occasion text not null,
  asked_at timestamptz not null,
  -- When the school's contact was asked instead: at once, or when the tutor had not answered.
  contact_asked_at timestamptz,
  answered_at timestamptz,
  answer text check (answer in ('still-right', 'somebody-else')),
  answered_by text check (answered_by in ('tutor', 'contact', 'administrator', 'staff')),
  check ((answered_at is null) = (answer is null)),
  check ((answered_at is null) = (answered_by is null)),
  unique (membership_id, asked_because, occasion)
);
create index tutor_confirmations_open on access.tutor_confirmations (organisation_id) where answered_at is null;

-- One link to many schools: chosen, looked through, then sent by the worker.
create table access.invitation_batches (
  id uuid primary key,
  name text not null check (name <> ''),
  criteria jsonb not null,
  schools integer not null check (schools >= 0),
  per_minute integer not null check (per_minute > 0),
  status text not null check (status in ('planned', 'sending', 'stopped', 'finished')),
  starts_at timestamptz not null,
  created_by uuid references access.accounts (id),
  -- The trust that invites its own schools; null for batches of ours.
  asked_for uuid references directory.organisations (id),
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  check ((status in ('stopped', 'finished')) = (finished_at is not null))
);
create index invitation_batches_due on access.invitation_batches (starts_at) where status in ('planned', 'sending');
create table access.invitations (
  batch_id uuid not null references access.invitation_batches (id),
  organisation_id uuid not null references directory.organisations (id),
  status text not null check (status in ('waiting', 'sent', 'skipped')),
  skipped_because text,
  proof_id uuid references access.proofs (id),
  settled_at timestamptz,
  primary key (batch_id, organisation_id),
  check ((status = 'skipped') = (skipped_because is not null)),
  check ((status = 'sent') = (proof_id is not null)),
  check ((status = 'waiting') = (settled_at is null))
);
create index invitations_waiting on access.invitations (batch_id, organisation_id) where status = 'waiting';
create index invitations_organisation on access.invitations (organisation_id);
-- A school waits in one batch at most: whoever plans second leaves it out.
create unique index invitations_waiting_once on access.invitations (organisation_id) where status = 'waiting';
-- How many went out in the last minute.
create index invitations_sent on access.invitations (batch_id, settled_at) where status = 'sent';

-- More that a message can prove. Which mailbox of the school a nomination link went to tells how far the next may go.
alter table access.proofs
  drop constraint proofs_purpose_check,
  add constraint proofs_purpose_check check (purpose in
    ('sign-in', 'nomination', 'answer-join-request', 'object-to-handover', 'confirm-tutor', 'verify-address')),
  add column channel text check (channel in ('main', 'alternative', 'checked-by-staff', 'letter')),
  add column link_request_id uuid references access.link_requests (id),
  add column join_request_id uuid references access.join_requests (id),
  add column handover_id uuid references access.handovers (id),
  add column tutor_confirmation_id uuid references access.tutor_confirmations (id),
  add check (purpose <> 'answer-join-request' or join_request_id is not null),
  add check (purpose <> 'object-to-handover' or handover_id is not null),
  add check (purpose <> 'confirm-tutor' or tutor_confirmation_id is not null),
  add check (purpose <> 'verify-address' or account_id is not null);
create index proofs_link_request on access.proofs (link_request_id, created_at) where link_request_id is not null;
-- Which link answered a request to join, when nobody was signed in, and the role given, which may be another than asked for.
alter table access.join_requests
  add column given_role text check (given_role in ('administrator', 'claims', 'viewer')),
  add column decided_with uuid references access.proofs (id);
-- Browsers that have signed in before keep an allowance of their own when their internet address has none left.
create index proofs_used_in_browser on access.proofs (browser_hash) where purpose = 'sign-in' and used_at is not null;
create index proofs_join_request on access.proofs (join_request_id) where join_request_id is not null;
create index proofs_handover on access.proofs (handover_id) where handover_id is not null;
create index proofs_confirmation on access.proofs (tutor_confirmation_id) where tutor_confirmation_id is not null;

-- An answer about the year comes from a link, a signed-in person or staff: with a link there is its proof.
alter table access.early_career_expectations
  alter column proof_id drop not null,
  add column account_id uuid references access.accounts (id),
  add check (proof_id is not null or account_id is not null);

-- Days that are not worked in England and Wales, for promises in working days. Source: GOV.UK, UK bank holidays.
create table directory.bank_holidays (
  day date primary key,
  name text not null
);
insert into directory.bank_holidays values
  ('2025-12-25', 'Christmas Day'), ('2025-12-26', 'Boxing Day'),
  ('2026-01-01', 'New Year’s Day'), ('2026-04-03', 'Good Friday'), ('2026-04-06', 'Easter Monday'),
  ('2026-05-04', 'Early May bank holiday'), ('2026-05-25', 'Spring bank holiday'), ('2026-08-31', 'Summer bank holiday'),
  ('2026-12-25', 'Christmas Day'), ('2026-12-28', 'Boxing Day (substitute day)'),
  ('2027-01-01', 'New Year’s Day'), ('2027-03-26', 'Good Friday'), ('2027-03-29', 'Easter Monday'),
  ('2027-05-03', 'Early May bank holiday'), ('2027-05-31', 'Spring bank holiday'), ('2027-08-30', 'Summer bank holiday'),
  ('2027-12-27', 'Christmas Day (substitute day)'), ('2027-12-28', 'Boxing Day (substitute day)'),
  ('2028-01-03', 'New Year’s Day (substitute day)'), ('2028-04-14', 'Good Friday'), ('2028-04-17', 'Easter Monday'),
  ('2028-05-01', 'Early May bank holiday'), ('2028-05-29', 'Spring bank holiday'), ('2028-08-28', 'Summer bank holiday'),
  ('2028-12-25', 'Christmas Day'), ('2028-12-26', 'Boxing Day');

-- When schools can first register teachers for an academic year. The dates are the department's, so far invented.
create table directory.registration_periods (
  academic_year integer primary key references directory.academic_years (year),
  opens_on date not null,
  source text not null
);
insert into directory.registration_periods
select year, make_date(year, 6, 1), 'Opens in the June before the academic year, as registration for 2025 and 2026 did'
from generate_series(2025, 2030) as year;

-- A session that began at another service ends there too: which one, and what it gave us to say so, sealed.
alter table platform.sessions
  add column door text check (door in ('staff', 'dfe-sign-in', 'one-login')),
  add column id_token bytea,
  add check ((door is null) = (id_token is null));

-- Which door an identity was first seen at, for pages that name it. The issuer and the subject alone say whose it is.
alter table access.identities
  add column door text not null default 'staff' check (door in ('staff', 'dfe-sign-in', 'one-login'));
alter table access.identities alter column door drop default;

-- Somebody whom a door vouches for, until it is clear who they are here and for whom they act. Only their browser has it.
create table access.arrivals (
  id uuid primary key,
  browser_hash bytea not null,
  door text not null check (door in ('dfe-sign-in', 'one-login')),
  issuer text not null,
  subject text not null,
  name text,
  address text,
  address_verified boolean not null,
  -- The organisations that DfE Sign-in knows them at, in its words, and the id of the one they act for.
  organisations jsonb not null,
  chosen text,
  id_token bytea not null,
  proved_at timestamptz not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  settled_at timestamptz
);
create index arrivals_expired on access.arrivals (expires_at);

-- A role that an approver gave in DfE Sign-in lasts as long as DfE Sign-in says so. It is asked again while the role is in use.
create table access.dfe_sign_in_roles (
  membership_id uuid primary key references access.memberships (id),
  subject text not null,
  -- DfE Sign-in's own id of the organisation.
  organisation text not null,
  confirmed_at timestamptz not null,
  -- When it was last asked, whatever came of it, so that a service that is down is not asked without pause.
  asked_at timestamptz not null
);

-- Which mailboxes have turned out not to exist lately: a tutor's address among them may mean that they have left.
create index messages_bounced on platform.messages (settled_at) where status = 'permanent-failure';

-- Without it the database expects one school in two hundred to be in England, and plans a national list as it would a village's.
create statistics directory.schools_district on (upper(district_code)) from directory.schools;
