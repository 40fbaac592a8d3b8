-- A foreign key costs a look for each row. Where one with the workspace in it leads to a table that
-- itself names an existing workspace, the plain one proves nothing more.
alter table delivery.messages drop constraint messages_workspace_fkey;
alter table delivery.attempts drop constraint attempts_workspace_fkey;
alter table delivery.attempts drop constraint attempts_passport_fkey;
alter table ledger.passports drop constraint passports_workspace_fkey;
alter table ledger.passport_events drop constraint passport_events_workspace_fkey;
alter table contacts.addresses drop constraint addresses_workspace_fkey;
alter table contacts.choices drop constraint choices_workspace_fkey;
alter table contacts.tokens drop constraint tokens_workspace_fkey;
alter table journeys.recipients drop constraint recipients_workspace_fkey;
