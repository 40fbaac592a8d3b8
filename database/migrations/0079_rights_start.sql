-- Pauses per purpose, restriction (GDPR, article 18), and what stood before a person's last save.
alter table contacts.contacts
  add column pauses jsonb not null default '{}' check (jsonb_typeof(pauses) = 'object'),
  add column restricted_at timestamptz;

create table contacts.saved_before (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  form jsonb not null,
  saved_at timestamptz not null,
  primary key (workspace, contact),
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade
);
select foundation.protect('contacts.saved_before');
