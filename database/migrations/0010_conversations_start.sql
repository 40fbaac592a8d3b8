-- Conversations: threads, messages, hand-overs, tasks, hours, visitors.
create schema conversations;
grant usage on schema conversations to limpide_app;

create table conversations.conversations (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  contact uuid not null references contacts.contacts,
  contact_name text not null default '',
  kind text not null check (kind in ('chat', 'email', 'sms', 'letter', 'phone')),
  address text not null,
  subject text not null default '',
  language text not null check (language in ('fr', 'en')),
  status text not null default 'open' check (status in ('open', 'snoozed', 'resolved')),
  holder text not null default 'assistant' check (holder in ('assistant', 'nobody', 'person')),
  assignee uuid,
  cause text,
  snoozed_until timestamptz,
  last_message uuid,
  last_inbound uuid,
  last_at timestamptz not null,
  waiting_since timestamptz,
  present_at timestamptz,
  created_at timestamptz not null
);
create index conversations_open on conversations.conversations (workspace, status, last_at desc, id);
create index conversations_of_assignee on conversations.conversations (workspace, assignee, last_at desc);
create index conversations_of_contact on conversations.conversations (workspace, contact, last_at desc);
select foundation.protect('conversations.conversations');

create table conversations.messages (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null references conversations.conversations,
  direction text not null check (direction in ('in', 'out', 'note', 'event')),
  kind text not null,
  -- What the sender calls it: the same twice is one message.
  provider_id text,
  author_kind text not null,
  author_name text not null default '',
  author_id uuid,
  body text not null,
  rest text not null default '',
  subject text not null default '',
  citations jsonb not null default '[]',
  ai_share real not null default 0,
  delivery uuid,
  passport_token text,
  automatic text,
  waited_ms bigint,
  feedback text check (feedback in ('helpful', 'wrong')),
  at timestamptz not null,
  words tsvector generated always as (
    to_tsvector('french', subject || ' ' || body) || to_tsvector('english', subject || ' ' || body)
      || to_tsvector('simple', subject || ' ' || body)) stored
);
create unique index messages_once on conversations.messages (workspace, kind, provider_id)
  where provider_id is not null;
create index messages_of_conversation on conversations.messages (workspace, conversation, id);
create index messages_of_delivery on conversations.messages (workspace, delivery) where delivery is not null;
create index messages_words on conversations.messages using gin (words);
select foundation.protect('conversations.messages');

-- Files lie apart from the rows that pages list, once per content.
create table conversations.files (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  sha256 bytea not null,
  content bytea not null,
  primary key (workspace, sha256)
);
select foundation.protect('conversations.files');
create table conversations.attachments (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  message uuid not null references conversations.messages,
  name text not null,
  content_type text not null,
  size integer not null,
  sha256 bytea not null,
  foreign key (workspace, sha256) references conversations.files
);
create index attachments_of_message on conversations.attachments (workspace, message);
select foundation.protect('conversations.attachments');

create table conversations.labels (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  conversation uuid not null references conversations.conversations,
  label text not null check (length(label) between 1 and 60),
  primary key (conversation, label)
);
create index labels_by_name on conversations.labels (workspace, label);
select foundation.protect('conversations.labels');

create table conversations.handovers (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null references conversations.conversations,
  cause text not null,
  summary jsonb not null,
  at timestamptz not null,
  taken_at timestamptz,
  replied_at timestamptz
);
create index handovers_of_conversation on conversations.handovers (workspace, conversation, id desc);
create index handovers_answered on conversations.handovers (workspace, replied_at desc) where replied_at is not null;
select foundation.protect('conversations.handovers');

create table conversations.tasks (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  conversation uuid not null references conversations.conversations,
  kind text not null check (kind in ('email', 'callback', 'letter')),
  detail text not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  done_at timestamptz,
  done_by uuid
);
create index tasks_to_do on conversations.tasks (workspace, due_at) where done_at is null;
select foundation.protect('conversations.tasks');

create table conversations.canned_replies (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  id uuid primary key,
  name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  language text not null check (language in ('fr', 'en')),
  body text not null,
  unique (workspace, name, language)
);
select foundation.protect('conversations.canned_replies');

-- Minutes after midnight, local time of the company. Monday is 0.
create table conversations.service_hours (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  weekday smallint not null check (weekday between 0 and 6),
  opens smallint not null check (opens between 0 and 1440),
  closes smallint not null check (closes between 0 and 1440 and closes > opens),
  primary key (workspace, weekday, opens)
);
select foundation.protect('conversations.service_hours');
create table conversations.holidays (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  day date not null,
  primary key (workspace, day)
);
select foundation.protect('conversations.holidays');

create table conversations.read_marks (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  conversation uuid not null references conversations.conversations,
  advisor uuid not null,
  message uuid not null,
  primary key (conversation, advisor)
);
select foundation.protect('conversations.read_marks');

create table conversations.composers (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  conversation uuid not null references conversations.conversations,
  advisor uuid not null,
  body text not null,
  draft uuid,
  saved_at timestamptz not null,
  primary key (conversation, advisor)
);
select foundation.protect('conversations.composers');

create table conversations.visitors (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  digest bytea primary key,
  contact uuid not null references contacts.contacts,
  address text not null,
  language text not null,
  conversation uuid references conversations.conversations,
  wants_person boolean not null default false,
  seen_at timestamptz not null
);
create index visitors_of_conversation on conversations.visitors (workspace, conversation);
select foundation.protect('conversations.visitors');
