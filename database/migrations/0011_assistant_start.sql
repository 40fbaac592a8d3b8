-- The assistant: one row per turn, so that each decision can be explained and contested.
create schema assistant;
grant usage on schema assistant to limpide_app;

create table assistant.turns (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null,
  -- The customer's last word that was read: one turn at most answers it.
  read_until uuid not null,
  language text not null,
  decision text not null check (decision in ('answer', 'ask_back', 'handover', 'social', 'review', 'silent')),
  rule text not null,
  cause text,
  confidence real not null,
  evidence jsonb not null,
  considered jsonb not null,
  engine text not null,
  took_ms real not null,
  said uuid,
  at timestamptz not null,
  unique (workspace, conversation, read_until)
);
select foundation.protect_append_only('assistant.turns');
