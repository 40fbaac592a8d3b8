-- Who gets a conversation: what it needs, the rules that say so, and why somebody was chosen.
alter table conversations.conversations
  add column team uuid,
  add column skill text not null default '',
  add column importance text not null default 'routine'
    check (importance in ('critical', 'important', 'routine')),
  add column assigned_at timestamptz,
  add column assigned_because text[] not null default '{}';

create table conversations.rules (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  place smallint not null,
  kind text,
  language text,
  cause text,
  label text not null default '',
  words text not null default '',
  team uuid,
  skill text not null default '',
  importance text check (importance in ('critical', 'important', 'routine')),
  unique (workspace, place)
);
select foundation.protect('conversations.rules');

create table conversations.manners (
  workspace uuid primary key default foundation.current_workspace() references foundation.workspaces,
  assigns boolean not null default true
);
select foundation.protect('conversations.manners');

-- The open ones of one person are counted at every hand-over.
create index conversations_held on conversations.conversations (workspace, assignee)
  where status = 'open' and assignee is not null;
-- Which colleague answered a person last.
create index messages_of_author on conversations.messages (workspace, conversation, id desc)
  include (author_id) where direction = 'out' and author_id is not null;
