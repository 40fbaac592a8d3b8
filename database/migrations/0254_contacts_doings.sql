-- What people did, as segments ask for it: how often, first and last. Their own systems add more.
create table contacts.doings (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  what text not null check (what ~ '^[a-z][a-z0-9_]{0,39}$'),
  times integer not null check (times > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (workspace, contact, what),
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade
);
select foundation.protect('contacts.doings');
