-- How soon customers should hear from a person, and how that went; who looks at a conversation.

create table conversations.targets (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  team uuid,
  kind text,
  importance text check (importance in ('critical', 'important', 'routine')),
  -- Minutes of service hours.
  first_reply integer check (first_reply > 0),
  resolution integer check (resolution > 0),
  check (first_reply is not null or resolution is not null)
);
create unique index targets_once on conversations.targets
  (workspace, coalesce(team, '00000000-0000-0000-0000-000000000000'), coalesce(kind, ''),
   coalesce(importance, ''));
select foundation.protect('conversations.targets');

create table conversations.clocks (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null references conversations.conversations,
  goal text not null check (goal in ('first_reply', 'resolution')),
  team uuid,
  kind text not null,
  importance text not null,
  started_at timestamptz not null,
  warn_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz
);
create unique index clocks_running on conversations.clocks (workspace, conversation, goal)
  where ended_at is null;
create index clocks_of_period on conversations.clocks (workspace, started_at)
  include (goal, kind, due_at, ended_at);
select foundation.protect('conversations.clocks');
create view conversations.published_clocks with (security_invoker) as
  select workspace, conversation, goal, team, kind, importance, started_at, due_at, ended_at
  from conversations.clocks;
grant select on conversations.published_clocks to limpide_app;

create table conversations.looks (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  conversation uuid not null references conversations.conversations on delete cascade,
  advisor uuid not null,
  at timestamptz not null,
  primary key (conversation, advisor)
);
select foundation.protect('conversations.looks');
