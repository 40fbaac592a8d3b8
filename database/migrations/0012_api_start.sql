-- The public HTTP API: keys, idempotency, webhooks.
create schema api;
grant usage on schema api to limpide_app;

create table api.keys (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  name text not null,
  digest bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index keys_of_workspace on api.keys (workspace);
select foundation.protect('api.keys');

-- Whose key it is must be known before a workspace is chosen.
create function api.owner_of_key(given bytea) returns table (workspace uuid, id uuid, name text, scopes text[])
  language sql stable security definer set search_path = ''
  as $$ select k.workspace, k.id, k.name, k.scopes from api.keys k
        where k.digest = given and k.revoked_at is null $$;
revoke all on function api.owner_of_key from public;
grant execute on function api.owner_of_key to limpide_app;

create table api.answers (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  caller uuid not null references api.keys on delete cascade,
  key text not null,
  fingerprint bytea not null,
  status integer,
  body text,
  created_at timestamptz not null default now(),
  primary key (workspace, caller, key)
);
create index answers_by_age on api.answers (workspace, created_at);
select foundation.protect('api.answers');

create table api.webhooks (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  url text not null,
  events text[] not null,
  secret bytea not null,
  disabled_at timestamptz,
  disabled_why text,
  created_at timestamptz not null default now()
);
create index webhooks_of_workspace on api.webhooks (workspace);
select foundation.protect('api.webhooks');

create table api.webhook_messages (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  webhook uuid not null references api.webhooks on delete cascade,
  fact uuid,
  type text not null,
  body text not null,
  attempts integer not null default 0,
  last_status integer,
  last_error text,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  created_at timestamptz not null default now(),
  delivered_at timestamptz
);
create index webhook_messages_by_webhook on api.webhook_messages (workspace, webhook, id);
select foundation.protect('api.webhook_messages');
