-- Nothing reads or writes it: who has taken a review is the assignment of the review.
alter table npq.registrations drop column review_account_id;

-- What a provider sees of an application is also the name, the number and the mailbox of its participant, which other modules
-- keep. When one of them changes, the provider's row gets the time of that commit, as if the registration had changed (docs/adr/0015).
create function npq.show_person(registrations uuid[]) returns void language plpgsql as $$
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
$$;

create function npq.show_changed_person() returns trigger language plpgsql as $$
begin
  -- Held before looking: a registration that is being committed is then either seen here, or shows the person as they are now.
  perform pg_advisory_xact_lock(npq.visible_lock());
  perform npq.show_person(array(select id from npq.registrations where person_id = new.id));
  return null;
end
$$;
create constraint trigger people_shown after update on directory.people
  deferrable initially deferred for each row
  when (old.name is distinct from new.name or old.trn is distinct from new.trn
    or (old.trn_confirmed_at is null) <> (new.trn_confirmed_at is null))
  execute function npq.show_changed_person();

create function npq.show_changed_mailbox() returns trigger language plpgsql as $$
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
$$;
create constraint trigger addresses_shown_first after insert or delete on access.addresses
  deferrable initially deferred for each row execute function npq.show_changed_mailbox();
create constraint trigger addresses_shown after update of account_id, address, verified_at, removed_at on access.addresses
  deferrable initially deferred for each row execute function npq.show_changed_mailbox();
