-- Macros (reply, label, status, assignment, snooze in one), and what can be undone.
create table conversations.macros (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  name text not null check (length(name) between 1 and 60),
  texts jsonb not null default '{}',
  note text not null default '',
  labels text[] not null default '{}',
  assign text not null default '',
  status text not null default '' check (status in ('', 'resolved', 'open')),
  snooze text not null default '' check (snooze in ('', 'hour', 'day', 'week')),
  unique (workspace, name)
);
select foundation.protect('conversations.macros');

create table conversations.undos (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  what text not null,
  advisor uuid not null,
  before jsonb not null,
  at timestamptz not null,
  undone_at timestamptz
);
create index undos_by_age on conversations.undos (workspace, at);
select foundation.protect('conversations.undos');
