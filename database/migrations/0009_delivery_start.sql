-- The one road by which a message leaves.

create schema delivery;
grant usage on schema delivery to limpide_app;

create table delivery.messages (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  contact uuid not null,
  kind text not null check (kind in ('chat', 'email', 'sms', 'letter', 'phone')),
  address text not null check (address <> ''),
  purpose text not null,
  importance text not null check (importance in ('critical', 'important', 'routine')),
  status text not null check (status in ('queued', 'sending', 'unsure', 'stopped', 'accepted',
    'sent', 'expired', 'failed', 'delivered', 'bounced', 'returned', 'opened', 'clicked', 'read',
    'replied', 'complained')),
  author_kind text not null
    check (author_kind in ('person', 'ai', 'ai_reviewed', 'person_with_ai', 'template')),
  author jsonb not null,
  is_fact boolean not null,
  answering timestamptz,
  language text not null,
  subject text not null,
  text text not null,
  html text not null,
  threading jsonb not null,
  reference uuid,
  key text,
  passport uuid not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  due_attempt integer not null check (due_attempt >= 1),
  refusal text,
  unique (workspace, id),
  unique (workspace, key),
  foreign key (workspace, contact) references contacts.contacts (workspace, id),
  foreign key (workspace, passport, id) references ledger.passports (workspace, id, message)
);
create index messages_of_contact on delivery.messages (workspace, contact, id);
create index messages_queued on delivery.messages (workspace, contact) where status = 'queued';
create index messages_unsure on delivery.messages (workspace, id) where status = 'unsure';
create index messages_by_reference on delivery.messages (workspace, reference);
select foundation.protect('delivery.messages');

create table delivery.attachments (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  message uuid not null,
  position integer not null,
  name text not null,
  content_type text not null,
  content bytea not null,
  primary key (workspace, message, position),
  foreign key (workspace, message) references delivery.messages (workspace, id) on delete cascade
);
select foundation.protect('delivery.attachments');

create table delivery.attempts (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  message uuid not null,
  -- No attempt without a passport, and it must be the passport of this very message.
  passport uuid not null references ledger.passports,
  number integer not null check (number >= 1),
  kind text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('accepted', 'rejected', 'unsure', 'down')),
  provider_id text,
  detail text not null default '',
  unique (workspace, message, number),
  foreign key (workspace, message) references delivery.messages (workspace, id),
  foreign key (workspace, passport, message)
    references ledger.passports (workspace, id, message)
);
create index attempts_by_provider_id on delivery.attempts (workspace, kind, provider_id);
select foundation.protect('delivery.attempts');

create table delivery.receipts (
  id uuid primary key,
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  kind text not null,
  provider_id text not null,
  status text not null,
  code text not null,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  unique (workspace, kind, provider_id, status)
);
select foundation.protect_append_only('delivery.receipts');
