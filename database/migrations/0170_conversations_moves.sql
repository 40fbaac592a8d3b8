-- Merging and splitting threads: messages move, each move is kept so that it can be undone.

-- `merged_into` always names the thread where the messages are now, however many merges ago.
alter table conversations.conversations
  add column merged_into uuid,
  add column merged_at timestamptz;
create index conversations_merged on conversations.conversations (workspace, merged_into)
  where merged_into is not null;

-- Where the customer saw a message that was moved since: their page shows it there.
alter table conversations.messages add column origin uuid;
create index messages_of_origin on conversations.messages (workspace, origin)
  where origin is not null;

create table conversations.moves (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  kind text not null check (kind in ('merge', 'split')),
  source uuid not null,
  target uuid not null,
  moved jsonb not null,
  before jsonb not null,
  by_name text not null,
  at timestamptz not null,
  undone_at timestamptz
);
create index moves_of_source on conversations.moves (workspace, source);
create index moves_of_target on conversations.moves (workspace, target);
select foundation.protect('conversations.moves');
