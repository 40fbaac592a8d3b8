-- The ledger: entries and passports are added, never changed.

create schema ledger;
grant usage on schema ledger to limpide_app;

create table ledger.entries (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  what text not null check (what ~ '^[a-z_]+(\.[a-z_]+)+$'),
  about uuid not null,
  why text not null,
  actor_kind text not null check (actor_kind in ('person', 'contact', 'ai', 'system', 'api')),
  actor_id text not null,
  actor_name text not null,
  data jsonb not null,
  at timestamptz not null,
  -- sha256 = SHA-256(salt || canonical bytes): erasing entry and salt leaves a hash that tells
  -- nothing and a tree over the hashes that still verifies.
  salt bytea not null check (length(salt) >= 16),
  sha256 bytea not null check (length(sha256) = 32)
);
create index entries_about on ledger.entries (workspace, about, id);
create index entries_in_order on ledger.entries (workspace, id);
select foundation.protect_append_only('ledger.entries');

create table ledger.signing_keys (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id text not null,
  public bytea not null check (length(public) = 32),
  sealed_private bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (workspace, id)
);
create unique index signing_keys_one_in_use on ledger.signing_keys (workspace)
  where retired_at is null;
select foundation.protect('ledger.signing_keys');
revoke delete on ledger.signing_keys from limpide_app;

create table ledger.passports (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  message uuid not null,
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  -- Text, not jsonb: these are the very characters that were signed.
  body text not null,
  key text not null,
  signature bytea not null check (length(signature) = 64),
  issued_at timestamptz not null,
  -- What is delivered must be the message the passport speaks of.
  unique (workspace, id, message),
  unique (workspace, message),
  unique (workspace, id),
  foreign key (workspace, key) references ledger.signing_keys (workspace, id)
);
select foundation.protect_append_only('ledger.passports');

create table ledger.passport_events (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  passport uuid not null,
  kind text not null,
  at timestamptz not null,
  data jsonb not null,
  foreign key (workspace, passport) references ledger.passports (workspace, id)
);
create index passport_events_in_order on ledger.passport_events (workspace, passport, id);
select foundation.protect_append_only('ledger.passport_events');

-- A public link must be opened before anyone knows whose it is. Only the workspace is told,
-- and only to who holds the token.
create function ledger.workspace_of_passport(digest bytea) returns uuid
  language sql stable security definer set search_path = ''
  return (select workspace from ledger.passports where token_sha256 = digest);
revoke execute on function ledger.workspace_of_passport(bytea) from public;
grant execute on function ledger.workspace_of_passport(bytea) to limpide_app;
