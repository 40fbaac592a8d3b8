-- Pauses per purpose, restriction (GDPR, article 18), and what stood before a person's last save.
alter table contacts.contacts
  add column pauses jsonb not null default '{}' check (jsonb_typeof(pauses) = 'object'),
  add column restricted_at timestamptz;

create table contacts.saved_before (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  form jsonb not null,
  saved_at timestamptz not null,
  primary key (workspace, contact),
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade
);
select foundation.protect('contacts.saved_before');

-- What the program may only add to, erased for one person through functions with the owner's hands.
create function contacts.erase_choices(person uuid) returns setof uuid
  language sql security definer set search_path = '' as $$
  delete from contacts.choices
  where workspace = foundation.current_workspace() and contact = person returning id
$$;
create function assistant.erase_turns(threads uuid[]) returns setof uuid
  language sql security definer set search_path = '' as $$
  delete from assistant.turns
  where workspace = foundation.current_workspace() and conversation = any (threads) returning id
$$;
create function flows.erase_calls(person uuid) returns setof uuid
  language sql security definer set search_path = '' as $$
  delete from flows.calls
  where workspace = foundation.current_workspace() and contact = person returning id
$$;
revoke execute on function contacts.erase_choices(uuid), assistant.erase_turns(uuid[]),
  flows.erase_calls(uuid) from public;
grant execute on function contacts.erase_choices(uuid), assistant.erase_turns(uuid[]),
  flows.erase_calls(uuid) to limpide_app;

create index entries_of_actor on ledger.entries (workspace, actor_id) where actor_kind = 'contact';

-- The register of requests, what is kept for how long, and what each daily run blanked.
create schema rights;
grant usage on schema rights to limpide_app;

create table rights.requests (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  -- No reference: the register outlives the person it speaks of, without naming them.
  contact uuid not null,
  kind text not null check (kind in
    ('access', 'erasure', 'rectification', 'restriction', 'objection', 'portability')),
  state text not null check (state in ('open', 'waiting', 'done', 'refused', 'cancelled')),
  via text not null,
  note text not null default '',
  received_at timestamptz not null,
  due_at timestamptz not null,
  erase_at timestamptz,
  ended_at timestamptz,
  why text not null default '',
  counts jsonb not null default '{}'
);
create index requests_open on rights.requests (workspace, due_at) where state in ('open', 'waiting');
create unique index requests_one_open on rights.requests (workspace, contact, kind)
  where state in ('open', 'waiting');
select foundation.protect('rights.requests');
revoke delete on rights.requests from limpide_app;

create table rights.retention (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  what text not null,
  days integer check (days between 0 and 36500),
  primary key (workspace, what)
);
select foundation.protect('rights.retention');

create table rights.retention_runs (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  at timestamptz not null,
  counts jsonb not null
);
create index retention_runs_newest on rights.retention_runs (workspace, at desc);
select foundation.protect_append_only('rights.retention_runs');

-- Merging: who was merged stays as a sign that points to who was kept.
alter table contacts.contacts
  add column merged_into uuid,
  add foreign key (workspace, merged_into) references contacts.contacts (workspace, id);
create index contacts_merged on contacts.contacts (workspace, merged_into)
  where merged_into is not null;
-- A choice never changes, but whose it is may, when two contacts turn out to be one person.
grant update (contact) on contacts.choices to limpide_app;

create table contacts.different (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  first uuid not null,
  second uuid not null check (first < second),
  primary key (workspace, first, second),
  foreign key (workspace, first) references contacts.contacts (workspace, id) on delete cascade,
  foreign key (workspace, second) references contacts.contacts (workspace, id) on delete cascade
);
select foundation.protect('contacts.different');

create table rights.merges (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  kept uuid not null,
  gone uuid not null,
  moved jsonb not null,
  actor_name text not null,
  at timestamptz not null,
  undone_at timestamptz
);
create index merges_of_kept on rights.merges (workspace, kept, at desc);
select foundation.protect('rights.merges');

-- A yes that waits for its confirmation by the holder of the mailbox (double opt-in).
create table contacts.pending_grants (
  token_sha256 bytea primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  address uuid not null,
  kind text not null,
  purpose text not null,
  wording_id text not null,
  wording_version integer not null,
  wording_language text not null,
  source text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  foreign key (workspace, contact) references contacts.contacts (workspace, id) on delete cascade
);
create index pending_grants_of_contact on contacts.pending_grants (workspace, contact);
select foundation.protect('contacts.pending_grants');
