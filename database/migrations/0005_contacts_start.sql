-- People, their addresses, and what each of them allows and prefers.

create schema contacts;
grant usage on schema contacts to limpide_app;

create table contacts.contacts (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  name text,
  language text,
  ai_mode text not null default 'any' check (ai_mode in ('any', 'reviewed', 'basic', 'none')),
  reference text,
  created_at timestamptz not null default now(),
  unique (workspace, id),
  unique (workspace, reference)
);
select foundation.protect('contacts.contacts');

create table contacts.addresses (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  kind text not null check (kind in ('email', 'phone', 'chat', 'postal')),
  value text not null check (value <> ''),
  -- HMAC of the address, as in suppressions.
  value_mac bytea not null,
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace, kind, value),
  -- A key over the workspace too: a row cannot point into another company.
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade
);
create index addresses_of_contact on contacts.addresses (workspace, contact);
select foundation.protect('contacts.addresses');

create table contacts.wordings (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id text not null,
  version integer not null,
  language text not null,
  text text not null,
  sha256 text not null,
  created_at timestamptz not null default now(),
  primary key (workspace, id, version, language)
);
select foundation.protect_append_only('contacts.wordings');

create table contacts.choices (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  kind text not null,
  purpose text not null,
  choice text not null check (choice in ('granted', 'withdrawn')),
  given_at timestamptz not null,
  act text not null,
  source text not null,
  evidence text,
  wording_id text,
  wording_version integer,
  wording_sha256 text,
  actor_kind text not null,
  actor_id text not null,
  recorded_at timestamptz not null default now(),
  foreign key (workspace, contact) references contacts.contacts (workspace, id),
  check (act <> 'import' or evidence is not null)
);
create index choices_last on contacts.choices (workspace, contact, kind, purpose, given_at, id);
select foundation.protect_append_only('contacts.choices');

create table contacts.suppressions (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  kind text not null,
  -- HMAC of the address: it stays known as suppressed after the person was erased.
  value_mac bytea not null,
  reason text not null check (reason in ('bounced', 'complained', 'stop', 'manual')),
  created_at timestamptz not null default now(),
  primary key (workspace, kind, value_mac)
);
select foundation.protect('contacts.suppressions');

create table contacts.channel_orders (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  purpose text not null,
  kinds text[] not null,
  primary key (workspace, contact, purpose),
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade
);
select foundation.protect('contacts.channel_orders');

create table contacts.tokens (
  token_sha256 bytea primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  kind text,
  purpose text,
  expires_at timestamptz not null,
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade,
  check ((kind is null) = (purpose is null))
);
create index tokens_expired on contacts.tokens (workspace, expires_at);
select foundation.protect('contacts.tokens');
