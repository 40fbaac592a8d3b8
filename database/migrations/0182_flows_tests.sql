-- Conversations that must go as written before a procedure reaches customers.
create table flows.tests (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  flow text,
  name text not null check (length(name) between 1 and 200),
  script jsonb not null,
  author text not null,
  created_at timestamptz not null
);
create index tests_of_flow on flows.tests (workspace, flow);
select foundation.protect('flows.tests');
