-- Flows: procedures and actions as they were published, runs, calls, identity.
create schema flows;
grant usage on schema flows to limpide_app;

create table flows.definitions (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  kind text not null check (kind in ('flow', 'actions', 'talk')),
  name text not null,
  version integer not null check (version > 0),
  body text not null,
  state text not null check (state in ('draft', 'published', 'retired')),
  author text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  primary key (workspace, kind, name, version)
);
create unique index definitions_one_published on flows.definitions (workspace, kind, name)
  where state = 'published';
select foundation.protect('flows.definitions');
revoke delete on flows.definitions from limpide_app;

create table flows.connectors (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  name text not null,
  base_url text not null check (base_url ~ '^https?://'),
  -- «Bearer …», sealed with the installation's key.
  sealed_authorization bytea,
  primary key (workspace, name)
);
select foundation.protect('flows.connectors');

create table flows.runs (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null,
  contact uuid not null,
  flow text not null,
  version integer not null,
  state text not null
    check (state in ('active', 'parked', 'done', 'cancelled', 'handed_over', 'expired')),
  memory jsonb not null,
  waiting jsonb,
  asked integer not null default 0,
  -- The customer's last word that was taken into account.
  read_until uuid,
  started_at timestamptz not null,
  updated_at timestamptz not null
);
create index runs_of_conversation on flows.runs (workspace, conversation, id);
create index runs_of_contact on flows.runs (workspace, contact);
select foundation.protect('flows.runs');

create table flows.calls (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  run uuid references flows.runs,
  contact uuid not null,
  action text not null,
  version integer not null,
  -- What makes it the same call: a change is done once, however many conversations ask for it.
  key text not null,
  changes boolean not null,
  arguments jsonb not null,
  state text not null
    check (state in ('waiting', 'approved', 'running', 'done', 'failed', 'unsure', 'refused')),
  rule text not null,
  result jsonb,
  code text,
  approved_by uuid,
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create unique index calls_once on flows.calls (workspace, key)
  where changes and state in ('waiting', 'approved', 'running', 'done', 'unsure');
create index calls_of_run on flows.calls (workspace, run, id);
create index calls_waiting on flows.calls (workspace, requested_at) where state = 'waiting';
select foundation.protect('flows.calls');
revoke delete on flows.calls from limpide_app;

create table flows.codes (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null,
  address text not null,
  digest bytea not null check (length(digest) = 32),
  tries integer not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index codes_of_conversation on flows.codes (workspace, conversation, id);
select foundation.protect('flows.codes');

create table flows.identities (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  conversation uuid not null,
  address text not null,
  level text not null check (level in ('recognised', 'verified', 'strong')),
  until timestamptz not null,
  primary key (workspace, conversation, address)
);
select foundation.protect('flows.identities');
