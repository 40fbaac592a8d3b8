-- One key is enough: every statement names the workspace.
alter table ledger.passport_events drop constraint passport_events_workspace_passport_fkey;
alter table ledger.passports drop constraint passports_pkey;
alter table ledger.passports drop constraint passports_workspace_id_key;
alter table ledger.passports add primary key (workspace, id);
alter table ledger.passport_events add foreign key (workspace, passport)
  references ledger.passports (workspace, id);

alter table ledger.passport_events drop constraint passport_events_pkey;
drop index ledger.passport_events_in_order;
alter table ledger.passport_events add primary key (workspace, passport, id);

alter table ledger.entries drop constraint entries_pkey;
drop index ledger.entries_in_order;
alter table ledger.entries add primary key (workspace, id);

-- A foreign key locks the company's one key for each passport, and all that send at once share that
-- row. Here a statement looks once; and the program can neither remove a key nor give it another name.
alter table ledger.passports drop constraint passports_workspace_key_fkey;

create function ledger.passports_have_their_keys() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct workspace, key from issued) i
    where not exists (
      select from ledger.signing_keys k where k.workspace = i.workspace and k.id = i.key)
  ) then
    raise exception 'a passport names a key that there is not' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create trigger passports_have_their_keys after insert on ledger.passports
  referencing new table as issued
  for each statement execute function ledger.passports_have_their_keys();

revoke update on ledger.signing_keys from limpide_app;
grant update (retired_at) on ledger.signing_keys to limpide_app;
