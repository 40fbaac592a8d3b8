-- When a person may be written to, how often, and what else the company knows of them.
alter table contacts.contacts
  add column time_zone text,
  add column quiet_from smallint check (quiet_from between 0 and 1439),
  add column quiet_to smallint check (quiet_to between 0 and 1439),
  add column paused_until timestamptz,
  add column attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  add constraint contacts_quiet_both check ((quiet_from is null) = (quiet_to is null));

create table contacts.frequencies (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  purpose text not null,
  most integer not null check (most between 0 and 1000),
  days integer not null check (days between 1 and 366),
  primary key (workspace, contact, purpose),
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade
);
select foundation.protect('contacts.frequencies');
