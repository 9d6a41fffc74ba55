/** Of a hundred schools, how many have which story. About 45 have their tutor: the share of 2022 (source document 000). */
const STORIES = `case
  when place < 45 then 'tutor' when place < 60 then 'nothing' when place < 73 then 'unopened' when place < 81 then 'expired'
  when place < 86 then 'bounced' when place < 89 then 'refused' when place < 93 then 'unfinished' when place < 96 then 'said-no'
  when place < 98 then 'link-ended' else 'on-its-way' end`

const STATUS = `case story when 'bounced' then 'permanent-failure' when 'refused' then 'temporary-failure'
  when 'on-its-way' then 'sent' else 'delivered' end`

const NOW = `timestamptz '2026-11-20T09:00:00Z'`

/**
 * What happened about the tutors of all open schools, written set by set: links with their messages, answers and tutors, as many
 * as a year brings. The commands would take an hour; the shapes are theirs.
 */
export const EVIDENCE: readonly string[] = [
  `create table public.stories as select id, gen_random_uuid() as proof_id, gen_random_uuid() as account_id, ${STORIES} as story
   from (select organisation_id as id, abs(hashtext(urn)) % 100 as place from directory.schools where status_code in ('1', '3')) as placed`,
  `insert into audit.processes (id, name, door, actor_kind, actor_id, actor_name, started_at)
   values ('00000000-0000-7000-8000-000000000000', 'bench', 'job', 'system', 'bench', 'bench', ${NOW})`,
  `insert into access.accounts (id, name, created_at) select account_id, 'A tutor', ${NOW} from stories where story = 'tutor'`,
  `insert into access.proofs (id, purpose, channel, address, organisation_id, token_hash, created_at, expires_at, opened_at, used_at)
   select case when nth = 1 then proof_id else gen_random_uuid() end, 'nomination', 'main', 'office@' || id || '.example', id,
     sha256((id || ' ' || nth)::bytea), at, at + interval '21 days',
     case when story in ('tutor', 'unfinished', 'said-no', 'link-ended') and nth = 1 then at + interval '1 hour' end,
     case when story in ('tutor', 'said-no', 'link-ended') and nth = 1 then at + interval '2 hours' end
   from stories, generate_series(1, 3) as nth,
     lateral (select ${NOW} - (nth - 1) * interval '40 days' - case when story in ('expired', 'tutor') then interval '25 days' else interval '4 days' end as at) as moment
   where story <> 'nothing'`,
  `insert into platform.messages (id, intent, template, recipient, subject, body, holds_secret, priority, process_id, subjects, status, next_attempt_at, created_at, sent_at)
   select gen_random_uuid(), 'access.nomination-link:' || proof.id, 'nominationLinkEmail', proof.address, 'Nominate', null, true, 3,
     '00000000-0000-7000-8000-000000000000', jsonb_build_array(jsonb_build_object('kind', 'school', 'id', story.id)), ${STATUS}, proof.created_at, proof.created_at, proof.created_at
   from access.proofs as proof join stories as story on story.id = proof.organisation_id`,
  `insert into access.early_career_expectations (organisation_id, academic_year, answer, proof_id, answered_at)
   select id, 2026, case story when 'said-no' then 'no' else 'yes' end, proof_id, ${NOW} from stories where story in ('said-no', 'tutor')`,
  `insert into access.memberships (id, account_id, organisation_id, role, started_at)
   select gen_random_uuid(), account_id, id, 'induction-tutor', ${NOW} from stories where story = 'tutor'`,
  'drop table public.stories',
]
